using System.Text;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Search;

/// <summary>A record that the one search box finds.</summary>
public interface ISearchable : IScoped
{
    SearchEntry ToSearch();
}

/// <summary>What of a record is found, and by whom: text, telephones, and the people whose own it is.</summary>
public sealed record SearchEntry(string Kind, Guid Id, string Label, string Title, string[] Texts, string[] Phones, Guid?[] Owners)
{
    /// <summary>Further units whose people may find it.</summary>
    public string[] AlsoUnits { get; init; } = [];
}

/// <summary>A document and its words, ready to be written.</summary>
public sealed record SearchRow(long Doc, string Kind, Guid SubjectId, string Label, string Title, string Body, string[] Words)
{
    /// <summary>The words of unit, territory and owner as one text, each between blanks.</summary>
    public string Reach => $" {string.Join(' ', Words.Where(w => w.StartsWith(SearchIndex.Mark, StringComparison.Ordinal)))} ";

    /// <summary>The last four digits of each telephone and what else is four digits, as a list in JSON.</summary>
    public string Digits => $"[{string.Join(',', Words.Select(Tokens.FourDigits).OfType<string>().Distinct().Select(d => $"\"{d}\""))}]";
}

/// <summary>A row of the search index; its number is time-ordered, so newest first is index order.</summary>
public sealed class SearchDoc
{
    public required long Doc { get; init; }
    public required string Kind { get; init; }
    public required Guid SubjectId { get; init; }
    public required string Label { get; init; }
    public required string Title { get; init; }

    /// <summary>The normalised text, for the check that neighbouring pairs really form the phrase.</summary>
    public required string Body { get; init; }
}

/// <summary>
/// One search over everything (PLAT-012). Unit, territory and owner are words of the same index, so what an actor may
/// not see is neither shown nor counted; hits are read again through the scoped sets before they are shown.
/// </summary>
public static class SearchIndex
{
    private const int LongestBody = 4000;

    /// <summary>Each is a condition of its own in the question.</summary>
    private const int MostPhrases = 16;

    /// <summary>Begins the words of unit, territory, owner and day: a character for private use, which no typed query can contain as a word.</summary>
    internal const string Mark = "\ue000";

    /// <summary>What makes a record findable, or a changed one findable by what it says now.</summary>
    internal static IReadOnlyList<Statement> Statements(ISearchable record, bool isNew, Engine engine)
    {
        var row = Row(record);
        return At(row.Doc, row, isNew, engine);
    }

    /// <summary>
    /// The document and its words under this number. Two processes may make keys of the same order in the same millisecond: where the
    /// number is another record's nothing is touched, and the next one follows.
    /// </summary>
    private static IReadOnlyList<Statement> At(long doc, SearchRow row, bool isNew, Engine engine)
    {
        var (_, kind, id, label, title, body, words) = row;
        Func<WriteSession, Task> next = session => session.Write(At(doc + 1, row, isNew, engine));
        if (engine == Engine.Postgres) return [new Statement(PostgresDocument, doc, kind, id, label, title, body, words) { Otherwise = next }];
        var document = new Statement(SqliteDocument, doc, kind, id, label, title, body) { Otherwise = next };
        var (key, tokens) = (new Statement(SqliteKey, doc, row.Reach, row.Digits, id), new Statement(SqliteWords, doc, string.Join(' ', words), id));
        return isNew ? [document, key, tokens] : [document, key, new Statement(SqliteForget, doc, id), tokens];
    }

    private const string SqliteDocument = """
        INSERT INTO kernel_search_doc (doc, kind, subject_id, label, title, body) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)
        ON CONFLICT (doc) DO UPDATE SET label = excluded.label, title = excluded.title, body = excluded.body WHERE subject_id = excluded.subject_id
        """;

    private const string SqliteKey = """
        INSERT INTO kernel_search_key (doc, kind, subject_id, reach, digits) SELECT doc, kind, subject_id, @p1, @p2 FROM kernel_search_doc WHERE doc = @p0 AND subject_id = @p3
        ON CONFLICT (doc) DO UPDATE SET reach = excluded.reach, digits = excluded.digits
        """;

    private const string SqliteForget = "DELETE FROM search_fts WHERE rowid IN (SELECT doc FROM kernel_search_doc WHERE doc = @p0 AND subject_id = @p1)";

    private const string SqliteWords = "INSERT INTO search_fts (rowid, tokens) SELECT doc, @p1 FROM kernel_search_doc WHERE doc = @p0 AND subject_id = @p2";

    private const string PostgresDocument = """
        INSERT INTO kernel_search_doc (doc, kind, subject_id, label, title, body, tok) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, array_to_tsvector(@p6))
        ON CONFLICT (doc) DO UPDATE SET label = excluded.label, title = excluded.title, body = excluded.body, tok = excluded.tok
        WHERE kernel_search_doc.subject_id = excluded.subject_id
        """;

