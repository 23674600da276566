using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Shouwen.FaultTests.Ground;
using Shouwen.Kernel.UseCases;

namespace Shouwen.FaultTests;

/// <summary>A company grows out of its file: it moves to PostgreSQL, broken off once on the way, then works on two nodes behind haproxy, of which one dies.</summary>
public sealed partial class MovingTests
{
    private const int Writers = 8;
    private static readonly byte[] Before = "%PDF-1.4 attached before the move"u8.ToArray(), After = "%PDF-1.4 attached on the first node"u8.ToArray();
    private static readonly Dictionary<string, string> BehindProxy = new() { ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true" };

    [Fact]
    public async Task From_one_file_to_two_nodes()
    {
        Sites.NeedsPostgres(Engine.Postgres);
        Haproxy.Needs();
        await using var file = await Sites.OnSqlite();
        using var old = new Journal(Path.Combine(file.Folder, "journal"));
        var (told, attached, stop) = await Live(file, old);

        await using var target = await Sites.EmptyOn(Engine.Postgres, file.Token);
        var (kept, said) = await Move(file, target);
        // The same folder of attachments for all nodes.
        await using var site = new Site(target.Installation with { Storage = file.Installation.Storage }, Sites.NewFolder(), file.Token);
        var (audit, trail) = await Server.Command(site.Installation, "audit", "verify");
        audit.ShouldBe(0, trail);

        var (a, b) = (await site.Serve(BehindProxy), await site.Serve(BehindProxy));
        await using var proxy = await Haproxy.Before(site, a, b);
        (await Histories(site, proxy.Url)).ShouldBe(told, ignoreOrder: true);
        Figures.Add("From SQLite to PostgreSQL, copying killed once and taken up again", "both", $"{told.Count:N0} cases with the same numbers, history and remarks; {kept} tables were already there when it was taken up; {said}; audit trail unbroken; the server on SQLite ended {stop.TotalSeconds:0.0} s after it was told to");
        await OnAnyNode(site, proxy, a, b, attached);
        await OneDies(site, proxy, a, b, old);
    }

    /// <summary>Work on SQLite; then the server is told to end, and with nobody waiting for it does so at once.</summary>
    private static async Task<(List<string> Told, string Attached, TimeSpan Took)> Live(Site file, Journal journal)
    {
        await using var server = await file.Serve();
        await using (var load = new Load(file, journal, 4, server)) await load.Until(Figures.Times(40, 2000), TimeSpan.FromMinutes(2));
        using var http = file.Caller(server);
        var on = (await http.GetFromJsonAsync<JsonElement>("/api/v1/cases?limit=1")).GetProperty("items")[0].GetProperty("id").GetString()!;
        using var form = new MultipartFormDataContent { { new StringContent("case"), "subjectKind" }, { new StringContent(on), "subjectId" }, { new ByteArrayContent(Before), "file", "before.pdf" } };
        using var answer = await http.PostAsync("/api/v1/attachments", form);
        answer.EnsureSuccessStatusCode();
        var (told, attached) = (await Histories(file, server.Url), (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!);
        var took = await server.End();
        took.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        return (told, attached, took);
    }

    /// <summary>Each case as it is told: its number, its steps and its remarks.</summary>
    private static async Task<List<string>> Histories(Site site, string at)
    {
        using var http = site.Caller(at, TimeSpan.FromMinutes(1));
        var told = new List<string>();
        foreach (var number in (await Invariants.Stored(http)).Values.SelectMany(n => n).Order().Take(Figures.Times(60, 500)))
        {
            var seen = await http.GetFromJsonAsync<JsonElement>("/api/v1/cases/" + number);
            told.Add($"{number} {seen.GetProperty("subject")} {seen.GetProperty("transitions")} {seen.GetProperty("notes")}");
        }
        return told;
    }

    /// <summary>Killed after its first table, then begun again: says how many tables it found finished, and its last word.</summary>
    private static async Task<(long Kept, string Said)> Move(Site file, Site target)
    {
        var line = Server.Line(Server.Present, "copy", "--to", target.Installation.ConnectionString);
        var start = new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = file.Folder };
        foreach (var (name, value) in Server.Environment(file.Installation)) start.Environment[name] = value;
        using (var copying = Process.Start(start)!)
        {
            Children.Remember(copying);
            copying.ErrorDataReceived += (_, _) => { };
            copying.BeginErrorReadLine();
            for (var lines = 0; lines < 3; lines++) (await copying.StandardOutput.ReadLineAsync()).ShouldNotBeNull("it ended before it could be killed");
            copying.Kill();
            await copying.WaitForExitAsync();
        }
        var kept = await Invariants.Scalar(target, "SELECT count(*) FROM copy_progress");
        kept.ShouldBeGreaterThan(0);
        var (code, said) = await Server.Command(file.Installation, "copy", "--to", target.Installation.ConnectionString);
        code.ShouldBe(0, said);
        said.ShouldContain("equal on both sides");
        (await Server.Command(file.Installation, "copy", "--to", target.Installation.ConnectionString)).Code.ShouldNotBe(0, "a database in use was written over");
        return (kept, said.Trim().Split('\n')[^1].TrimEnd('.'));
    }

    /// <summary>Signing in, forms, files and live updates do not mind which node is asked.</summary>
    private static async Task OnAnyNode(Site site, Haproxy proxy, Server a, Server b, string attached)
    {
        using var chen = await Person.SignIn(proxy.Url, "chen");
        using var guan = await Person.SignIn(b.Url, "guan");
        using var http = site.Caller(proxy.Url);
        var first = (await http.GetFromJsonAsync<JsonElement>("/api/v1/cases?limit=1")).GetProperty("items")[0];
        var (number, id) = (first.GetProperty("number").GetString()!, first.GetProperty("id").GetGuid());
        foreach (var node in new[] { a.Url, b.Url, proxy.Url }) (await chen.Read($"{node}/cases/{number}")).ShouldContain(number);

        var token = await chen.Token($"{a.Url}/cases/{number}");
        (await chen.Post(token, $"{b.Url}/cases/{number}/note", ("text", "form of one node, sent to the other"))).ShouldBe(303);
        (await chen.Read($"{a.Url}/cases/{number}")).ShouldContain("form of one node, sent to the other");

        (await chen.Attach(token, $"{a.Url}/attachments", "after.pdf", After, id)).ShouldBe(303);
        var files = AttachmentLink().Matches(await chen.Read($"{b.Url}/cases/{number}")).Select(m => m.Groups[1].Value).Distinct().ToList();
        var contents = new List<string>();
        foreach (var one in files) contents.Add(Convert.ToHexString(await chen.Download($"{b.Url}/attachments/{one}")));
        contents.ShouldContain(Convert.ToHexString(After));
        (await chen.Download($"{b.Url}/attachments/{attached}")).ShouldBe(Before);

        var late = await Changes(chen, guan, proxy, a, b, number, id);
        Figures.Add("Two nodes behind haproxy: sign-in, form, file and live update across nodes", Engine.Postgres, $"each good on the other; a change shows on the other node after {Figures.Percentile(late, 0.5) * 1000:0} ms, at most {late.Max() * 1000:0} ms");
        Figures.Percentile(late, 0.5).ShouldBeLessThan(1);
    }

    /// <summary>Seconds from the answer to chen on one node until guan's page, open on the other and through the proxy, hears of it.</summary>
    private static async Task<List<double>> Changes(Person chen, Person guan, Haproxy proxy, Server a, Server b, string number, Guid id)
    {
        using var over = new CancellationTokenSource();
        var (late, heard) = (new List<double>(), new[] { 0L, 0L });
        await using var direct = await guan.Listen($"{a.Url}/live?on=case/{id}", at => Interlocked.CompareExchange(ref heard[0], at, 0), over.Token);
        await using var through = await guan.Listen($"{proxy.Url}/live?on=case/{id}", at => Interlocked.CompareExchange(ref heard[1], at, 0), over.Token);
        for (var time = 0; time < Figures.Times(5, 50); time++)
        {
            var token = await chen.Token($"{b.Url}/cases/{number}");
            (heard[0], heard[1]) = (0, 0);
            (await chen.Post(token, $"{b.Url}/cases/{number}/note", ("text", $"live {time}"))).ShouldBe(303);
            var since = Stopwatch.GetTimestamp();
            foreach (var i in new[] { 0, 1 })
            {
                while (Interlocked.Read(ref heard[i]) == 0)
                {
                    Stopwatch.GetElapsedTime(since).ShouldBeLessThan(TimeSpan.FromSeconds(10), "the change was not heard");
                    await Task.Delay(5);
                }
                late.Add(Math.Max(0, Stopwatch.GetElapsedTime(since, heard[i]).TotalSeconds));
            }
        }
        await over.CancelAsync();
        return late;
    }

    /// <summary>Writers behind the proxy do not notice that a node is killed.</summary>
    private static async Task OneDies(Site site, Haproxy proxy, Server a, Server b, Journal old)
    {
        var rounds = Figures.Times(1, 10);
        using var journal = new Journal(Path.Combine(site.Folder, "journal")) { Prefix = "after-" };
        long broken, unavailable;
        await using (var load = new Load(site, journal, Writers, proxy.Url))
        {
            for (var round = 0; round < rounds; round++)
            {
                var (name, mortal) = round % 2 == 0 ? ("a", a) : ("b", b);
                await load.Until(journal.Acknowledged + 100, TimeSpan.FromSeconds(60));
                await mortal.Kill();
                await load.Until(journal.Acknowledged + 100, TimeSpan.FromSeconds(60));
                await mortal.Start();
                await proxy.Until(name, up: true);
            }
            (broken, unavailable) = (load.Broken, load.Unavailable);
        }
        var after = await Invariants.Compare(site, proxy.Url, journal, old.Cases.Select(c => c.Key));
        Figures.Add($"A node behind haproxy killed under {Writers} writers, {rounds} times", Engine.Postgres, $"{after.Acknowledged:N0} acknowledged, {after.Lost.Count} lost, {after.Doubled.Count} doubled; {unavailable} answers 503, {broken} without an answer, {journal.Refused.Count} other errors");
        after.ShouldBeWhole();
        string.Join('\n', journal.Refused.Distinct().Take(5)).ShouldBeEmpty();
        (broken + unavailable).ShouldBe(0);
    }

    [GeneratedRegex("""/attachments/([0-9a-f-]{32,36})""")]
    private static partial Regex AttachmentLink();
}
