using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Reporting;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Modules.Cases.Reports;

/// <summary>Which complaints a command has changed for their analysis, by the time of their reception.</summary>
internal static class ComplaintChanges
{
    private static readonly string Clause = CaseClauses.AnswerComplaint.Code;
    private static readonly string[] Counted =
        [nameof(Case.UnitPath), nameof(Case.Cause), nameof(Case.Severity), nameof(Case.Emotion), nameof(Case.Factors), nameof(Case.Validity), nameof(Case.AnsweredAt)];

    public static async ValueTask<IReadOnlyCollection<DateTime>> Of(AppDb db, IReadOnlyList<EntityEntry> changed, IReadOnlyList<object> added, CancellationToken ct)
    {
        var (at, duties) = (new List<DateTime>(), new HashSet<Guid>());
        foreach (var entry in changed)
            switch (entry.Entity)
            {
                case Case { Type: CaseType.Complaint } matter when IsCounted(entry, Counted): at.Add(matter.ReceivedAt); break;
                case Obligation duty when duty.Clause == Clause && IsCounted(entry, nameof(Obligation.State)): duties.Add(duty.SubjectId); break;
                // A moved unit takes its records along without their being loaded: no month is as it was.
                case Unit when entry.State == EntityState.Modified && entry.Property(nameof(Unit.Path)).IsModified: return [.. (await Told(db, ct)).Select(Months.Begin)];
            }
        duties.UnionWith(added.OfType<Obligation>().Where(o => o.Clause == Clause).Select(o => o.SubjectId));
        foreach (var matter in changed.Select(e => e.Entity).OfType<Case>())
            if (duties.Remove(matter.Id)) at.Add(matter.ReceivedAt);
        if (duties.Count == 0) return at;
        // A duty that was missed by the clock or waived comes without its case.
        at.AddRange(await db.Unscoped<Case>().Where(c => duties.Contains(c.Id)).Select(c => c.ReceivedAt).ToListAsync(ct));
        return at;
    }

    private static bool IsCounted(EntityEntry entry, params string[] fields) => entry.State != EntityState.Modified || fields.Any(f => entry.Property(f).IsModified);

    /// <summary>From each month straight to the last one before it with a complaint: the index of complaints by time is asked once a month.</summary>
    public static async Task<IReadOnlyList<DateOnly>> Told(AppDb db, CancellationToken ct)
    {
        var (complaints, months) = (db.Unscoped<Case>().Where(c => c.Type == CaseType.Complaint), new List<DateOnly>());
        for (var last = await Last(complaints, ct); last is { } month; last = await Before(Months.Begin(month)))
            months.Add(month);
        return months;

        Task<DateOnly?> Before(DateTime begin) => Last(complaints.Where(c => c.ReceivedAt < begin), ct);
    }

    private static async Task<DateOnly?> Last(IQueryable<Case> complaints, CancellationToken ct) =>
        await complaints.OrderByDescending(c => c.ReceivedAt).Select(c => (DateTime?)c.ReceivedAt).FirstOrDefaultAsync(ct) is { } at ? Months.Of(at) : null;
}
