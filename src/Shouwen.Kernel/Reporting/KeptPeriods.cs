using System.Collections.Concurrent;
using Shouwen.Kernel.Data;

namespace Shouwen.Kernel.Reporting;

/// <summary>
/// What periods of nothing but kept months came to, in memory while these months hold: whoever asks again waits for their stamps
/// alone, however many records lie behind them.
/// </summary>
public sealed class KeptPeriods<T> where T : class
{
    private const int Most = 100;
    private readonly ConcurrentDictionary<string, T> known = new(StringComparer.Ordinal);

    /// <summary>What is asked names everything that the figures depend on besides the records, such as the grouping.</summary>
    public async Task<T> Of(KernelDb db, MonthlyReport report, ReportFilter filter, string asked, Func<Task<T>> gather, CancellationToken ct)
    {
        var stamps = await KeptMonths.Stamps(db, report, filter.From, filter.To, ct);
        if (Months.Gaps(filter.From, filter.To, stamps.Select(s => s.Month)).Any()) return await gather();
        var key = $"{filter} {asked} {string.Join(' ', stamps.Select(s => s.Stamp))}";
        if (known.TryGetValue(key, out var held)) return held;
        // Months that were kept anew meanwhile have another stamp: nobody asks for this one again.
        var figures = await gather();
        if (known.Count >= Most) known.Clear();
        return known[key] = figures;
    }
}
