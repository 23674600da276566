using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Lifecycle;
using Shouwen.Kernel.Obligations;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Modules.Cases.Lists;

/// <summary>What reading one case asks, each time: translated once.</summary>
internal static class CaseQuestions
{
    private const int MostSteps = 500, MostRows = 200;

    internal sealed record Found(Case Case, string? CustomerNumber, bool HasNotes, bool HasPromises);

    /// <summary>The case within the reach, with its customer's number where that is within it too. Most have no notes and no promises, and need not be asked for them.</summary>
    public static readonly Question<AppDb, string, Found> Numbered = new((db, number) =>
        db.Cases.AsNoTracking().Where(c => c.Number == number)
            .Select(c => new Found(c, db.Customers.Where(k => k.Id == c.CustomerId).Select(k => k.Number).FirstOrDefault(), db.CaseNotes.Any(n => n.CaseId == c.Id), db.Promises.Any(p => p.CaseId == c.Id))).Take(1));

    public static readonly Question<AppDb, Guid, Transition> Transitions = new((db, id) =>
        db.Transitions.AsNoTracking().Where(t => t.SubjectId == id).OrderBy(t => t.At).ThenBy(t => t.Id).Take(MostSteps));

    public static readonly Question<AppDb, Guid, CaseNote> Notes = new((db, id) =>
        db.CaseNotes.AsNoTracking().Where(n => n.CaseId == id).OrderBy(n => n.At).ThenBy(n => n.Id).Take(MostSteps));

    public static readonly Question<AppDb, Guid, Promise> Promises = new((db, id) =>
        db.Promises.AsNoTracking().Where(p => p.CaseId == id).OrderBy(p => p.DueAt).ThenBy(p => p.Id).Take(MostRows));

    public static readonly Question<AppDb, Guid, Obligation> Duties = new((db, id) =>
        db.Obligations.AsNoTracking().IgnoreQueryFilters(new[] { KernelDb.ScopeFilter }).Where(o => o.SubjectId == id).OrderBy(o => o.DueAt).ThenBy(o => o.Id).Take(MostRows));
}
