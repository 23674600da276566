using System.Data.Common;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using Shouwen.FaultTests.Ground;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;

namespace Shouwen.FaultTests;

/// <summary>Databases of every earlier landing, with data in them, come to the present schema; the upgrade is killed on the way and taken up again. Not a row is lost.</summary>
public sealed class UpgradeTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Every_earlier_schema_comes_along(Engine engine)
    {
        Sites.NeedsPostgres(engine);
        await using var now = await Sites.Prepare(engine);
        using (var journal = new Journal(Path.Combine(now.Folder, "journal")))
        {
            await using var server = await now.Serve();
            await using var load = new Load(now, journal, 4, server);
            await load.Until(Figures.Times(30, 2000), TimeSpan.FromMinutes(2));
        }
        var scripts = Migrations.Of(typeof(ShouwenApp).Assembly, engine);
        var (rows, kills, dice) = (0L, 0, new Random(17));
        foreach (var landing in Enumerable.Range(1, scripts.Count - 1).Where(l => Figures.IsLong || l == 1 || l == scripts.Count - 1))
        {
            await using var old = await Sites.EmptyOn(engine, now.Token);
            await Migrations.Run(old.Installation, [.. scripts.Take(landing)], TimeProvider.System);
            var before = await Fill(old, now);
            for (var kill = 0; kill < Figures.Times(1, 5); kill++, kills++) await MigrateAndKill(old, TimeSpan.FromMilliseconds(dice.Next(200, 1500)));
            var (code, said) = await Server.Command(old.Installation, "migrate");
            code.ShouldBe(0, said);
            foreach (var (table, columns, sum) in before)
            {
                var still = (await Columns(old, table)).Select(c => c.Name).Intersect(columns).ToList();
                // The rules of callbacks became richer on the way: their rows are counted, their words changed on purpose.
                if (table == "callbacks_callback_rule") (await Sum(old, table, still)).Rows.ShouldBe(sum.Rows);
                else (await Sum(old, table, still)).ShouldBe(still.Count == columns.Count ? sum : await Sum(now, table, still), $"{table}, from {scripts[landing - 1].Name}");
                rows += sum.Rows;
            }
            var (audit, trail) = await Server.Command(old.Installation, "audit", "verify");
            audit.ShouldBe(0, trail);
        }
        Figures.Add($"Upgrade from {(Figures.IsLong ? scripts.Count - 1 : 2)} earlier schemas, killed {kills} times on the way", engine, $"{rows:N0} rows compared by checksum, 0 lost or changed; audit trail unbroken");
        rows.ShouldBeGreaterThan(100);
    }

    private sealed record Column(string Name, bool IsNeeded, string Kind);

    /// <summary>Rows and a sum over them that does not mind their order.</summary>
    internal sealed record TableSum(long Rows, ulong Sum);

    /// <summary>Puts the present data into the old tables, as far as they have the columns; says what stands there.</summary>
    internal static async Task<List<(string Table, List<string> Columns, TableSum Sum)>> Fill(Site old, Site now)
    {
        var filled = new List<(string, List<string>, TableSum)>();
        await using var to = await Open(old);
        await using var from = await Open(now);
        await Execute(to, old.Engine == Engine.Sqlite ? "PRAGMA foreign_keys=OFF" : "SET session_replication_role = replica");
        foreach (var table in await Tables(old))
        {
            var (own, theirs) = (await Columns(old, table), (await Columns(now, table)).Select(c => c.Name).ToHashSet());
            if (theirs.Count == 0) continue;
            var common = own.Where(c => theirs.Contains(c.Name) && c.Kind != "tsvector").Select(c => c.Name).ToList();
            var needed = own.Where(c => !common.Contains(c.Name) && c.IsNeeded).ToList();
            await using var ask = from.CreateCommand();
            ask.CommandText = $"SELECT {Quoted(common)} FROM {table}";
            await using var reader = await ask.ExecuteReaderAsync();
            await using var transaction = await to.BeginTransactionAsync();
            await Execute(to, $"DELETE FROM {table}", transaction);
            while (await reader.ReadAsync())
            {
                await using var insert = to.CreateCommand();
                insert.Transaction = transaction;
                var values = common.Select((_, i) => $"@p{i}").Concat(needed.Select(c => c.Kind is "INTEGER" or "integer" or "bigint" ? "0" : c.Kind == "boolean" ? "false" : "''"));
                insert.CommandText = $"INSERT INTO {table} ({Quoted([.. common, .. needed.Select(c => c.Name)])}) VALUES ({string.Join(", ", values)})";
                for (var i = 0; i < common.Count; i++)
                {
                    var value = insert.CreateParameter();
                    (value.ParameterName, value.Value) = ($"p{i}", reader.GetValue(i));
                    insert.Parameters.Add(value);
                }
                await insert.ExecuteNonQueryAsync();
            }
            await transaction.CommitAsync();
            if (await Sum(old, table, common) is { Rows: > 0 } sum) filled.Add((table, common, sum));
        }
        return filled;
    }

    private static async Task MigrateAndKill(Site site, TimeSpan after)
    {
        var line = Server.Line(Server.Present, "migrate");
        var start = new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = site.Folder };
        foreach (var (name, value) in Server.Environment(site.Installation)) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        Children.Remember(process);
        await Task.Delay(after);
        process.Kill();
        await process.WaitForExitAsync();
    }

    private static async Task<TableSum> Sum(Site site, string table, IReadOnlyList<string> columns)
    {
        await using var connection = await Open(site);
        await using var ask = connection.CreateCommand();
        ask.CommandText = $"SELECT {string.Join(", ", columns.Select(c => site.Engine == Engine.Sqlite ? $"quote(\"{c}\")" : $"\"{c}\"::text"))} FROM {table}";
        await using var reader = await ask.ExecuteReaderAsync();
        var (rows, sum) = (0L, 0UL);
        while (await reader.ReadAsync())
        {
            var text = string.Join('\u001f', Enumerable.Range(0, columns.Count).Select(i => reader.IsDBNull(i) ? "\0" : reader.GetString(i)));
            (rows, sum) = (rows + 1, unchecked(sum + BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text)))));
        }
        return new TableSum(rows, sum);
    }

    private static async Task<List<string>> Tables(Site site) => await List(site, site.Engine == Engine.Sqlite
        ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_fts%' AND name NOT IN ('schema_versions', 'kernel_node_slot')"
        : "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND relname NOT IN ('schema_versions', 'kernel_node_slot')", r => r.GetString(0));

    private static async Task<List<Column>> Columns(Site site, string table) => await List(site, site.Engine == Engine.Sqlite
        ? $"SELECT name, \"notnull\" = 1 AND dflt_value IS NULL, type FROM pragma_table_info('{table}')"
        : $"SELECT column_name::text, CASE WHEN is_nullable = 'NO' AND column_default IS NULL THEN 1 ELSE 0 END, data_type::text FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}'",
        r => new Column(r.GetString(0), Convert.ToInt64(r.GetValue(1)) == 1, r.GetString(2)));

    private static async Task<List<T>> List<T>(Site site, string sql, Func<DbDataReader, T> make)
    {
        await using var connection = await Open(site);
        await using var ask = connection.CreateCommand();
        ask.CommandText = sql;
        await using var reader = await ask.ExecuteReaderAsync();
        var all = new List<T>();
        while (await reader.ReadAsync()) all.Add(make(reader));
        return all;
    }

    private static async Task Execute(DbConnection connection, string sql, DbTransaction? transaction = null)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<DbConnection> Open(Site site)
    {
        DbConnection connection = site.Engine == Engine.Sqlite ? new SqliteConnection(site.Installation.ConnectionString + ";Pooling=False") : new NpgsqlConnection(site.Installation.ConnectionString + ";Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    private static string Quoted(IEnumerable<string> columns) => string.Join(", ", columns.Select(c => $"\"{c}\""));
}
