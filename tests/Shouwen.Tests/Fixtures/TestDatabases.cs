using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouwen.Data;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;

[assembly: AssemblyFixture(typeof(Shouwen.Tests.Fixtures.TestDatabases))]

namespace Shouwen.Tests.Fixtures;

/// <summary>A database with the company and its people in it, for one test.</summary>
public sealed record TestDatabase(Installation Installation, DbContextOptions<AppDb> Options, Func<ValueTask> GiveBack, NpgsqlDataSource? Source = null, Action<IServiceCollection>? Also = null) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => GiveBack();
}

/// <summary>
/// Hands out databases: on SQLite a copy of a file made once, on PostgreSQL one of a few databases that are cleaned
/// after use. Making one for each test would cost minutes (recipes §10).
/// </summary>
public sealed class TestDatabases : IAsyncDisposable
{
    public const string NoPostgres = "SHOUWEN_TEST_POSTGRES names no PostgreSQL; ./test starts one.";
    private static readonly string Mark = $"shouwen_test_{Environment.ProcessId}";
    internal static readonly string Folder = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), Mark);
    private static readonly Lazy<Task<string>> SqliteTemplate = new(MakeSqliteTemplate);
    private static readonly Lazy<Task<PostgresTemplate>> Template = new(PostgresTemplate.Make);
    private static readonly ConcurrentStack<PostgresDatabase> Free = new();
    private static readonly ConcurrentBag<PostgresDatabase> Made = [];
    private static int serial;

    public static string? Server { get; } = Environment.GetEnvironmentVariable("SHOUWEN_TEST_POSTGRES") is { Length: > 0 } given ? given : null;

    public static bool HasPostgres => Server is not null;

    public static Task<TestDatabase> Take(Engine engine) => engine == Engine.Sqlite ? TakeSqlite() : TakePostgres();

    /// <summary>An empty database without tables; the caller's own.</summary>
    public static async Task<TestDatabase> TakeEmpty(Engine engine)
    {
        if (engine == Engine.Sqlite) return Sqlite(NewFile());
        var name = NewName();
        await Execute(Server!, $"CREATE DATABASE {name}");
        var source = NpgsqlDataSource.Create(Of(name));
        return new TestDatabase(new Installation(Engine.Postgres, Of(name), Path.Combine(Folder, NewName())), new DbContextOptionsBuilder<AppDb>().UsePostgres(source).Options, async () =>
        {
            await source.DisposeAsync();
            await Execute(Server!, $"DROP DATABASE {name} WITH (FORCE)");
        }, source);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in Made) await database.Source.DisposeAsync();
        if (Template.IsValueCreated)
        {
            NpgsqlConnection.ClearAllPools();
            foreach (var name in Made.Select(d => d.Name).Append(Mark + "_template")) await Execute(Server!, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        }
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }

    private static async Task<TestDatabase> TakeSqlite()
    {
        var file = NewFile();
        File.Copy(await SqliteTemplate.Value, file);
        return Sqlite(file);
    }

    private static TestDatabase Sqlite(string file)
    {
        var text = $"Data Source={file};Pooling=False";
        var options = new DbContextOptionsBuilder<AppDb>().UseSqlite(text).Options;
        return new TestDatabase(new Installation(Engine.Sqlite, text, file + ".files"), options, () =>
        {
            foreach (var end in new[] { "", "-wal", "-shm" }) File.Delete(file + end);
            return ValueTask.CompletedTask;
        });
    }

    private static async Task<string> MakeSqliteTemplate()
    {
        var database = Sqlite(NewFile());
        await Cast.Assemble(database);
        var file = new SqliteConnectionStringBuilder(database.Installation.ConnectionString).DataSource;
        await using (var connection = new SqliteConnection(database.Installation.ConnectionString))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await command.ExecuteNonQueryAsync();
        }
        return file;
    }

    private static async Task<TestDatabase> TakePostgres()
    {
        var template = await Template.Value;
        if (!Free.TryPop(out var database)) Made.Add(database = await template.Copy(NewName()));
        return new TestDatabase(new Installation(Engine.Postgres, Of(database.Name), Path.Combine(Folder, NewName())), database.Options, async () =>
        {
            await database.Clean(template);
            Free.Push(database);
        }, database.Source);
    }

    private static string NewFile()
    {
        Directory.CreateDirectory(Folder);
        return Path.Combine(Folder, $"{Interlocked.Increment(ref serial)}.db");
    }

    private static string NewName() => $"{Mark}_{Interlocked.Increment(ref serial)}";

    private static string Of(string database) => new NpgsqlConnectionStringBuilder(Server!) { Database = database }.ConnectionString;

    private static async Task Execute(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>One reusable database; its data source lives as long as the run, so that its model is built once.</summary>
    private sealed record PostgresDatabase(string Name, NpgsqlDataSource Source, DbContextOptions<AppDb> Options)
    {
        /// <summary>Everything out, the company back in, in the order of the foreign keys.</summary>
        public async Task Clean(PostgresTemplate template)
        {
            await using var command = Source.CreateCommand(template.Cleaning);
            await command.ExecuteNonQueryAsync();
        }
    }

    private sealed record PostgresTemplate(string Name, string Cleaning)
    {
        private const string TablesInOrder = """
            WITH RECURSIVE tables AS (
              SELECT c.oid, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'schema_versions'),
            depth AS (
              SELECT oid, relname, 0 AS level FROM tables
              UNION ALL
              SELECT t.oid, t.relname, d.level + 1 FROM depth d
              JOIN pg_constraint k ON k.confrelid = d.oid AND k.contype = 'f' AND k.conrelid <> d.oid
              JOIN tables t ON t.oid = k.conrelid WHERE d.level < 20)
            SELECT relname FROM depth GROUP BY relname ORDER BY max(level), relname
            """;

        public static async Task<PostgresTemplate> Make()
        {
            var name = Mark + "_template";
            await Execute(Server!, $"CREATE DATABASE {name}");
            var tables = new List<string>();
            await using (var source = NpgsqlDataSource.Create(Of(name)))
            {
                await Cast.Assemble(new TestDatabase(new Installation(Engine.Postgres, Of(name), Path.Combine(Folder, NewName())), new DbContextOptionsBuilder<AppDb>().UsePostgres(source).Options, () => ValueTask.CompletedTask, source));
                await using (var ask = source.CreateCommand(TablesInOrder))
                await using (var reader = await ask.ExecuteReaderAsync())
                    while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
                await using var keep = source.CreateCommand("DELETE FROM kernel_node_slot; CREATE SCHEMA kept; " + string.Concat(tables.Select(t => $"CREATE TABLE kept.{t} AS TABLE public.{t}; ")));
                await keep.ExecuteNonQueryAsync();
            }
            NpgsqlConnection.ClearAllPools();
            var cleaning = string.Concat(tables.AsEnumerable().Reverse().Select(t => $"DELETE FROM public.{t}; "))
                + string.Concat(tables.Select(t => $"INSERT INTO public.{t} SELECT * FROM kept.{t}; "));
            return new PostgresTemplate(name, cleaning);
        }

        public async Task<PostgresDatabase> Copy(string name)
        {
            await one.WaitAsync();
            try
            {
                await Execute(Server!, $"CREATE DATABASE {name} TEMPLATE {Name} STRATEGY WAL_LOG");
            }
            finally
            {
                one.Release();
            }
            // Two houses on one database share this pool: room for the connections of two nodes.
            var text = new NpgsqlConnectionStringBuilder(Of(name)) { MaxPoolSize = 60, MaxAutoPrepare = 60, AutoPrepareMinUsages = 2 }.ConnectionString;
            var source = NpgsqlDataSource.Create(text);
            return new PostgresDatabase(name, source, new DbContextOptionsBuilder<AppDb>().UsePostgres(source).Options);
        }

        private static readonly SemaphoreSlim one = new(1, 1);
    }
}
