using Shouwen.Kernel.Data;

namespace Shouwen.Kernel.Search;

/// <summary>
/// The newest hits of a telephone's end on PostgreSQL. Its documents lie in all years, each among texts; in a table of their own they stand together,
/// with all that is asked of them (script 0019). What holds the same digits as a word is found beside them.
/// </summary>
internal sealed class PostgresPhoneSearch(QueryWord number, string[] within, string? kind, SearchSpan span, int most)
{
    /// <summary>The union also mends that a document with two such telephones stands there twice. Texts are read of hits alone.</summary>
    public SearchQuestion Newest(string columns)
    {
        var digits = Tokens.FromBehind(number);
        var asked = new SearchQuestion((span.IsAll ? Planning.Tag : "") + $"SELECT {columns} FROM (SELECT doc, kind, subject_id FROM kernel_search_phone WHERE TRUE")
            .Add(" AND digits >= ?", digits)
            .Add(" AND digits < ?", digits + (char)('9' + 1));
        Narrow(asked, "reach");
        asked.Add($" UNION SELECT doc, kind, subject_id FROM {PostgresSearch.Table} WHERE tok @@ ?::tsquery", PostgresSearch.Quoted(number.Word));
        Narrow(asked, "tok");
        asked.Add(" ORDER BY doc DESC LIMIT ?) AS newest", most);
        if (columns.Contains("title", StringComparison.Ordinal)) asked.Add($" JOIN {PostgresSearch.Table} USING (doc, kind, subject_id)");
        return asked.Add(" ORDER BY doc DESC");
    }

    private void Narrow(SearchQuestion asked, string words)
    {
        if (within.Length > 0) asked.Add($" AND ({words} @@ ?::tsquery) IS TRUE", PostgresSearch.Any(within));
        if (kind is not null) asked.Add(" AND kind = ?", kind);
        span.Narrow(asked, "doc");
    }
}
