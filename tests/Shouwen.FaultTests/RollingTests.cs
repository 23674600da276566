using Shouwen.FaultTests.Ground;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;

namespace Shouwen.FaultTests;

/// <summary>
/// An upgrade that nobody notices: two old nodes behind haproxy under load; the schema is brought up while they write, then one node after the
/// other is replaced, so that old and new work at once. The long form builds the program as it was before the newest script.
/// </summary>
public sealed class RollingTests
{
    private const int Writers = 8;

    [Fact]
    public async Task Nodes_are_replaced_one_after_the_other()
    {
        Sites.NeedsPostgres(Engine.Postgres);
        Haproxy.Needs();
        await using var now = await Sites.Prepare(Engine.Postgres);
        await using var site = await Sites.EmptyOn(Engine.Postgres, now.Token);
        var scripts = Migrations.Of(typeof(ShouwenApp).Assembly, Engine.Postgres);
        await Migrations.Run(site.Installation, [.. scripts.Take(scripts.Count - 1)], TimeProvider.System);
        await UpgradeTests.Fill(site, now);

        var old = Figures.IsLong ? await Earlier(scripts[^1].Name) : null;
        // The present program in the place of an old one must not bring the schema up when it starts.
        if (old is null) await Note(site, scripts[^1]);
        var environment = new Dictionary<string, string> { ["Shutdown__Drain"] = "3", ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true" };
        var (a, b) = (site.Server(environment, old), site.Server(environment, old));
        foreach (var node in new[] { a, b }) await node.Start();
        if (old is null) await Invariants.Scalar(site, $"DELETE FROM schema_versions WHERE name = '{scripts[^1].Name}'; SELECT 1");

        await using var proxy = await Haproxy.Before(site, a, b);
        using var journal = new Journal(Path.Combine(site.Folder, "journal"));
        var ended = new List<double>();
        long broken, unavailable;
        double longest;
        await using (var load = new Load(site, journal, Writers, proxy.Url))
        {
            await load.Until(Figures.Times(100, 3000), TimeSpan.FromMinutes(5));
            var (code, said) = await Server.Command(site.Installation, "migrate");
            code.ShouldBe(0, said);
            said.ShouldContain(scripts[^1].Name);
            foreach (var (name, node) in new[] { ("a", a), ("b", b) })
            {
                await load.Until(journal.Acknowledged + Figures.Times(50, 2000), TimeSpan.FromMinutes(5));
                ended.Add((await node.End()).TotalSeconds);
                node.Program = Server.Present;
                await node.Start();
                await proxy.Until(name, up: true);
            }
            await load.Until(journal.Acknowledged + Figures.Times(50, 2000), TimeSpan.FromMinutes(5));
            (broken, unavailable, longest) = (load.Broken, load.Unavailable, load.LongestSeconds);
        }
        var after = await Invariants.Compare(site, proxy.Url, journal, []);
        Figures.Add($"Schema brought up and both nodes behind haproxy replaced under {Writers} writers{(old is null ? "" : ", from the program before " + scripts[^1].Name)}", Engine.Postgres,
            $"{after.Acknowledged:N0} acknowledged, {after.Lost.Count} lost, {after.Doubled.Count} doubled; {unavailable} answers 503, {broken} without an answer, {journal.Refused.Count} other errors; longest answer {longest:0.0} s; a node ended {ended.Max():0.0} s after it was told to");
        after.ShouldBeWhole();
        string.Join('\n', journal.Refused.Distinct().Take(5)).ShouldBeEmpty();
        (broken + unavailable).ShouldBe(0);
        (await Invariants.Scalar(site, "SELECT count(*) FROM pg_inherits WHERE inhparent = 'kernel_transition'::regclass")).ShouldBeGreaterThan(2);
        await Invariants.Hold(site);
    }

    private static Task<long> Note(Site site, Script script) => Invariants.Scalar(site, $"INSERT INTO schema_versions VALUES ('{script.Name}', '{script.Sha}', 'old'); SELECT 1");

    /// <summary>The program as it was just before the newest script came, built from the history of this checkout; nothing when there is no history.</summary>
    private static async Task<string?> Earlier(string newest)
    {
        var (found, came) = await Programs.Try("git", null, "-C", Figures.Root(), "log", "-1", "--diff-filter=A", "--format=%H", "--", "src/Shouwen/Data/Migrations/postgres/" + newest);
        if (found != 0 || came.Trim().Length == 0) return null;
        var folder = Sites.NewFolder();
        await Programs.Run("bash", "-c", $"git -C '{Figures.Root()}' archive {came.Trim()}^ | tar -x -C '{folder}'");
        // Front-end packages come from the network; those of this checkout are the same.
        if (Directory.Exists(Path.Combine(Figures.Root(), "node_modules"))) Directory.CreateSymbolicLink(Path.Combine(folder, "node_modules"), Path.Combine(Figures.Root(), "node_modules"));
        var (code, said) = await Programs.Try("dotnet", null, TimeSpan.FromMinutes(20), "publish", Path.Combine(folder, "src/Shouwen"), "-c", "Debug", "-v", "q", "-clp:NoSummary", "-o", Path.Combine(folder, "out"));
        code.ShouldBe(0, said);
        return Path.Combine(folder, "out", "shouwen.dll");
    }
}
