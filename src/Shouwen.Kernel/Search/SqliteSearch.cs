namespace Shouwen.Kernel.Search;

/// <summary>
/// The newest hits on SQLite, whose index is in the order of the documents and leaps from one word's list to the next one's place. Where
/// only few documents hold what was typed they are looked at instead, in a narrow table that says of each whose it is: a leap into the
/// long list of a unit's documents takes longer than a look. The documents of four digits, such as the last of a telephone, stand together in a table of their own (script 0020).
/// </summary>
internal sealed class SqliteSearch(IReadOnlyList<QueryWord> words, string[] within, string[] phrases, string? kind, SearchSpan span, int most)
{
    /// <summary>Of so many documents each is looked at; more are taken for many.</summary>
    private const int Few = 400;

    /// <summary>The order stands on the table's own key, or SQLite would gather and sort every hit. Texts are read of hits alone, or where phrases are looked for.</summary>
    public SearchQuestion Newest(string columns)
    {
        var names = columns.Split(", ").Select(c => (c is "doc" or "kind" or "subject_id" ? "k." : "t.") + c).ToList();
        var texts = names.Any(n => n[0] == 't') || phrases.Length > 0 ? " JOIN kernel_search_doc t ON t.doc = k.doc" : "";
        var (asked, doc) = (new SearchQuestion($"SELECT {string.Join(", ", names)} FROM "), Digits is null ? "f.rowid" : "k.doc");
        if (Digits is { } digits) Look(asked.Add($"kernel_search_digits k{texts} WHERE k.digits = ?", digits));
        else AskIndex(asked.Add($"search_fts f JOIN kernel_search_key k ON k.doc = f.rowid{texts} WHERE search_fts MATCH "));
        if (kind is not null) asked.Add(" AND k.kind = ?", kind);
        foreach (var phrase in phrases) asked.Add(" AND instr(t.body, ?) > 0", phrase);
        span.Narrow(asked, doc);
        return asked.Add($" ORDER BY {doc} DESC LIMIT ?", most);
    }

    /// <summary>What was typed, where it is four digits and nothing else.</summary>
    private string? Digits => words is [{ IsPrefix: false } only] ? Tokens.FourDigits(only.Word) : null;

    private void AskIndex(SearchQuestion asked)
    {
        if (within.Length == 0) asked.Add("?", Typed);
        else if (LooksAtFew) AskFew(asked);
        else asked.Add("?", TypedWithin);
    }

    /// <summary>Of beginnings the index would gather all words twice.</summary>
    private bool LooksAtFew => !words.Any(w => w.IsPrefix);

    /// <summary>The index says first whether they are few; then it is asked for them alone, and the reach is seen by looking.</summary>
    private void AskFew(SearchQuestion asked)
    {
        asked.Add($"CASE WHEN (SELECT count(*) FROM (SELECT 1 FROM search_fts WHERE search_fts MATCH ? LIMIT {Few + 1})) > {Few}", Typed).Add(" THEN ?", TypedWithin).Add(" ELSE ? END", Typed);
        Look(asked);
    }

    /// <summary>Whose a document is, seen by looking at it; for who sees everything there is nothing to see.</summary>
    private void Look(SearchQuestion asked)
    {
        if (within.Length == 0) return;
        asked.Add(" AND (0");
        foreach (var word in within) asked.Add(" OR instr(k.reach, ?) > 0", $" {word} ");
        asked.Add(")");
    }

    private string Typed => string.Join(" AND ", words.Select(w => w.Or is null ? Quoted(w) : $"({Quoted(w)} OR \"{w.Or}\")"));

    private string TypedWithin => $"{Typed} AND ({string.Join(" OR ", within.Select(w => $"\"{w}\""))})";

    private static string Quoted(QueryWord word) => $"\"{word.Word}\"{(word.IsPrefix ? "*" : "")}";
}
