using Microsoft.Data.Sqlite;
using Shouwen.Kernel.Search;

namespace Shouwen.Kernel.Data.Bulk;

/// <summary>SQLite: prepared inserts in large transactions, without a journal, because an interrupted run is started over.</summary>
internal sealed class SqliteBulk(string connectionString) : BulkWriter
{
    private readonly SqliteConnection connection = new(connectionString);
    private readonly Dictionary<string, PlacedStatement> prepared = [];

    protected override string AllIndexes => "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name NOT LIKE 'search_fts%'";

    protected override async Task Connect(CancellationToken ct)
    {
        await connection.OpenAsync(ct);
        await Run("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; PRAGMA cache_size=-800000; PRAGMA temp_store=MEMORY;");
    }

    protected override async Task Write(IReadOnlyList<KeyValuePair<RowShape, List<object?[]>>> rows, IReadOnlyList<SearchRow> documents)
    {
        await using var transaction = connection.BeginTransaction();
        foreach (var (shape, some) in rows)
        {
            var (insert, values) = (Prepared(shape.Insert, shape.Columns.Count), new object?[shape.Columns.Count]);
            foreach (var row in some)
            {
                for (var i = 0; i < row.Length; i++) values[i] = shape.Stored(row, i);
                insert.Run(values);
            }
        }
        var document = Prepared("INSERT INTO kernel_search_doc (doc, kind, subject_id, label, title, body) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)", 6);
        // A statement that fires a trigger and might be refused begins a savepoint, for which the words so far would be written each time.
        var key = Prepared("INSERT OR IGNORE INTO kernel_search_key (doc, kind, subject_id, reach, digits) VALUES (@p0, @p1, @p2, @p3, @p4)", 5);
        var words = Prepared("INSERT INTO search_fts (rowid, tokens) VALUES (@p0, @p1)", 2);
        foreach (var row in documents)
        {
            document.Run([row.Doc, row.Kind, row.SubjectId, row.Label, row.Title, row.Body]);
            key.Run([row.Doc, row.Kind, row.SubjectId, row.Reach, row.Digits]);
            words.Run([row.Doc, string.Join(' ', row.Words)]);
        }
        await transaction.CommitAsync();
    }

    protected override async Task End(CancellationToken ct)
    {
        await Run("INSERT INTO search_fts (search_fts) VALUES ('optimize')");
        await Run("ANALYZE; PRAGMA synchronous=FULL; PRAGMA journal_mode=WAL;");
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var statement in prepared.Values) statement.Dispose();
        await connection.DisposeAsync();
    }

    private PlacedStatement Prepared(string sql, int count) => prepared.TryGetValue(sql, out var known) ? known : prepared[sql] = new PlacedStatement(connection, sql, count);

    public override async Task Run(string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public override async Task<IReadOnlyList<string[]>> Read(string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string[]>();
        while (await reader.ReadAsync()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i).ToString() ?? "")]);
        return rows;
    }
}
