using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Data;

namespace Shouwen.Kernel.Reporting;

/// <summary>What a month that has ended came to in a report, so that its raw rows need not be read again.</summary>
public sealed class KeptMonth
{
    public required string Report { get; init; }
    public required DateOnly Month { get; init; }

    /// <summary>How the content is written; another form than the report's own is gathered anew.</summary>
    public required int Form { get; init; }

    /// <summary>Another one with each writing: who gathers at the same time as someone else does not write over what is newer.</summary>
    public required Guid Stamp { get; init; }
    public required DateTime WrittenAt { get; init; }
    public required byte[] Content { get; init; }
}

/// <summary>The mark that something was changed in a month which had ended: what is kept of it no longer holds. Written with the change.</summary>
public sealed class StaleMonth
{
    public Guid Id { get; init; } = Ids.New();
    public required string Report { get; init; }
    public required DateOnly Month { get; init; }
}

/// <summary>Reads what is kept.</summary>
public static class KeptMonths
{
    /// <summary>The whole months of a period that are kept and hold. They count everybody's records: who does not see everything is given none.</summary>
    public static async Task<IReadOnlyList<KeptMonth>> Within(KernelDb db, MonthlyReport report, DateOnly from, DateOnly to, CancellationToken ct) =>
        Whole(db, report, from, to) is { } months ? await months.ToListAsync(ct) : [];

    /// <summary>The same months, and by which stamps their content is known.</summary>
    public static async Task<IReadOnlyList<(DateOnly Month, Guid Stamp)>> Stamps(KernelDb db, MonthlyReport report, DateOnly from, DateOnly to, CancellationToken ct) =>
        Whole(db, report, from, to) is { } months ? [.. (await months.Select(k => new { k.Month, k.Stamp }).ToListAsync(ct)).Select(k => (k.Month, k.Stamp))] : [];

    private static IQueryable<KeptMonth>? Whole(KernelDb db, MonthlyReport report, DateOnly from, DateOnly to)
    {
        var (first, last) = (from.Day == 1 ? from : Months.Of(from).AddMonths(1), Months.Of(to.AddDays(1)).AddMonths(-1));
        return last < first || !db.Reach.CoversAll ? null : Holding(db, report).Where(k => k.Month >= first && k.Month <= last).OrderBy(k => k.Month);
    }

    /// <summary>One statement reads content and marks, so that both are of the same moment.</summary>
    internal static IQueryable<KeptMonth> Holding(KernelDb db, MonthlyReport report)
    {
        var (name, form) = (report.Name, report.Form);
        return db.Set<KeptMonth>().AsNoTracking().Where(k => k.Report == name && k.Form == form && !db.Set<StaleMonth>().Any(s => s.Report == k.Report && s.Month == k.Month));
    }
}
