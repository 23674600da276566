using Shouwen.FaultTests.Ground;
using Shouwen.Kernel.UseCases;

namespace Shouwen.FaultTests;

/// <summary>Something was spoiled at a known time: the database goes back to the moment before, from a base backup and the archive of the log, on another server.</summary>
public sealed class PointInTimeTests
{
    [Fact]
    [Requirement("PLAT-023")]
    public async Task The_database_goes_back_to_a_moment()
    {
        Sites.NeedsPostgres(Engine.Postgres);
        await using var cluster = await PostgresCluster.Make(archives: true);
        var token = await Sites.MakeTemplate(cluster);
        await using var site = await Sites.OnPostgres(cluster, token);
        await using var server = await site.Serve();
        using var journal = new Journal(Path.Combine(site.Folder, "journal"));
        PostgresCluster copy;
        Dictionary<string, string> before;
        HashSet<string> sent;
        string moment;
        await using (var load = new Load(site, journal, 4, server))
        {
            await load.Until(Figures.Times(50, 3000), TimeSpan.FromMinutes(3));
            copy = await cluster.Backup();
            await load.Until(journal.Acknowledged + Figures.Times(50, 3000), TimeSpan.FromMinutes(3));
            before = journal.Cases.Where(e => e.Verdict == Verdict.Acknowledged).ToDictionary(e => e.Key, e => e.Number!);
            moment = (string)(await cluster.Execute("SELECT clock_timestamp()::text"))!;
            sent = [.. journal.Cases.Select(e => e.Key)];
            await load.Until(journal.Acknowledged + Figures.Times(50, 3000), TimeSpan.FromMinutes(3));
        }
        var all = journal.Acknowledged;
        await server.Kill();
        await cluster.Archive();
        await cluster.StopAtOnce();

        await using var _ = copy;
        await copy.Recover(cluster, moment);
        await using var back = new Site(site.Installation with { ConnectionString = copy.To(new Npgsql.NpgsqlConnectionStringBuilder(site.Installation.ConnectionString).Database!) }, Sites.NewFolder(), token);
        await using var again = await back.Serve();
        using var http = back.Caller(again, TimeSpan.FromMinutes(1));
        var stored = await Invariants.Stored(http);
        var lost = before.Where(b => !(stored.TryGetValue(b.Key, out var numbers) && numbers.Contains(b.Value))).ToList();
        var later = stored.Keys.Where(k => !sent.Contains(k)).ToList();
        Figures.Add("Gone back to a moment, from a base backup and the archive of the log", Engine.Postgres, $"{before.Count:N0} cases acknowledged before the moment, {lost.Count} lost; {stored.Count:N0} there, {later.Count} of those begun after it; {all:N0} writes in all; audit trail unbroken");
        lost.ShouldBeEmpty();
        later.ShouldBeEmpty();
        stored.Count.ShouldBeLessThan(all);
        await Invariants.Hold(back);
    }
}
