using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Shouwen.Bench;

/// <summary>
/// The rows that one <c>create a case</c> wrote, taken from the database, and the rate at which nothing but such rows
/// commits there: prepared statements, one transaction for each case, no server between.
/// </summary>
internal sealed class Raw
{
    private const string Number = "number", Label = "subject_label";
    private const int FirstLane = 30_000;
    private readonly List<(string Table, string[] Columns, object[] Values)> rows = [];
    private readonly HashSet<Guid> own = [];
    private string number = "";

    public string What => string.Join(", ", rows.GroupBy(r => r.Table).Select(g => $"{g.Count()} {g.Key}"));

    /// <summary>Makes one case through the server and reads back everything that its transaction left.</summary>
    public static async Task<Raw> Capture(Company company, Func<Task<string>> create)
    {
        var raw = new Raw();
        await using var connection = await Open(company);
        var tables = await Tables(company, connection);
        var before = new Dictionary<string, long>();
        if (company.Engine == Engine.Sqlite)
            foreach (var table in tables) before[table] = await Long(connection, $"SELECT coalesce(max(rowid), 0) FROM \"{table}\"");
        raw.number = await create();
        var transaction = company.Engine == Engine.Postgres ? await Text(connection, $"SELECT xmin::text FROM cases_case WHERE number = '{raw.number}'") : "";
        foreach (var table in tables)
            await raw.Take(connection, table, company.Engine == Engine.Sqlite
                ? $"SELECT * FROM \"{table}\" WHERE rowid > {before[table]}"
                : $"SELECT {(table == "kernel_search_doc" ? "doc, kind, subject_id, label, title, body, tsvector_to_array(tok) AS tok" : "*")} FROM {table} WHERE xmin::text = '{transaction}'");
        if (company.Engine == Engine.Sqlite) await raw.TakeWords(connection);
        raw.rows.Sort((a, b) => (a.Table == "cases_case" ? 0 : 1) - (b.Table == "cases_case" ? 0 : 1));
        return raw;
    }

