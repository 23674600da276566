using Shouwen.FaultTests.Ground;
using Shouwen.Kernel.UseCases;

namespace Shouwen.FaultTests;

/// <summary>The database's machine dies and its synchronous standby takes over: the program finds it by itself and nothing acknowledged is lost.</summary>
public sealed class StandbyTests
{
    private const int Writers = 16;

    [Fact]
    public async Task A_standby_takes_over()
    {
        Sites.NeedsPostgres(Engine.Postgres);
        await using var one = await PostgresCluster.Make();
        var token = await Sites.MakeTemplate(one);
        await using var two = await one.MakeStandby();
        await using var site = await Sites.OnPostgres(one, token, $"Host=127.0.0.1:{one.Port},127.0.0.1:{two.Port}");
        var (server, times, back) = (await site.Serve(), Figures.Times(1, 10), new List<double>());
        using var journal = new Journal(Path.Combine(site.Folder, "journal"));
        var (primary, standby) = (one, two);
        long naked;
        await using (var load = new Load(site, journal, Writers, server))
        {
            for (var time = 0; time < times; time++)
            {
                await load.Until(journal.Acknowledged + 150, TimeSpan.FromSeconds(60));
                await primary.Kill();
                await Task.Delay(500);
                await standby.Promote();
                back.Add(await PostgresAwayTests.Recovery(load));
                server.HasDied.ShouldBeFalse();
                (primary, standby) = (standby, primary);
                if (time < times - 1) await standby.Follow(primary);
            }
            await load.Until(journal.Acknowledged + 100, TimeSpan.FromSeconds(60));
            naked = load.WithoutRetryAfter;
        }
        var after = await Invariants.Compare(site, server, journal);
        Figures.Add($"Primary killed and synchronous standby promoted under {Writers} writers, {times} times", Engine.Postgres,
            $"{after.Acknowledged:N0} acknowledged, {after.Lost.Count} lost, {after.Doubled.Count} doubled, {journal.Refused.Count} errors other than 503; back {Figures.Percentile(back, 0.5):0.0} s after the promotion, at most {back.Max():0.0} s");
        after.ShouldBeWhole();
        string.Join('\n', journal.Refused.Distinct().Take(5)).ShouldBeEmpty();
        naked.ShouldBe(0);
        back.Max().ShouldBeLessThan(15);
        await Invariants.Hold(site);
    }
}
