using Shouwen.Kernel.Data;

namespace Shouwen.Kernel.Search;

/// <summary>
/// The newest hits on PostgreSQL, whose index gives hits in no order: all of a common word would be read and sorted. Each document
/// carries words for the day of its key (script 0012), and only so many of the last days are asked as should hold enough. Where a day
/// has very many documents the newest are looked through first, without the index. Where a word is rare, its documents are looked through instead of the days.
/// Telephones have a table of their own (<see cref="PostgresPhoneSearch"/>).
/// </summary>
internal sealed class PostgresSearch(KernelDb db, SearchPace pace, IReadOnlyList<QueryWord> typed, string[] within, string[] phrases, string? kind, SearchSpan span, int most)
{
    /// <summary>Of so many days the hits are asked first where it is not known how often the words stand.</summary>
    private const int FirstDays = 3;

    /// <summary>A next question reaches at most so many times as far back: most companies have quiet weeks, in which a word seems rarer than it is.</summary>
    private const int Step = 4;

    /// <summary>Script 0012 has given so many past days their words.</summary>
    private const int MostDays = 90;

    /// <summary>What seems to need more days than these is rare, and all of it is asked for.</summary>
    private const int RareDays = 4 * MostDays;

    /// <summary>Of words with this beginning so many hits were found that reading the documents of the days is cheaper than gathering all such words of the index.</summary>
    private const int Common = 8;

    /// <summary>So many documents are looked through first where they follow each other closely, and at most so many.</summary>
    private const int FirstDocuments = 300, MostDocuments = 8_000;

    /// <summary>So many times as much is asked as should be enough.</summary>
    private const double Margin = 1.2;

    internal const string Table = "kernel_search_doc";

    /// <summary>The first day to be asked, counting back: tomorrow, for a node whose clock runs ahead, or the last one of the span.</summary>
    private readonly long last = Math.Min(Tomorrow, (span.Before - 1 >> 12) / SearchPace.Day);

    private static long Tomorrow => SearchPace.Now / SearchPace.Day + 1;

    /// <summary>So many days back from the first have words for certain, and so many the span has.</summary>
    private int WithWords => (int)Math.Max(0, MostDays - (Tomorrow - last));
    private long OfSpan => last - (span.From >> 12) / SearchPace.Day;

    /// <summary>Each Chinese character is a word of its own (script 0015).</summary>
    private readonly QueryWord[] words = [.. typed.Select(w => w.IsCharacter ? w with { IsPrefix = false } : w)];

    public async Task<List<T>> Newest<T>(SearchColumns<T> columns, CancellationToken ct)
    {
        if (words is [{ Or: not null } number] && !pace.IsCommon(number)) return await new PostgresPhoneSearch(number, within, kind, span, most).Newest(columns.Names).Read(db, columns.Read, ct);
        var seen = 0;
        for (var documents = pace.IsDense ? FirstDocuments : int.MaxValue; documents <= MostDocuments; documents = Math.Max(2 * documents, Needed(documents, seen)))
        {
            var hits = await Ask(documents, [], most, readsDays: true);
            if (hits.Count == most) return hits;
            seen = hits.Count;
        }
        var (found, asked) = (new List<T>(), -1);
        for (int? days = WithWords == 0 ? null : Math.Min(First, WithWords); days is { } some; days = Further(some, found.Count))
        {
            var readsDays = !pace.IsDense && (some <= FirstDays * Step || found.Count >= Common);
            found.AddRange(await Ask(null, Days(asked, some), most - found.Count, readsDays));
            if (found.Count == most || some >= OfSpan) return found;
            asked = some;
        }
        return await Ask(null, [], most, readsDays: false);

        Task<List<T>> Ask(int? newest, string[] days, int wanted, bool readsDays) => Hits(columns.Names, newest, days, wanted, readsDays).Read(db, columns.Read, ct);
    }

    /// <summary>The days that should hold enough, as far as the statistics know the words; of a rare word the last few, because it may be common since they were made.</summary>
    private int First
    {
        get
        {
            if (pace.IsDense) return words.Any(w => w.IsPrefix) ? MostDays : 1;
            if (Share is not { } share || pace.DaysHolding(Margin * most / share, last) is not { } days) return FirstDays;
            return HasRare && days > WithWords ? FirstDays : (int)Math.Min(days, MostDays);
        }
    }

