using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Obligations;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Contacts.Contracts;

namespace Shouwen.Modules.Cases.Lists;

/// <summary>What lists show of cases; what each page of a list asks is translated once.</summary>
internal static class CaseRows
{
    /// <summary>The long texts stay where they are.</summary>
    internal sealed record Shown(
        Guid Id, string Number, CaseType Type, CaseState State, Severity Severity, Emotion Emotion, string Subject, string CustomerName, Guid? CustomerId,
        string HandlerName, string FirstOwnerName, string UnitPath, DateTime ReceivedAt, bool IsWaiting);

    /// <summary>A duty on a case that is still to be done, without how its time was computed.</summary>
    internal sealed record Due(Guid Case, DateTime At, DateTime From, ObligationState State);

    public static readonly Expression<Func<Case, Shown>> AsShown = c => new Shown(
        c.Id, c.Number, c.Type, c.State, c.Severity, c.Emotion, c.Subject, c.CustomerName, c.CustomerId, c.HandlerName, c.FirstOwnerName, c.UnitPath, c.ReceivedAt, c.Waiting != null);

    public static readonly Question<AppDb, List<Guid>, Shown> Among = new((db, ids) => db.Cases.Where(c => ids.Contains(c.Id)).Select(AsShown));

    public static readonly Question<AppDb, List<Guid>, Due> Dues = new((db, ids) =>
        db.Obligations.Where(OutstandingDuties.IsOutstanding).Where(o => ids.Contains(o.SubjectId)).Select(o => new Due(o.SubjectId, o.DueAt, o.StartsAt, o.State)));
}
