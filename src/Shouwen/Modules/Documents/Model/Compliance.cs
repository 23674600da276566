using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Reporting;

namespace Shouwen.Modules.Documents.Model;

/// <summary>How the obligations of a clause opened in a period ended so far; open includes paused (DOCS-012, DOCS-014).</summary>
public sealed record Tally(int Met, int Missed, int Waived, int Open)
{
    public static readonly Tally None = new(0, 0, 0, 0);

    public int Opened => Met + Missed + Waived + Open;

    /// <summary>Met out of met and missed: what is waived or still open says nothing yet.</summary>
    public Rate Rate => new(Met, Met + Missed);

    public static Tally Of(IEnumerable<(ObligationState State, int Count)> counts) => counts.Aggregate(None, (tally, c) => c.State switch
    {
        ObligationState.Met => tally with { Met = tally.Met + c.Count },
        ObligationState.Missed => tally with { Missed = tally.Missed + c.Count },
        ObligationState.Waived => tally with { Waived = tally.Waived + c.Count },
        _ => tally with { Open = tally.Open + c.Count },
    });
}

/// <summary>Counts obligations by clause, in one query each; always within the actor's reach (DOCS-012).</summary>
public static class Compliance
{
    /// <summary>The share that we propose where a clause names no target of its own.</summary>
    public static readonly Percent AssumedTarget = new(95);

    public const int MostMonths = 7;

    public static (Percent Target, bool Assumed) Target(Clause clause, Policy policy, DateOnly on) =>
        clause.Target is { } target ? (policy.Read(target, "", on), target.Assumed) : (AssumedTarget, true);

    /// <summary>The obligations opened between two local dates, both included.</summary>
    public static IQueryable<Obligation> Opened(this AppDb db, DateOnly from, DateOnly to)
    {
        var (start, end) = (WorkCalendar.Default.ToUtc(from, TimeOnly.MinValue), WorkCalendar.Default.ToUtc(to.AddDays(1), TimeOnly.MinValue));
        return db.Obligations.Where(o => o.OpenedAt >= start && o.OpenedAt < end);
    }

    public static async Task<Dictionary<string, Tally>> ByClause(IQueryable<Obligation> opened, CancellationToken ct)
    {
        var rows = await opened.GroupBy(o => new { o.Clause, o.State }).Select(g => new { g.Key.Clause, g.Key.State, Count = g.Count() }).ToListAsync(ct);
        return rows.GroupBy(r => r.Clause).ToDictionary(g => g.Key, g => Tally.Of(g.Select(r => (r.State, r.Count))));
    }

    /// <summary>By clause and local month, for at most seven months that end with the given one; the months without duties are absent.</summary>
    public static async Task<Dictionary<(string Clause, DateOnly Month), Tally>> ByMonth(AppDb db, DateOnly lastMonth, int months, string? clause, CancellationToken ct)
    {
        var first = lastMonth.AddMonths(1 - Math.Min(months, MostMonths));
        // The month is told by its beginnings in UTC, because neither engine can reckon in local months over an index.
        var s = Enumerable.Range(1, MostMonths - 1).Select(i => WorkCalendar.Default.ToUtc(first.AddMonths(i), TimeOnly.MinValue)).ToArray();
        var (s1, s2, s3, s4, s5, s6) = (s[0], s[1], s[2], s[3], s[4], s[5]);
        var opened = db.Opened(first, lastMonth.AddMonths(1).AddDays(-1));
        if (clause is not null) opened = opened.Where(o => o.Clause == clause);
        var rows = await opened
            .Select(o => new { o.Clause, o.State, Month = o.OpenedAt < s1 ? 0 : o.OpenedAt < s2 ? 1 : o.OpenedAt < s3 ? 2 : o.OpenedAt < s4 ? 3 : o.OpenedAt < s5 ? 4 : o.OpenedAt < s6 ? 5 : 6 })
            .GroupBy(o => new { o.Clause, o.State, o.Month })
            .Select(g => new { g.Key.Clause, g.Key.State, g.Key.Month, Count = g.Count() }).ToListAsync(ct);
        return rows.GroupBy(r => (r.Clause, first.AddMonths(r.Month))).ToDictionary(g => g.Key, g => Tally.Of(g.Select(r => (r.State, r.Count))));
    }
}
