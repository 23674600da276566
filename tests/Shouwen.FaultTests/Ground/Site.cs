using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;
using Shouwen.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(Shouwen.FaultTests.Ground.Sites))]

namespace Shouwen.FaultTests.Ground;

/// <summary>An installation on a real disk with the cast's company in it and a token of its director.</summary>
public sealed class Site(Installation installation, string folder, string token) : IAsyncDisposable
{
    private readonly List<Server> servers = [];

    public Installation Installation => installation;
    public Engine Engine => installation.Engine;
    public string Folder => folder;
    public string Token => token;

    /// <summary>A server on this installation, not yet started; of another program when one is named.</summary>
    public Server Server(IReadOnlyDictionary<string, string>? environment = null, string? program = null)
    {
        var server = new Server(installation, Path.Combine(folder, $"server-{servers.Count}.log"), environment) { Program = program ?? Ground.Server.Present };
        servers.Add(server);
        return server;
    }

    public async Task<Server> Serve(IReadOnlyDictionary<string, string>? environment = null)
    {
        var server = Server(environment);
        await server.Start();
        return server;
    }

    /// <summary>A caller of the interface in the director's name.</summary>
    public HttpClient Caller(Server server, TimeSpan? patience = null) => Caller(server.Url, patience);

    public HttpClient Caller(string address, TimeSpan? patience = null) =>
        new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5), MaxConnectionsPerServer = 200 }) { BaseAddress = new Uri(address), Timeout = patience ?? TimeSpan.FromSeconds(30), DefaultRequestHeaders = { Authorization = new("Bearer", token) } };

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers) await server.DisposeAsync();
        if (Environment.GetEnvironmentVariable("SHOUWEN_FAULTS_KEEP") is null) Directory.Delete(folder, recursive: true);
    }
}

/// <summary>What all faults happen on: one template of each engine, made once, and the PostgreSQL server.</summary>
public sealed class Sites : IAsyncDisposable
{
    private static readonly string folder = Directory.CreateTempSubdirectory("shouwen-fault-").FullName;
    private static readonly Lazy<Task<(string File, string Token)>> file = new(MakeFile);
    private static readonly Lazy<Task<PostgresCluster>> cluster = new(() => PostgresCluster.Make());
    private static readonly Lazy<Task<string>> database = new(MakeDatabase);
    private static int serial;

    public static Task<PostgresCluster> Cluster => cluster.Value;

    /// <summary>A new installation on either engine.</summary>
    public static async Task<Site> Prepare(Engine engine) => engine == Engine.Sqlite ? await OnSqlite() : await OnPostgres(await Cluster, await database.Value);

    /// <summary>A new installation on SQLite, in a folder of the caller's choice.</summary>
    public static async Task<Site> OnSqlite(string? storage = null)
    {
        var own = NewFolder();
        var path = Path.Combine(storage ?? own, "shouwen.db");
        var (template, token) = await file.Value;
        File.Copy(template, path);
        return new Site(new Installation(Engine.Sqlite, $"Data Source={path}", storage ?? own), own, token);
    }

    /// <summary>A new installation on SQLite without tables, whose people will come with a backup.</summary>
    public static Site Empty(string token)
    {
        var own = NewFolder();
        return new Site(new Installation(Engine.Sqlite, $"Data Source={Path.Combine(own, "shouwen.db")}", own), own, token);
    }

    /// <summary>A database without tables.</summary>
    public static async Task<Site> EmptyOn(Engine engine, string token)
    {
        if (engine == Engine.Sqlite) return Empty(token);
        var (name, on, own) = ($"site_{Interlocked.Increment(ref serial)}", await Cluster, NewFolder());
        await on.Execute($"CREATE DATABASE {name}");
        return new Site(new Installation(Engine.Postgres, on.To(name), own), own, token);
    }

    public static async Task<Site> OnPostgres(PostgresCluster on, string token, string? hosts = null, string tablespace = "")
    {
        var name = $"site_{Interlocked.Increment(ref serial)}";
        await on.Execute($"CREATE DATABASE {name} TEMPLATE site_template{tablespace}");
        var own = NewFolder();
        return new Site(new Installation(Engine.Postgres, hosts is null ? on.To(name) : $"{hosts};Username=shouwen;Database={name}", own), own, token);
    }

    public static string NewFolder() => Directory.CreateDirectory(Path.Combine(folder, (Interlocked.Increment(ref serial)).ToString())).FullName;

    public static void NeedsPostgres(Engine engine)
    {
        if (engine == Engine.Postgres && !PostgresCluster.IsInstalled) Assert.Skip("PostgreSQL 15 is not installed.");
    }

    public async ValueTask DisposeAsync()
    {
        if (cluster.IsValueCreated) await (await cluster.Value).DisposeAsync();
        if (Environment.GetEnvironmentVariable("SHOUWEN_FAULTS_KEEP") is null) Directory.Delete(folder, recursive: true);
    }

    private static async Task<(string, string)> MakeFile()
    {
        var path = Path.Combine(folder, "template.db");
        var text = $"Data Source={path};Pooling=False";
        var options = new DbContextOptionsBuilder<AppDb>().UseSqlite(text).Options;
        var token = await Settle(new TestDatabase(new Installation(Engine.Sqlite, text, folder), options, () => ValueTask.CompletedTask));
        await using var connection = new SqliteConnection(text);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync();
        return (path, token);
    }

    private static async Task<string> MakeDatabase() => await MakeTemplate(await Cluster);

    /// <summary>A new installation whose database lies in a tablespace of its own.</summary>
    public static async Task<Site> OnTablespace(string tablespace) => await OnPostgres(await Cluster, await database.Value, null, " TABLESPACE " + tablespace);

    /// <summary>Puts the template database onto a server and says the token.</summary>
    public static async Task<string> MakeTemplate(PostgresCluster on)
    {
        await on.Execute("CREATE DATABASE site_template");
        var text = on.To("site_template");
        await using var source = NpgsqlDataSource.Create(text);
        var token = await Settle(new TestDatabase(new Installation(Engine.Postgres, text, folder), new DbContextOptionsBuilder<AppDb>().UsePostgres(source).Options, () => ValueTask.CompletedTask, source));
        await using (var free = source.CreateCommand("DELETE FROM kernel_node_slot")) await free.ExecuteNonQueryAsync();
        source.Clear();
        NpgsqlConnection.ClearAllPools();
        return token;
    }

    /// <summary>The cast moves in, and its director gets a token.</summary>
    private static async Task<string> Settle(TestDatabase database)
    {
        await Cast.Assemble(database);
        await using var house = await House.At(database, "2026-01-02 09:30");
        return (await house.Door.Run(new CreateToken("chen", "faults"), Actor.System)).Token;
    }
}
