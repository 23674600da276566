using Microsoft.Data.Sqlite;
using Shouwen.Kernel.Search;

namespace Shouwen.Kernel.Data.Bulk;

/// <summary>SQLite: prepared inserts in large transactions, without a journal, because an interrupted run is started over.</summary>
internal sealed class SqliteBulk(string connectionString) : BulkWriter
{
    private readonly SqliteConnection connection = new(connectionString);
    private readonly Dictionary<string, SqliteCommand> prepared = [];
    private readonly List<string> indexes = [];

    protected override async Task Begin(CancellationToken ct)
    {
        SqliteConnection.ClearAllPools();
        await connection.OpenAsync(ct);
        await Execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; PRAGMA cache_size=-800000; PRAGMA temp_store=MEMORY;");
        await using var ask = connection.CreateCommand();
        ask.CommandText = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name NOT LIKE 'search_fts%'";
        await using var reader = await ask.ExecuteReaderAsync(ct);
        var names = new List<string>();
        while (await reader.ReadAsync(ct)) { names.Add(reader.GetString(0)); indexes.Add(reader.GetString(1)); }
        await reader.CloseAsync();
        foreach (var name in names) await Execute($"DROP INDEX \"{name}\"");
    }

    protected override async Task Write(IReadOnlyList<KeyValuePair<RowShape, List<object?[]>>> rows, IReadOnlyList<SearchRow> documents)
    {
        await using var transaction = connection.BeginTransaction();
        foreach (var (shape, some) in rows)
        {
            var command = Prepared(shape.Insert, shape.Columns.Count, transaction);
            foreach (var row in some)
            {
                for (var i = 0; i < row.Length; i++) command.Parameters[i].Value = shape.Stored(row, i);
                command.ExecuteNonQuery();
            }
        }
        var document = Prepared("INSERT INTO kernel_search_doc (doc, kind, subject_id, label, title, body) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)", 6, transaction);
        var words = Prepared("INSERT INTO search_fts (rowid, tokens) VALUES (@p0, @p1)", 2, transaction);
        foreach (var row in documents)
        {
            Run(document, row.Doc, row.Kind, row.SubjectId.ToByteArray(true), row.Label, row.Title, row.Body);
            Run(words, row.Doc, string.Join(' ', row.Words));
        }
        await transaction.CommitAsync();
    }

    protected override async Task End(CancellationToken ct)
    {
        foreach (var sql in indexes) await Execute(sql);
        await Execute("INSERT INTO search_fts (search_fts) VALUES ('optimize')");
        await Execute("ANALYZE; PRAGMA synchronous=FULL; PRAGMA journal_mode=WAL;");
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var command in prepared.Values) await command.DisposeAsync();
        await connection.DisposeAsync();
        SqliteConnection.ClearPool(connection);
    }

    private static void Run(SqliteCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepared(string sql, int count, SqliteTransaction transaction)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            prepared[sql] = command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < count; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{i}" });
        }
        command.Transaction = transaction;
        return command;
    }

    private async Task Execute(string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