    /// <summary>Which part of all documents should hold the words within the reach: that of the rarest word, for pairs of characters come together, as if units differed in none. Nothing where it is not known.</summary>
    private double? Share
    {
        get
        {
            if (words.Any(w => w.IsPrefix || w.Or is not null || pace.ShareOf(w.Word) is null)) return null;
            var reach = within.Length == 0 ? 1 : within.Sum(w => pace.ShareOf(w) ?? 0);
            return reach == 0 ? null : words.Min(w => pace.ShareOf(w.Word)) * Math.Min(1, reach);
        }
    }

    private bool HasRare => words.Any(pace.IsRare);

    /// <summary>
    /// So many days are asked even where they hold next to nothing: of a rare word all is quickly looked through, of a common one that one
    /// unit seldom has it is not. Of beginnings, and without statistics, it is not known which it is.
    /// </summary>
    private int Patience => HasRare ? 0 : pace.Shares is null || words.Any(w => w.IsPrefix) ? FirstDays : MostDays;

    /// <summary>How many days or documents should hold enough, if they are like those that were asked.</summary>
    private int Needed(int asked, int hits) => hits == 0 ? int.MaxValue : (int)Math.Min(int.MaxValue, Margin * most * asked / hits);

    /// <summary>The days to be asked next; nothing where all of it should be asked for.</summary>
    private int? Further(int days, int hits)
    {
        var needed = Needed(days, hits);
        if (days == WithWords || needed > RareDays && days > Patience) return null;
        return Math.Min(WithWords, Math.Clamp(needed, 2 * days, Step * days));
    }

    /// <summary>
    /// Each word is a condition of its own: the index then leaps from one word's list to the next one's place, and needs no second look.
    /// A rare word's few documents are looked at instead of being looked up in the long lists of the other words and of the reach.
    /// </summary>
    private SearchQuestion Hits(string columns, int? newest, string[] days, int wanted, bool readsDays)
    {
        // All of it is always asked of the index; PostgreSQL would plan that anew for each word, which takes longer than most answers.
        var isWhole = newest is null && days.Length == 0;
        var looksThroughRare = isWhole && HasRare;
        var asked = new SearchQuestion((isWhole && span.IsAll ? Planning.Tag : "") + $"SELECT {columns} FROM ");
        asked.Add(newest is null ? $"{Table} WHERE TRUE" : $"(SELECT * FROM {Table} WHERE TRUE");
        span.Narrow(asked, "doc");
        if (newest is { } documents) asked.Add($" ORDER BY doc DESC LIMIT {documents}) AS newest WHERE TRUE");
        foreach (var word in words) And(word.Or is null ? Quoted(word.Word) + (word.IsPrefix ? ":*" : "") : Any([word.Word, word.Or]), isIndexed: looksThroughRare ? pace.IsRare(word) : !word.IsPrefix || !readsDays);
        if (within.Length > 0) And(Any(within), isIndexed: !looksThroughRare);
        if (days.Length > 0) And(Any(days));
        foreach (var phrase in phrases) asked.Add(" AND strpos(body, ?) > 0", phrase);
        if (kind is not null && days.Length == 0) asked.Add(" AND kind = ?", kind);
        return asked.Add(" ORDER BY doc DESC LIMIT ?", wanted);

        void And(string words, bool isIndexed = true) => asked.Add(isIndexed ? " AND tok @@ ?::tsquery" : " AND (tok @@ ?::tsquery) IS TRUE", words);
    }

    /// <summary>The words of the days that lie further back from the first than those, up to these.</summary>
    private string[] Days(int asked, int days) => [.. Enumerable.Range(asked + 1, days - asked).Select(back => $"{SearchIndex.Mark}d{kind}{last - back}")];

    internal static string Any(IEnumerable<string> some) => string.Join(" | ", some.Select(Quoted));

    /// <summary>Words consist of letters and digits, or begin with a mark: nothing in them ends the quotation.</summary>
    internal static string Quoted(string word) => $"'{word}'";
}
