using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Shouwen.FaultTests.Ground;
using Shouwen.Kernel.UseCases;

namespace Shouwen.FaultTests;

/// <summary>No room is left on the disk: writes are refused at once and clearly, reads go on, and it heals when there is room again.</summary>
public sealed class DiskFullTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(Figures.IsLong ? 2 : 6);

    /// <summary>PostgreSQL's last words, or none.</summary>
    private const string LogIsFull = "no-room|unavailable";

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_disk_of_the_database_is_full(Engine engine)
    {
        Sites.NeedsPostgres(engine);
        await using var disk = await SmallDisk.Mount(engine == Engine.Sqlite ? 64 : 96, engine == Engine.Postgres);
        await using var site = engine == Engine.Sqlite ? await Sites.OnSqlite(disk.Folder) : await OnSmallTablespace(disk);
        await using (var server = await site.Serve())
        {
            using var http = site.Caller(server);
            using var journal = new Journal(Path.Combine(Sites.NewFolder(), "journal"));
            for (var i = 0; i < 20; i++) await Open(http, journal, $"before-{i}");
            disk.Fill();
            var refused = await UntilRefused(i => Open(http, journal, $"full-{i}"));
            (await http.GetAsync("/api/v1/cases?limit=200")).IsSuccessStatusCode.ShouldBeTrue("reads go on");
            (await http.GetAsync("/readyz")).IsSuccessStatusCode.ShouldBeTrue();
            disk.Free();
            var healed = await UntilHealed(i => Open(http, journal, $"after-{i}"));
            server.HasDied.ShouldBeFalse();
            (await Invariants.Compare(site, server, journal)).ShouldBeWhole();
            await Invariants.Hold(site);
            Figures.Add("Disk of the database full", engine, $"answered {refused.Status} within {refused.Slowest:0.0} s; reads went on; {journal.Acknowledged} acknowledged, 0 lost; healed {healed:0.0} s after there was room, without a restart");
        }
        if (engine == Engine.Postgres) await DropSmallTablespace(site);
    }

    /// <summary>PostgreSQL breaks off when its log cannot be written, and reads with it: callers are told to come again until there is room and it runs.</summary>
    [Fact]
    public async Task The_disk_of_the_write_ahead_log_is_full()
    {
        Sites.NeedsPostgres(Engine.Postgres);
        await using var disk = await SmallDisk.Mount(256, true);
        await using var cluster = await PostgresCluster.MakeWithLogOn(disk);
        await using var site = await Sites.OnPostgres(cluster, await Sites.MakeTemplate(cluster));
        await using var server = await site.Serve();
        using var http = site.Caller(server);
        using var journal = new Journal(Path.Combine(Sites.NewFolder(), "journal"));
        for (var i = 0; i < 20; i++) await Open(http, journal, $"before-{i}");
        disk.Fill();
        var refused = await UntilRefused(i => Open(http, journal, $"full-{i}", LogIsFull));
        var since = Stopwatch.GetTimestamp();
        using var read = await http.GetAsync("/api/v1/cases");
        if (!read.IsSuccessStatusCode) ((int)read.StatusCode, read.Headers.RetryAfter is null).ShouldBe((503, false));
        Stopwatch.GetElapsedTime(since).ShouldBeLessThan(Patience);
        disk.Free();
        await cluster.UntilItRuns();
        var healed = await UntilHealed(i => Open(http, journal, $"after-{i}", LogIsFull));
        server.HasDied.ShouldBeFalse();
        (await Invariants.Compare(site, server, journal)).ShouldBeWhole();
        await Invariants.Hold(site);
        Figures.Add("Disk of the write-ahead log full", Engine.Postgres, $"PostgreSQL breaks off; a write answered {refused.Status} within {refused.Slowest:0.0} s, a read then {(int)read.StatusCode}; {journal.Acknowledged} acknowledged, 0 lost; healed {healed:0.0} s after there was room and PostgreSQL ran, without a restart of the server");
    }

    [Fact]
    public async Task The_disk_of_what_the_server_says_is_full()
    {
        await using var disk = await SmallDisk.Mount(2, false);
        await using var site = await Sites.OnSqlite();
        await using var server = site.Server(new Dictionary<string, string> { ["Logging__Console__LogLevel__Default"] = "Information" });
        server.Says = Path.Combine(disk.Folder, "log");
        await server.Start();
        using var http = site.Caller(server);
        using var journal = new Journal(Path.Combine(Sites.NewFolder(), "journal"));
        await UntilItSays(Said());
        disk.Fill();
        var (said, slowest) = (Said(), TimeSpan.Zero);
        for (var i = 0; i < 200; i++)
        {
            var since = Stopwatch.GetTimestamp();
            (await Open(http, journal, $"full-{i}")).ShouldBe(201, "what is done does not hang on what is said of it");
            (await http.GetAsync("/api/v1/cases")).IsSuccessStatusCode.ShouldBeTrue("reads go on");
            if (Stopwatch.GetElapsedTime(since) is var took && took > slowest) slowest = took;
        }
        slowest.ShouldBeLessThan(Patience);
        Said().ShouldBeLessThan(said + (1 << 16), "there was no room for it");
        disk.Free();
        said = Said();
        var healed = await UntilItSays(said);
        server.HasDied.ShouldBeFalse();
        (await Invariants.Compare(site, server, journal)).ShouldBeWhole();
        await Invariants.Hold(site);
        Figures.Add("Disk of the server's own log full", Engine.Sqlite, $"200 writes and 200 reads answered meanwhile, a pair within {slowest.TotalSeconds:0.0} s; 0 lost; the log goes on {healed:0.0} s after there was room, without a restart");

        long Said() => new FileInfo(server.Says).Length;

        Task<double> UntilItSays(long more) => UntilHealed(async i => await Open(http, journal, $"said-{more}-{i}") == 201 && Said() > more ? 201 : 0);
    }

    [Fact]
    public async Task The_disk_of_the_attachments_is_full()
    {
        var storage = Sites.NewFolder();
        await using var disk = await SmallDisk.Mount(16, false, Path.Combine(storage, "attachments"));
        await using var site = await Sites.OnSqlite(storage);
        await using (var server = await site.Serve())
        {
            using var http = site.Caller(server);
            using var journal = new Journal(Path.Combine(Sites.NewFolder(), "journal"));
            await Open(http, journal, "with-files");
            var matter = (await http.GetFromJsonAsync<JsonElement>("/api/v1/cases")).GetProperty("items")[0].GetProperty("id").GetString()!;
            var kept = 0;
            var refused = await UntilRefused(async i =>
            {
                var (status, _) = await Attach(http, matter, i);
                if (status == 201) kept++;
                return status;
            });
            (await Open(http, journal, "beside")).ShouldBe(201, "what needs no file goes on");
            (await Invariants.Scalar(site, "SELECT count(*) FROM kernel_attachment")).ShouldBe(kept);
            Directory.GetFiles(disk.Folder, "*.part").ShouldBeEmpty();
            var files = (await http.GetFromJsonAsync<JsonElement>($"/api/v1/attachments?subjectKind=case&subjectId={matter}")).GetProperty("items").EnumerateArray().ToList();
            foreach (var file in files.Take(3)) (await http.GetByteArrayAsync("/api/v1/attachments/" + file.GetProperty("id").GetString())).Length.ShouldBe(1 << 20);
            disk.Empty(keep: kept / 2);
            var healed = await UntilHealed(async i => (await Attach(http, matter, 1000 + i)).Status);
            Figures.Add("Disk of the attachments full", Engine.Sqlite, $"answered {refused.Status} within {refused.Slowest:0.0} s; {kept} files kept, none by halves; other writes and reads went on; healed {healed:0.0} s after there was room, without a restart");
        }
    }

    private static async Task<Site> OnSmallTablespace(SmallDisk disk)
    {
        var cluster = await Sites.Cluster;
        await cluster.Execute($"CREATE TABLESPACE small LOCATION '{disk.Folder}/space'");
        return await Sites.OnTablespace("small");
    }

    private static async Task DropSmallTablespace(Site site)
    {
        var cluster = await Sites.Cluster;
        await cluster.Execute($"DROP DATABASE {new Npgsql.NpgsqlConnectionStringBuilder(site.Installation.ConnectionString).Database} WITH (FORCE)");
        await cluster.Execute("DROP TABLESPACE small");
    }

    /// <summary>Writes until the answer is no; every answer on the way is timed.</summary>
    private static async Task<(int Status, double Slowest)> UntilRefused(Func<int, Task<int>> write)
    {
        var slowest = TimeSpan.Zero;
        for (var i = 0; i < 3000; i++)
        {
            var since = Stopwatch.GetTimestamp();
            var status = await write(i);
            if (Stopwatch.GetElapsedTime(since) is var took && took > slowest) slowest = took;
            if (status is 200 or 201) continue;
            status.ShouldBeOneOf(503, 507);
            slowest.ShouldBeLessThan(Patience);
            return (status, slowest.TotalSeconds);
        }
        throw new InvalidOperationException("The disk never filled.");
    }

    private static async Task<double> UntilHealed(Func<int, Task<int>> write)
    {
        var since = Stopwatch.GetTimestamp();
        for (var i = 0; await write(i) is not (200 or 201); i++)
        {
            Stopwatch.GetElapsedTime(since).ShouldBeLessThan(TimeSpan.FromSeconds(30));
            await Task.Delay(100);
        }
        return Stopwatch.GetElapsedTime(since).TotalSeconds;
    }

    private static async Task<int> Open(HttpClient http, Journal journal, string key, string reason = "no-room")
    {
        journal.Sent(key, null);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/cases") { Content = JsonContent.Create(Load.Body(key)) };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await http.SendAsync(request);
        var said = await answer.Content.ReadAsStringAsync();
        if (answer.IsSuccessStatusCode) journal.Acknowledge(key, JsonDocument.Parse(said).RootElement.GetProperty("number").GetString()!);
        else said.ShouldMatch(reason);
        return (int)answer.StatusCode;
    }

    private static async Task<(int Status, string Said)> Attach(HttpClient http, string matter, int serial)
    {
        var content = new byte[1 << 20];
        new Random(serial).NextBytes(content);
        "%PDF"u8.CopyTo(content);
        using var form = new MultipartFormDataContent { { new StringContent("case"), "subjectKind" }, { new StringContent(matter), "subjectId" }, { new ByteArrayContent(content), "file", $"f{serial}.pdf" } };
        using var answer = await http.PostAsync("/api/v1/attachments", form);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
