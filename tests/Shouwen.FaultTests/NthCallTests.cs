using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shouwen.Data;
using Shouwen.FaultTests.Calls;
using Shouwen.FaultTests.Ground;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;
using Shouwen.Tests.Fixtures;

namespace Shouwen.FaultTests;

/// <summary>
/// The first, the second, … call to the database fails, until a run meets no more: each time the act is fully done or not at
/// all, the caller is told clearly, and the same key afterwards gives the answer of what was done.
/// </summary>
public sealed class NthCallTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Serials that were taken and not used are gaps, and legal.</summary>
    private const string Gaps = "kernel_series_head";

    [Theory]
    [InlineData(Engine.Sqlite, false)]
    [InlineData(Engine.Postgres, false)]
    [InlineData(Engine.Postgres, true)]
    public async Task Whatever_call_fails_the_act_is_done_or_not_done(Engine engine, bool late)
    {
        if (engine == Engine.Postgres && !TestDatabases.HasPostgres) Assert.Skip(TestDatabases.NoPostgres);
        var (most, faults, doneThough, slowest) = (Figures.Times(40, 500), 0, 0, TimeSpan.Zero);
        // The short form takes other use cases for each kind of fault.
        var some = MainUseCases.All.Where((_, i) => Figures.IsLong || i % 4 == (int)engine + (late ? 1 : 0)).ToList();
        foreach (var (name, prepare) in some)
        {
            var wanted = await Clean(engine, prepare);
            await using var broken = await Broken.Open(engine, late);
            var call = await prepare(broken.House);
            using var program = await broken.House.Program(call.Login);
            await using var rows = await Footprint.Of(broken.House, Gaps);
            var (before, counts) = (await rows.Read(), await Counts(broken.House));
            var ended = false;
            for (var n = 1; n <= most; n++)
            {
                broken.Fuse.Arm(n);
                var since = Stopwatch.GetTimestamp();
                var (status, said) = await Send(program, call, $"call-{n}");
                var took = Stopwatch.GetElapsedTime(since);
                broken.Fuse.Disarm();
                if (took > slowest) slowest = took;
                took.ShouldBeLessThan(Patience, $"{name}, call {n}");
                if (broken.Fuse.HasBlown) faults++;
                if (status is not (200 or 201)) status.ShouldBe(503, $"{name}, call {n}: {said}");
                if (await rows.Read() == before)
                {
                    status.ShouldBe(503, $"{name}, call {n} was answered with yes, and nothing is there");
                    continue;
                }
                if (status == 503) doneThough++;
                Added(counts, await Counts(broken.House)).ShouldBe(wanted, $"{name}, call {n}: done by halves");
                var (again, answer) = await Send(program, call, $"call-{n}");
                again.ShouldBeInRange(200, 201, $"{name}, call {n}, asked again: {answer}");
                if (status != 503) answer.ShouldBe(said);
                Added(counts, await Counts(broken.House)).ShouldBe(wanted, $"{name}, call {n}: done twice");
                ended = true;
                break;
            }
            ended.ShouldBeTrue($"{name} met more than {most} calls");
        }
        Figures.Add($"Each call to the database failing in turn{(late ? ", after it was done" : "")}, {some.Count} use cases", engine,
            $"{faults} faults; each act done or not done, never by halves; {doneThough} done though told \"try again\", and then found done; slowest answer {slowest.TotalSeconds:0.0} s");
        faults.ShouldBeGreaterThan(5 * some.Count);
    }

    /// <summary>What the act adds when nothing fails: rows by table.</summary>
    private static async Task<string> Clean(Engine engine, Func<House, Task<Call>> prepare)
    {
        await using var house = await House.OpenWeb(engine);
        var call = await prepare(house);
        using var program = await house.Program(call.Login);
        var before = await Counts(house);
        var (status, said) = await Send(program, call, "clean");
        status.ShouldBeInRange(200, 201, said);
        return Added(before, await Counts(house));
    }

    private static async Task<(int Status, string Said)> Send(HttpClient program, Call call, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, call.Path) { Content = JsonContent.Create(call.Body) };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await program.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<Dictionary<string, long>> Counts(House house)
    {
        await using var db = house.Db();
        var tables = db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Where(t => t is not (Gaps or "kernel_node_slot")).Distinct().ToList();
        var sql = string.Join(" UNION ALL ", tables.Select(t => $"SELECT '{t}' AS \"Name\", count(*) AS \"Count\" FROM {t}"));
        return await db.Database.SqlQueryRaw<TableCount>(sql).ToDictionaryAsync(t => t.Name, t => t.Count);
    }

    private sealed record TableCount(string Name, long Count);

    private static string Added(Dictionary<string, long> before, Dictionary<string, long> after) =>
        string.Join(", ", after.Where(t => t.Value != before[t.Key]).Select(t => $"{t.Key} {t.Value - before[t.Key]:+0;-0}").Order(StringComparer.Ordinal));

    /// <summary>A house whose database fails when the fuse says so.</summary>
    private sealed record Broken(House House, Fuse Fuse, IReadOnlyList<IAsyncDisposable> Rest) : IAsyncDisposable
    {
        public static async Task<Broken> Open(Engine engine, bool late)
        {
            var (fuse, database) = (new Fuse(), await TestDatabases.Take(engine));
            if (engine == Engine.Sqlite)
            {
                var text = database.Installation.ConnectionString;
                var options = new DbContextOptionsBuilder<AppDb>().UseSqlite(text).AddInterceptors(new FaultyReads(fuse)).Options;
                var faulty = database with { Options = options, Also = services => Rewire(services, text, fuse) };
                return new Broken(await House.OpenWeb(faulty, "2026-03-02 09:00"), fuse, [database]);
            }
            var direct = new NpgsqlConnectionStringBuilder(database.Installation.ConnectionString);
            var wire = new FaultyWire(direct.Host!, direct.Port, fuse) { IsLate = late };
            var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(direct.ConnectionString)
            {
                Host = "127.0.0.1", Port = wire.Port, SslMode = SslMode.Disable, GssEncryptionMode = GssEncryptionMode.Disable, NoResetOnClose = true, Timeout = 5,
            }.ConnectionString);
            var cut = database with { Options = new DbContextOptionsBuilder<AppDb>().UsePostgres(source).Options, Source = source };
            return new Broken(await House.OpenWeb(cut, "2026-03-02 09:00"), fuse, [source, wire, database]);
        }

        public async ValueTask DisposeAsync()
        {
            await House.DisposeAsync();
            foreach (var one in Rest) await one.DisposeAsync();
        }

        private static void Rewire(IServiceCollection services, string text, Fuse fuse)
        {
            services.RemoveAll<IWriter>();
            services.AddSingleton<IWriter>(_ => new SqliteWriter<AppDb>(() => new FaultyFile(text, fuse),
                connection => new AppDb(new DbContextOptionsBuilder<AppDb>().UseSqlite(connection).Options), TimeProvider.System, NullLogger<SqliteWriter<AppDb>>.Instance));
        }
    }
}
