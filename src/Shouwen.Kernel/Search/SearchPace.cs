using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Data;

namespace Shouwen.Kernel.Search;

/// <summary>
/// How closely the documents of a database on PostgreSQL follow each other, and how many of them hold a word: looked up once a minute, for it changes slowly.
/// </summary>
/// <param name="IsDense">Whether a day has so many documents that the words of the day lead to too many of them.</param>
/// <param name="Documents">How many there are, about.</param>
/// <param name="Shares">Of the words that most documents hold, by which share of all, as the planner's statistics know them; nothing where there are none yet.</param>
/// <param name="Newest">How many of the newest documents each day has, the last day first.</param>
internal sealed record SearchPace(bool IsDense, double Documents, FrozenDictionary<string, double>? Shares, IReadOnlyList<DayOfDocuments> Newest)
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
    public bool IsRare(QueryWord word) => Shares is not null && !word.IsPrefix && !IsCommon(word);

    /// <summary>Many documents hold it or its alternative, as far as is known.</summary>
    public bool IsCommon(QueryWord word) => IsCommon(word.Word) || word.Or is not null && IsCommon(word.Or);

    private bool IsCommon(string word) => ShareOf(word) * Documents > FewDocuments;

    /// <summary>Nothing where it is not known.</summary>
    public double? ShareOf(string word) => Shares is not null && Shares.TryGetValue(word, out var share) ? share : null;

    /// <summary>So many days back from this one hold so many documents; those further back than the newest are taken to be like them. Nothing where none of the newest is as old.</summary>
    public long? DaysHolding(double documents, long last)
    {
        var (held, oldest) = (0.0, last);
        foreach (var day in Newest.Where(d => d.Day <= last))
        {
            held += day.Count;
            oldest = day.Day;
            if (held >= documents) return last - oldest + 1;
        }
        return held == 0 ? null : (long)Math.Min(int.MaxValue, (last - oldest + 1) * documents / held);
    }

    public static async Task<SearchPace> Of(KernelDb db, CancellationToken ct)
    {
        var (name, now) = (Name(db.Database.GetDbConnection()), Now);
        if (known.TryGetValue(name, out var seen) && now - seen.At < Minute) return seen.Pace;
        var newest = await db.Database.SqlQuery<DayOfDocuments>($"""
            SELECT (doc >> 12) / {Day} AS "Day", count(*)::int AS "Count", min(doc) >> 12 AS "First" FROM (SELECT doc FROM kernel_search_doc ORDER BY doc DESC LIMIT {Dense}) AS newest GROUP BY 1 ORDER BY 1 DESC
            """).ToListAsync(ct);
        var isDense = newest.Sum(d => d.Count) == Dense && now - newest[^1].First < Day;
        var words = await db.Database.SqlQuery<KnownWord>($"""
            SELECT word AS "Word", share::float8 AS "Share", t.reltuples::float8 AS "Documents"
            FROM pg_stats s JOIN pg_class t ON t.oid = 'kernel_search_doc'::regclass, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) AS known(word, share)
            WHERE s.schemaname = t.relnamespace::regnamespace::text AND s.tablename = t.relname AND s.attname = 'tok' AND word IS NOT NULL
            """).ToListAsync(ct);
        var shares = words.Count == 0 ? null : words.ToFrozenDictionary(w => w.Word, w => w.Share, StringComparer.Ordinal);
        var pace = new SearchPace(isDense, words.Count == 0 ? 0 : words[0].Documents, shares, newest);
        known[name] = (pace, now);
        return pace;
    }

    /// <summary>It has been filled, and its statistics made anew.</summary>
    public static void Forget(DbConnection database) => known.TryRemove(Name(database), out _);

    private static string Name(DbConnection database) => $"{database.DataSource}/{database.Database}";
}

/// <summary>A day, counted from 1970, how many of the newest documents it has, and when the first of these came (milliseconds).</summary>
internal sealed record DayOfDocuments(long Day, int Count, long First);

/// <summary>A word that many documents hold: by which share of them, and how many documents there are.</summary>
internal sealed record KnownWord(string Word, double Share, double Documents);
