using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Data;

namespace Shouwen.Kernel.Search;

/// <summary>How closely the documents of a database on PostgreSQL follow each other, and which words many of them hold: looked up once a minute, for it changes slowly.</summary>
/// <param name="IsDense">Whether a day has so many documents that the words of the day lead to too many of them.</param>
/// <param name="Common">The words that more documents hold than can be looked through, as the planner's statistics know them; nothing where there are none yet.</param>
internal sealed record SearchPace(bool IsDense, FrozenSet<string>? Common)
{
    /// <summary>Milliseconds, as keys tell the time.</summary>
    public const long Day = 86_400_000;
    private const long Minute = 60_000;

    /// <summary>Where a day has more than these, the words of the day lead to too many of them.</summary>
    private const int Dense = 12_000;

    /// <summary>The documents of a word that is not common are looked through in a few milliseconds, to judge by two hundred, which took up to half a one.</summary>
    private const int FewDocuments = 2_000;

    private static readonly ConcurrentDictionary<string, (SearchPace Pace, long At)> known = new(StringComparer.Ordinal);

    public static long Now => Ids.Ordered(Ids.New()) >> 12;

    /// <summary>No more than a few documents hold this word, or did when the statistics were made.</summary>
    public bool IsRare(QueryWord word) => Common is not null && !word.IsPrefix && !Common.Contains(word.Word) && (word.Or is null || !Common.Contains(word.Or));

    public static async Task<SearchPace> Of(KernelDb db, CancellationToken ct)
    {
        var connection = db.Database.GetDbConnection();
        var (name, now) = ($"{connection.DataSource}/{connection.Database}", Now);
        if (known.TryGetValue(name, out var seen) && now - seen.At < Minute) return seen.Pace;
        var newest = await db.Set<SearchDoc>().OrderByDescending(d => d.Doc).Take(Dense).GroupBy(_ => 1).Select(g => new { Count = g.Count(), First = g.Min(d => d.Doc) }).FirstOrDefaultAsync(ct);
        var isDense = newest?.Count == Dense && now - (newest.First >> 12) < Day;
        var common = await db.Database.SqlQuery<string[]>($"""
            SELECT ARRAY(SELECT word FROM unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) AS known(word, share) WHERE word IS NOT NULL AND share * t.reltuples > {FewDocuments}) AS "Value"
            FROM pg_stats s JOIN pg_class t ON t.oid = 'kernel_search_doc'::regclass WHERE s.schemaname = t.relnamespace::regnamespace::text AND s.tablename = t.relname AND s.attname = 'tok'
            """).ToListAsync(ct);
        var pace = new SearchPace(isDense, common.Count == 0 ? null : common[0].ToFrozenSet(StringComparer.Ordinal));
        known[name] = (pace, now);
        return pace;
    }
}
