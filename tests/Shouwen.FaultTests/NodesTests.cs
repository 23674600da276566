using Npgsql;
using Shouwen.FaultTests.Ground;
using Shouwen.Kernel.UseCases;

namespace Shouwen.FaultTests;

/// <summary>Four nodes on one database: one is killed, one stands still and wakes up. Every due duty is told of once, every number given once.</summary>
public sealed class NodesTests
{
    [Fact]
    [Requirement("PLAT-005")]
    [Requirement("PLAT-008")]
    public async Task One_is_killed_and_one_sleeps()
    {
        Sites.NeedsPostgres(Engine.Postgres);
        await using var site = await Sites.Prepare(Engine.Postgres);
        var servers = Enumerable.Range(0, Figures.IsLong ? 4 : 3).Select(_ => site.Server()).ToArray();
        foreach (var server in servers) await server.Start();
        var (duties, over, asleep) = (Figures.Times(1_500, 100_000), Figures.Times(8, 280), Figures.Times(4, 75));
        using var journal = new Journal(Path.Combine(site.Folder, "journal"));
        await using (var load = new Load(site, journal, Figures.IsLong ? 4 : 8, servers))
        {
            await load.Until(20, TimeSpan.FromSeconds(60));
            await Owe(site, duties, over, lead: Figures.IsLong ? 30 : 3);
            await Task.Delay(TimeSpan.FromSeconds(over / 4.0));
            await servers[^1].Kill();
            servers[0].Freeze();
            await Task.Delay(TimeSpan.FromSeconds(asleep));
            // In the long form the sleeper's slot has run out by now, and the new process takes it.
            await servers[^1].Start();
            servers[0].Thaw();
            await Settled(site, TimeSpan.FromSeconds(over + 120));
            await load.Until(Math.Max(journal.Acknowledged + 40, Figures.Times(0, 134_000)), TimeSpan.FromMinutes(30));
        }
        foreach (var server in servers) server.HasDied.ShouldBeFalse();
        var (fired, twice, late) = await Told(site);
        var after = await Invariants.Compare(site, servers[1], journal);
        Figures.Add($"{servers.Length} nodes, {duties:N0} duties due within {over} s, one killed, one frozen for {asleep} s", Engine.Postgres,
            $"{fired:N0} fired, {duties - fired} missed, {twice} fired twice; told late by p50 {Figures.Percentile(late, 0.5):0.0} s, p99 {Figures.Percentile(late, 0.99):0.0} s, at most {late.Max():0.0} s; meanwhile {after.Acknowledged:N0} writes acknowledged, three of four with a new number, {after.Lost.Count} lost, {after.Doubled.Count} doubled, {journal.Refused.Count} errors");
        (fired, twice).ShouldBe((duties, 0));
        after.ShouldBeWhole();
        string.Join('\n', journal.Refused.Distinct().Take(5)).ShouldBeEmpty();
        await Invariants.Hold(site);
        if (Figures.IsLong) Figures.Percentile(late, 0.99).ShouldBeLessThan(5);
    }

    /// <summary>Open duties of as many records, each due at its own moment of the coming seconds, the first when all of them are written.</summary>
    private static Task Owe(Site site, int duties, int over, int lead) => Invariants.Scalar(site, $"""
        WITH made AS (
        INSERT INTO kernel_obligation
        SELECT made.*
        FROM (SELECT * FROM kernel_obligation WHERE clause = 'complaint.answer' AND owner_id IS NOT NULL LIMIT 1) one, generate_series(1, {duties}) n,
          LATERAL jsonb_populate_record(NULL::kernel_obligation, to_jsonb(one) || jsonb_build_object('id', gen_random_uuid(), 'subject_kind', 'probe', 'subject_id', gen_random_uuid(), 'stage', 'WarnedTwice',
          'due_at', now() + make_interval(secs => {lead} + {over} * n / {duties}.0), 'next_at', now() + make_interval(secs => {lead} + {over} * n / {duties}.0))) made RETURNING 1)
        SELECT count(*) FROM made
        """);

    private static async Task Settled(Site site, TimeSpan patience)
    {
        for (var waited = TimeSpan.Zero; await Invariants.Scalar(site, "SELECT count(*) FROM kernel_obligation WHERE subject_kind = 'probe' AND stage = 'WarnedTwice'") > 0; waited += TimeSpan.FromSeconds(1))
        {
            (waited < patience).ShouldBeTrue("not all duties were fired");
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>How many duties told somebody, how many told the same person twice, and by how many seconds each was late.</summary>
    private static async Task<(int Fired, int Twice, List<double> Late)> Told(Site site)
    {
        await using var connection = new NpgsqlConnection(site.Installation.ConnectionString + ";Pooling=False");
        await connection.OpenAsync();
        await using var ask = new NpgsqlCommand("""
            SELECT extract(epoch FROM min(n.at) - o.due_at)::float8, count(*), count(DISTINCT n.user_id)
            FROM kernel_obligation o JOIN kernel_notice n ON n.subject_id = o.subject_id WHERE o.subject_kind = 'probe' GROUP BY o.id, o.due_at
            """, connection) { CommandTimeout = 120 };
        await using var reader = await ask.ExecuteReaderAsync();
        var (twice, late) = (0, new List<double>());
        while (await reader.ReadAsync())
        {
            late.Add(reader.GetDouble(0));
            if (reader.GetInt64(1) != reader.GetInt64(2)) twice++;
        }
        return (late.Count, twice, late);
    }
}
