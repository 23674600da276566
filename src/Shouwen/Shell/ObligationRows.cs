using System.Linq.Expressions;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Subjects;

namespace Shouwen.Shell;

/// <summary>What lists show of duties.</summary>
internal static class ObligationRows
{
    /// <summary>How the due time was computed, the longest of a duty's texts, stays where it is.</summary>
    internal sealed record Shown(
        Guid Id, string Clause, string What, string SubjectKind, Guid SubjectId, string SubjectLabel, Guid? OwnerId, DateTime OpenedAt, DateTime StartsAt, DateTime DueAt,
        ObligationState State, DateTime? FulfilledAt, string LimitText)
    {
        public SubjectRef Subject => new(SubjectKind, SubjectId, SubjectLabel);
    }

    public static readonly Expression<Func<Obligation, Shown>> AsShown = o => new Shown(
        o.Id, o.Clause, o.What, o.SubjectKind, o.SubjectId, o.SubjectLabel, o.OwnerId, o.OpenedAt, o.StartsAt, o.DueAt, o.State, o.FulfilledAt, o.LimitText);
}