    /// <summary>Commits such rows for a while with so many connections; gives cases a second and the processor time of each in milliseconds.</summary>
    public async Task<(double Rate, double Cpu)> Measure(Company company, int connections, TimeSpan duration)
    {
        var count = 0;
        var (cpu, database) = (Process.GetCurrentProcess().TotalProcessorTime, DatabaseTime.Of(company));
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(lane => Task.Run(async () =>
        {
            await using var connection = await Open(company);
            await using var writer = new Writer(this, company, connection, lane);
            while (Stopwatch.GetElapsedTime(began) < duration)
            {
                await writer.One();
                Interlocked.Increment(ref count);
            }
        })));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var spent = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds + DatabaseTime.Of(company) - database;
        return (count / seconds, spent * 1000 / Math.Max(1, count));
    }

    /// <summary>The lanes of these rows are no chain; the audit trail of the company is whole without them.</summary>
    public async Task CleanUp(Company company)
    {
        await using var connection = await Open(company);
        await Execute(connection, $"DELETE FROM kernel_activity_entry WHERE lane >= {FirstLane}");
    }

    public static async Task<long> Scalar(Company company, string sql)
    {
        await using var connection = await Open(company);
        return await Long(connection, sql);
    }

    public static async Task<List<string>> Texts(Company company, string sql)
    {
        await using var connection = await Open(company);
        return await Texts(connection, sql);
    }

    private async Task Take(DbConnection connection, string table, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var (columns, values) = (Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray(), new object[reader.FieldCount]);
            reader.GetValues(values);
            rows.Add((table, columns, values));
            if (Array.IndexOf(columns, "id") is >= 0 and var at && Key(values[at]) is { } id) own.Add(id);
        }
    }

    /// <summary>The full-text table keeps no text; its words are read out of its vocabulary.</summary>
    private async Task TakeWords(DbConnection connection)
    {
        foreach (var doc in rows.Where(r => r.Table == "kernel_search_doc").Select(r => (long)r.Values[0]).ToList())
        {
            await Execute(connection, "CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search_fts, instance)");
            var words = await Text(connection, $"SELECT group_concat(term, ' ') FROM (SELECT DISTINCT term FROM temp.words WHERE doc = {doc})");
            await Execute(connection, "DROP TABLE temp.words");
            rows.Add(("search_fts", ["rowid", "tokens"], [doc, words]));
        }
    }

    private static Guid? Key(object value) => value switch { Guid id => id, byte[] { Length: 16 } bytes => new Guid(bytes, true), _ => null };

    /// <summary>Without what the database itself writes beside a document of search: it does so beside a copied one too.</summary>
    private static Task<List<string>> Tables(Company company, DbConnection connection) => Texts(connection, company.Engine == Engine.Sqlite
        ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%' AND name <> 'kernel_search_digits'"
        : "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> 'kernel_search_phone'");

    private static async Task<List<string>> Texts(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync()) found.Add(reader.GetString(0));
        return found;
    }

    private static async Task<DbConnection> Open(Company company)
    {
        DbConnection connection = company.Engine == Engine.Sqlite ? new SqliteConnection(company.ConnectionString + ";Pooling=False") : new NpgsqlConnection(company.ConnectionString);
        await connection.OpenAsync();
        if (company.Engine == Engine.Sqlite) await Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000");
        return connection;
    }

    private static async Task Execute(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> Long(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync());
    }

    private static async Task<string> Text(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>One connection's prepared statements.</summary>
    private sealed class Writer : IAsyncDisposable
    {
        private const long Day = 86_400_000;
        private static long serial = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        private readonly Raw raw;
        private readonly Company company;
        private readonly DbConnection connection;
        private readonly int lane;
        private readonly List<SqliteCommand> commands = [];
        private long seq = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1000;

        public Writer(Raw raw, Company company, DbConnection connection, int lane)
        {
            (this.raw, this.company, this.connection, this.lane) = (raw, company, connection, lane);
            if (connection is not SqliteConnection sqlite) return;
            foreach (var (table, columns, _) in raw.rows)
            {
                var command = sqlite.CreateCommand();
                command.CommandText = $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
                for (var i = 0; i < columns.Length; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{i}" });
                command.Prepare();
                commands.Add(command);
            }
        }

        public async Task One()
        {
            var (keys, next) = (raw.own.ToDictionary(id => id, _ => Guid.CreateVersion7()), Interlocked.Increment(ref serial));
            if (connection is SqliteConnection sqlite) await Sqlite(sqlite, keys, next);
            else await Postgres((NpgsqlConnection)connection, keys, next);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var command in commands) await command.DisposeAsync();
        }

        private async Task Sqlite(SqliteConnection sqlite, Dictionary<Guid, Guid> keys, long next)
        {
            await using var transaction = sqlite.BeginTransaction(deferred: false);
            for (var r = 0; r < raw.rows.Count; r++)
            {
                var (table, columns, values) = raw.rows[r];
                commands[r].Transaction = transaction;
                for (var i = 0; i < columns.Length; i++) commands[r].Parameters[i].Value = Again(table, columns[i], values[i], keys, next);
                await commands[r].ExecuteNonQueryAsync();
            }
            await transaction.CommitAsync();
        }

        private async Task Postgres(NpgsqlConnection postgres, Dictionary<Guid, Guid> keys, long next)
        {
            await using var transaction = await postgres.BeginTransactionAsync();
            await using var batch = new NpgsqlBatch(postgres, transaction);
            foreach (var (table, columns, values) in raw.rows)
            {
                var command = new NpgsqlBatchCommand($"INSERT INTO {table} ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", columns.Select((c, i) => c == "tok" ? $"array_to_tsvector(${i + 1})" : $"${i + 1}"))})");
                for (var i = 0; i < columns.Length; i++) command.Parameters.Add(new NpgsqlParameter { Value = Again(table, columns[i], values[i], keys, next) });
                batch.BatchCommands.Add(command);
            }
            await batch.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }

        /// <summary>The same value, but for what has to differ between two cases: keys, number, place in the chain, place in the index.</summary>
        private object Again(string table, string column, object value, Dictionary<Guid, Guid> keys, long next) => (table, column) switch
        {
            ("kernel_activity_entry", "lane") => FirstLane + lane,
            ("kernel_activity_entry", "seq") => ++seq,
            ("kernel_done_once", "key") => $"raw-{lane}-{next}",
            // A day ahead of whatever the server numbers.
            (_, "doc" or "rowid") => (next + Day) * 4096,
            (_, Number or Label or "label") when value is string text && text == raw.number => $"R{next}",
            _ when Key(value) is { } id && keys.TryGetValue(id, out var mapped) => value is Guid ? mapped : mapped.ToByteArray(true),
            _ => value,
        };
    }
}
