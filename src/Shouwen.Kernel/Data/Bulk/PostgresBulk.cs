using Npgsql;
using NpgsqlTypes;
using Shouwen.Kernel.Search;

namespace Shouwen.Kernel.Data.Bulk;

/// <summary>PostgreSQL: binary copying, table by table; the documents of search meanwhile, over a connection of their own.</summary>
internal sealed class PostgresBulk(string connectionString) : BulkWriter
{
    private readonly NpgsqlConnection connection = Patient(connectionString), finding = Patient(connectionString);

    protected override IReadOnlyList<Func<string, Task>> Hands => [Run, sql => Run(finding, sql)];

    protected override string AllIndexes => """
        SELECT i.indexname, replace(i.indexdef, ' ON ONLY ', ' ON ') FROM pg_indexes i JOIN pg_class c ON c.relname = i.indexname
        WHERE i.schemaname = current_schema() AND NOT c.relispartition AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = c.oid)
        """;

    protected override async Task Connect(CancellationToken ct)
    {
        foreach (var one in new[] { connection, finding })
        {
            await one.OpenAsync(ct);
            await Run(one, "SET synchronous_commit = off; SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 2");
        }
        await Run(finding, "CREATE TEMP TABLE arriving (doc bigint, kind text, subject_id uuid, label text, title text, body text, words text[])");
    }

    protected override Task Write(IReadOnlyList<KeyValuePair<RowShape, List<object?[]>>> rows, IReadOnlyList<SearchRow> documents) => Task.WhenAll(Copy(rows), Find(documents));

    private async Task Copy(IReadOnlyList<KeyValuePair<RowShape, List<object?[]>>> rows)
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
    }

    private async Task Find(IReadOnlyList<SearchRow> documents)
    {
        if (documents.Count == 0) return;
        await using (var copy = await finding.BeginBinaryImportAsync("COPY arriving FROM STDIN (FORMAT BINARY)"))
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
        await Run(finding, "INSERT INTO kernel_search_doc (doc, kind, subject_id, label, title, body, tok) SELECT doc, kind, subject_id, label, title, body, array_to_tsvector(words) FROM arriving; TRUNCATE arriving");
    }

    protected override async Task End(CancellationToken ct)
    {
        await Run("VACUUM ANALYZE");
        SearchPace.Forget(connection);
    }

    public override async ValueTask DisposeAsync()
    {
        await finding.DisposeAsync();
        await connection.DisposeAsync();
    }

    public override Task Run(string sql) => Run(connection, sql);

    private static NpgsqlConnection Patient(string connectionString) => new(new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0, Pooling = false }.ConnectionString);

    private static async Task Run(NpgsqlConnection connection, string sql)
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
