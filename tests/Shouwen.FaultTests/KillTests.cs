using System.Diagnostics;
using Shouwen.FaultTests.Ground;
using Shouwen.Kernel.UseCases;

namespace Shouwen.FaultTests;

/// <summary>The server is killed again and again while 32 writers write; what it had acknowledged is there, whole and once.</summary>
public sealed class KillTests
{
    private const int Writers = 32;
    private static readonly TimeSpan Readiness = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Nothing_acknowledged_is_lost_when_the_server_is_killed(Engine engine)
    {
        Sites.NeedsPostgres(engine);
        await using var site = await Sites.Prepare(engine);
        var server = site.Server();
        var started = new List<TimeSpan> { await server.Start() };
        var (kills, each) = (Figures.Times(10, 100), Figures.IsLong ? 520 : 20);
        using var journal = new Journal(Path.Combine(site.Folder, "journal"));
        var dice = new Random(20261122);
        await using (var load = new Load(site, journal, Writers, server))
        {
            for (var kill = 0; kill < kills; kill++)
            {
                await load.Until(journal.Acknowledged + dice.Next(each / 2, each * 3 / 2), TimeSpan.FromSeconds(60));
                await server.Kill();
                started.Add(await server.Start());
            }
            await load.Until(journal.Acknowledged + each, TimeSpan.FromSeconds(60));
        }
        var after = await Invariants.Compare(site, server, journal);
        Figures.Add($"`kill -9` under {Writers} writers, {kills} times", engine,
            $"{after.Acknowledged:N0} acknowledged, {after.Lost.Count} lost, {after.Doubled.Count} doubled; ready again after {Median(started):0.0} s, at most {started.Max().TotalSeconds:0.0} s");
        after.ShouldBeWhole();
        journal.Refused.ShouldBeEmpty();
        await Invariants.Hold(site);
        // The short form shares the machine with whatever else runs there.
        started.Max().ShouldBeLessThan(Figures.IsLong ? Readiness : 4 * Readiness);
    }

    private static double Median(List<TimeSpan> times) => Figures.Percentile(times.Select(t => t.TotalSeconds), 0.5);
}
