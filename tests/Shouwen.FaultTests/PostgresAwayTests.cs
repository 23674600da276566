using System.Diagnostics;
using Shouwen.FaultTests.Ground;
using Shouwen.Kernel.UseCases;

namespace Shouwen.FaultTests;

/// <summary>The database server stops at once and comes back: callers are told to come again, and nothing acknowledged is lost.</summary>
public sealed class PostgresAwayTests
{
    private const int Writers = 16;

    [Fact]
    public async Task The_database_stops_and_comes_back_under_load()
    {
        Sites.NeedsPostgres(Engine.Postgres);
        await using var site = await Sites.Prepare(Engine.Postgres);
        var (cluster, server, times) = (await Sites.Cluster, await site.Serve(), Figures.Times(3, 20));
        using var journal = new Journal(Path.Combine(site.Folder, "journal"));
        var (dice, back) = (new Random(3), new List<double>());
        long unavailable, naked;
        double longest;
        await using (var load = new Load(site, journal, Writers, server))
        {
            await load.Until(100, TimeSpan.FromSeconds(60));
            for (var time = 0; time < times; time++)
            {
                await load.Until(journal.Acknowledged + dice.Next(50, 300), TimeSpan.FromSeconds(60));
                await cluster.StopAtOnce();
                (await server.IsReady()).ShouldBeFalse("a node without its database is not ready");
                await Task.Delay(dice.Next(200, 1500));
                await cluster.Start();
                back.Add(await Recovery(load));
                server.HasDied.ShouldBeFalse();
            }
            (unavailable, naked, longest) = (load.Unavailable, load.WithoutRetryAfter, load.LongestSeconds);
        }
        var after = await Invariants.Compare(site, server, journal);
        Figures.Add($"PostgreSQL stopped at once and restarted under {Writers} writers, {times} times", Engine.Postgres,
            $"{after.Acknowledged:N0} acknowledged, {after.Lost.Count} lost, {after.Doubled.Count} doubled; {unavailable:N0} answers 503, {naked} of them without Retry-After, {journal.Refused.Count} other errors; longest answer {longest:0.0} s; back {Figures.Percentile(back, 0.5):0.00} s after the database, at most {back.Max():0.00} s");
        after.ShouldBeWhole();
        string.Join('\n', journal.Refused.Distinct().Take(5)).ShouldBeEmpty("nothing but 503 may be answered");
        unavailable.ShouldBeGreaterThan(0);
        naked.ShouldBe(0);
        longest.ShouldBeLessThan(10);
        back.Max().ShouldBeLessThan(5);
        await Invariants.Hold(site);
    }

    /// <summary>Seconds from now until the next write is acknowledged.</summary>
    internal static async Task<double> Recovery(Load load)
    {
        var since = Stopwatch.GetTimestamp();
        while (load.LastAcknowledged < since)
        {
            if (Stopwatch.GetElapsedTime(since) > TimeSpan.FromSeconds(60)) throw new TimeoutException("Nothing was acknowledged within a minute.");
            await Task.Delay(5);
        }
        return Stopwatch.GetElapsedTime(since, load.LastAcknowledged).TotalSeconds;
    }
}
