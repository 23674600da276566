using Npgsql;
using Shouwen.FaultTests.Ground;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;

namespace Shouwen.FaultTests;

/// <summary>An index is built while others write; the building is killed in the midst, and the next run drops what it left and builds it anew.</summary>
public sealed class ConcurrentIndexTests
{
    private const string Name = "IX_probe_case_subject";
    private static readonly Script probe = new("9001-probe.sql", $"-- outside a transaction\n\nCREATE INDEX CONCURRENTLY IF NOT EXISTS \"{Name}\" ON cases_case (subject, id);\n\nCREATE TABLE IF NOT EXISTS probe (id integer);\n");

    [Fact]
    public async Task Writers_go_on_while_an_index_is_built_and_its_building_is_killed()
    {
        Sites.NeedsPostgres(Engine.Postgres);
        await using var site = await Sites.Prepare(Engine.Postgres);
        await using var server = await site.Serve();
        var scripts = (IReadOnlyList<Script>)[.. Migrations.Of(typeof(ShouwenApp).Assembly, Engine.Postgres), probe];
        using var journal = new Journal(Path.Combine(site.Folder, "journal"));
        var (kills, meanwhile) = (Figures.Times(2, 10), 0);
        long broken, unavailable;
        await using (var load = new Load(site, journal, 8, server))
        {
            await load.Until(50, TimeSpan.FromSeconds(60));
            for (var kill = 0; kill < kills; kill++)
            {
                // Whoever began to write before the building holds it up, and it may hold up nobody.
                await using var slow = await Begun(site);
                var building = Migrations.Run(site.Installation, scripts, TimeProvider.System);
                await Until(site, $"SELECT count(*) FROM pg_index WHERE indexrelid = to_regclass('\"{Name}\"') AND NOT indisvalid", 1);
                var before = journal.Acknowledged;
                await load.Until(before + 60, TimeSpan.FromSeconds(60));
                building.IsCompleted.ShouldBeFalse("it should still wait for the slow one");
                meanwhile += journal.Acknowledged - before;
                await Invariants.Scalar(site, "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%INDEX CONCURRENTLY%'");
                await Should.ThrowAsync<NpgsqlException>(building);
                (await Invariants.Scalar(site, "SELECT count(*) FROM schema_versions WHERE name = '9001-probe.sql'")).ShouldBe(0);
            }
            var both = await Task.WhenAll(Migrations.Run(site.Installation, scripts, TimeProvider.System), Migrations.Run(site.Installation, scripts, TimeProvider.System));
            both.Sum(ran => ran.Count).ShouldBe(1, "of two nodes one runs it");
            (broken, unavailable) = (load.Broken, load.Unavailable);
        }
        (await Invariants.Scalar(site, $"SELECT count(*) FROM pg_index WHERE indexrelid = to_regclass('\"{Name}\"') AND indisvalid AND indisready")).ShouldBe(1);
        (await Migrations.Run(site.Installation, scripts, TimeProvider.System)).ShouldBeEmpty();
        var after = await Invariants.Compare(site, server, journal);
        Figures.Add($"An index built concurrently under 8 writers, its building killed {kills} times", Engine.Postgres, $"{meanwhile} writes acknowledged while it waited; {after.Acknowledged:N0} acknowledged in all, {after.Lost.Count} lost, {broken + unavailable + journal.Refused.Count} errors; built anew and valid, run once by one of two");
        after.ShouldBeWhole();
        (broken + unavailable + journal.Refused.Count).ShouldBe(0, string.Join('\n', journal.Refused.Take(3)));
    }

    /// <summary>A transaction that has written and does not end.</summary>
    private static async Task<NpgsqlConnection> Begun(Site site)
    {
        var connection = new NpgsqlConnection(site.Installation.ConnectionString + ";Pooling=False");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("BEGIN; LOCK TABLE cases_case IN ROW EXCLUSIVE MODE; SELECT txid_current()", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private static async Task Until(Site site, string count, long expected)
    {
        for (var i = 0; await Invariants.Scalar(site, count) != expected; i++)
        {
            (i < 300).ShouldBeTrue("it did not come to: " + count);
            await Task.Delay(50);
        }
    }
}
