using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Data;

namespace Shouwen.Kernel.Search;

/// <summary>How closely the documents of a database follow each other: looked up once a minute, for it changes slowly.</summary>
internal static class SearchPace
{
    /// <summary>Milliseconds, as keys tell the time.</summary>
    public const long Day = 86_400_000;
    private const long Minute = 60_000;

    /// <summary>Where a day has more than these, the words of the day lead to too many of them.</summary>
    public const int Dense = 12_000;

    private static readonly ConcurrentDictionary<string, (bool IsDense, long At)> known = new(StringComparer.Ordinal);

    public static long Now => Ids.Ordered(Ids.New()) >> 12;

    public static async Task<bool> IsDense(KernelDb db, CancellationToken ct)
    {
        var connection = db.Database.GetDbConnection();
        var (name, now) = ($"{connection.DataSource}/{connection.Database}", Now);
        if (known.TryGetValue(name, out var seen) && now - seen.At < Minute) return seen.IsDense;
        var newest = await db.Set<SearchDoc>().OrderByDescending(d => d.Doc).Take(Dense).GroupBy(_ => 1).Select(g => new { Count = g.Count(), First = g.Min(d => d.Doc) }).FirstOrDefaultAsync(ct);
        var isDense = newest?.Count == Dense && now - (newest.First >> 12) < Day;
        known[name] = (isDense, now);
        return isDense;
    }
}
