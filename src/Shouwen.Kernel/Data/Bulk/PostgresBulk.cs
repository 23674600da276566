using Npgsql;
using NpgsqlTypes;
using Shouwen.Kernel.Search;

namespace Shouwen.Kernel.Data.Bulk;

/// <summary>PostgreSQL: binary copying, table by table.</summary>
internal sealed class PostgresBulk(string connectionString) : BulkWriter
{
    private readonly NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0, Pooling = false }.ConnectionString);

    protected override string AllIndexes => """
        SELECT i.indexname, replace(i.indexdef, ' ON ONLY ', ' ON ') FROM pg_indexes i JOIN pg_class c ON c.relname = i.indexname
        WHERE i.schemaname = current_schema() AND NOT c.relispartition AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = c.oid)
        """;

    protected override async Task Connect(CancellationToken ct)
    {
        await connection.OpenAsync(ct);
        await Run("SET synchronous_commit = off; SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 2");
        await Run("CREATE TEMP TABLE arriving (doc bigint, kind text, subject_id uuid, label text, title text, body text, words text[])");
    }

    protected override async Task Write(IReadOnlyList<KeyValuePair<RowShape, List<object?[]>>> rows, IReadOnlyList<SearchRow> documents)
    {
        foreach (var (shape, some) in rows)
        {
            await using var copy = await connection.BeginBinaryImportAsync($"COPY \"{shape.Table}\" ({string.Join(", ", shape.Columns.Select(c => $"\"{c}\""))}) FROM STDIN (FORMAT BINARY)");
            foreach (var row in some)
            {
                await copy.StartRowAsync();
                for (var i = 0; i < row.Length; i++)
                    if (shape.Stored(row, i) is { } value and not DBNull) await copy.WriteAsync(value);
                    else await copy.WriteNullAsync();
            }
            await copy.CompleteAsync();
        }
        if (documents.Count > 0) await Find(documents);
    }

    private async Task Find(IReadOnlyList<SearchRow> documents)
    {
        await using (var copy = await connection.BeginBinaryImportAsync("COPY arriving FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var row in documents)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(row.Doc, NpgsqlDbType.Bigint);
                await copy.WriteAsync(row.Kind, NpgsqlDbType.Text);
                await copy.WriteAsync(row.SubjectId, NpgsqlDbType.Uuid);
                await copy.WriteAsync(row.Label, NpgsqlDbType.Text);
                await copy.WriteAsync(row.Title, NpgsqlDbType.Text);
                await copy.WriteAsync(row.Body, NpgsqlDbType.Text);
                await copy.WriteAsync(row.Words, NpgsqlDbType.Array | NpgsqlDbType.Text);
            }
            await copy.CompleteAsync();
        }
        await Run("INSERT INTO kernel_search_doc (doc, kind, subject_id, label, title, body, tok) SELECT doc, kind, subject_id, label, title, body, array_to_tsvector(words) FROM arriving; TRUNCATE arriving");
    }

    protected override async Task End(CancellationToken ct)
    {
        await Run("VACUUM ANALYZE");
        SearchPace.Forget(connection);
    }

    public override ValueTask DisposeAsync() => connection.DisposeAsync();

    public override async Task Run(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public override async Task<IReadOnlyList<string[]>> Read(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string[]>();
        while (await reader.ReadAsync()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i).ToString() ?? "")]);
        return rows;
    }
}