    /// <summary>What the index keeps of a record.</summary>
    public static SearchRow Row(ISearchable record)
    {
        var entry = record.ToSearch();
        var body = Tokens.Normalize(string.Join(' ', [entry.Label, entry.Title, .. entry.Texts]));
        return new SearchRow(Ids.Ordered(entry.Id), entry.Kind, entry.Id, entry.Label, entry.Title, body.Length > LongestBody ? body[..LongestBody] : body, [.. Words(record, entry)]);
    }

    /// <summary>The newest hits within the actor's reach, at most so many.</summary>
    public static Task<List<SearchHit>> Find(KernelDb db, string query, int most, string? kind, CancellationToken ct) => Hits(db, query, most, kind, SearchSpan.All, Whole, ct);

    /// <summary>Only which records they are, for lists that read these themselves.</summary>
    public static async Task<List<Guid>> FindIds(KernelDb db, string query, int most, string kind, CancellationToken ct) =>
        [.. (await FindKeys(db, query, most, kind, SearchSpan.All, ct)).Select(k => k.Id)];

    /// <summary>Which records they are and where they stand, for lists that go through the hits page by page.</summary>
    public static Task<List<SearchKey>> FindKeys(KernelDb db, string query, int most, string kind, SearchSpan span, CancellationToken ct) => Hits(db, query, most, kind, span, Keys, ct);

    private static readonly SearchColumns<SearchHit> Whole = new("subject_id, kind, label, title", r => new(r.GetKey(0), r.GetString(1), r.GetString(2), r.GetString(3)));
    private static readonly SearchColumns<SearchKey> Keys = new("doc, subject_id", r => new(r.GetInt64(0), r.GetKey(1)));

    private static async Task<List<T>> Hits<T>(KernelDb db, string query, int most, string? kind, SearchSpan span, SearchColumns<T> columns, CancellationToken ct)
    {
        var words = Tokens.OfQuery(query);
        if (words.Count == 0 || kind is not null && !IsKind(kind)) return [];
        var phrases = Phrases(query);
        return db.Database.IsSqlite()
            ? await new SqliteSearch(words, [.. ReachWords(db.Reach)], phrases, kind, span, most).Newest(columns.Names).Read(db, columns.Read, ct)
            : await new PostgresSearch(db, await SearchPace.Of(db, ct), words, [.. ReachWords(db.Reach)], phrases, kind, span, most).Newest(columns, ct);
    }

    /// <summary>Somebody may ask for any kind; only what can be the name of one becomes part of a question.</summary>
    private static bool IsKind(string kind) => kind.Length is > 0 and <= 100 && kind.All(c => char.IsAsciiLetter(c) || c == '-');

    private static IEnumerable<string> Words(ISearchable record, SearchEntry entry)
    {
        var words = entry.Texts.Append(entry.Title).Append(entry.Label).SelectMany(Tokens.OfText).Concat(entry.Phones.SelectMany(Tokens.OfPhone));
        return words.Concat(PathWords(Mark + "u", record.UnitPath)).Concat(entry.AlsoUnits.SelectMany(u => PathWords(Mark + "u", u))).Concat(PathWords(Mark + "t", record.TerritoryPath))
            .Concat(entry.Owners.OfType<Guid>().Select(o => Mark + "o" + o.ToString("N"))).Distinct();
    }

    /// <summary>The path and each of its ancestors, as one word each: <c>/1/12/</c> gives <c>u1</c> and <c>u1x12</c>, each behind the mark.</summary>
    private static IEnumerable<string> PathWords(string prefix, string path)
    {
        var so = new StringBuilder(prefix);
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (so.Length > prefix.Length) so.Append('x');
            yield return so.Append(part).ToString();
        }
    }

    /// <summary>Who sees everything needs no such word, and the index need not look through the longest of its lists.</summary>
    private static IEnumerable<string> ReachWords(Reach reach)
    {
        if (reach.CoversAll) return [];
        var units = reach.Units.Where(u => u != PathRange.None).Select(u => PathWords(Mark + "u", u.From).Last());
        var territories = reach.Territories.Where(t => t != PathRange.None).Select(t => PathWords(Mark + "t", t.From).Last());
        return units.Concat(territories).Append(Mark + "o" + reach.Me.ToString("N"));
    }

    /// <summary>Runs of three and more Chinese characters must stand as typed, not only pair by pair.</summary>
    private static string[] Phrases(string query) =>
        [.. Tokens.Normalize(query).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(p => p.Length >= 3 && p.All(c => c > 0x2E7F)).Distinct().Take(MostPhrases)];
}
