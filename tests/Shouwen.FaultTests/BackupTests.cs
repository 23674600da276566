using System.Diagnostics;
using Shouwen.FaultTests.Ground;
using Shouwen.Kernel.UseCases;

namespace Shouwen.FaultTests;

/// <summary>A backup is made while others write; restored elsewhere it is all that had been acknowledged before, and whole. A damaged one is refused.</summary>
public sealed class BackupTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    [Requirement("PLAT-023")]
    public async Task A_backup_under_load_is_one_moment(Engine engine)
    {
        Sites.NeedsPostgres(engine);
        await using var site = await Sites.Prepare(engine);
        await using var server = await site.Serve();
        using var journal = new Journal(Path.Combine(site.Folder, "journal"));
        var file = Path.Combine(site.Folder, "backup.zip");
        Dictionary<string, string> before;
        HashSet<string> sent;
        TimeSpan took;
        await using (var load = new Load(site, journal, Figures.Times(2, 8), server))
        {
            await load.Until(Figures.Times(100, 5000), TimeSpan.FromMinutes(3));
            before = journal.Cases.Where(e => e.Verdict == Verdict.Acknowledged).ToDictionary(e => e.Key, e => e.Number!);
            var since = Stopwatch.GetTimestamp();
            await Done(site, "backup", file);
            took = Stopwatch.GetElapsedTime(since);
            sent = [.. journal.Cases.Select(e => e.Key)];
        }
        var meanwhile = journal.Acknowledged;

        await using var elsewhere = Sites.Empty(site.Token);
        await Damage(file, elsewhere);
        await Done(elsewhere, "restore", file);
        await using var restored = await elsewhere.Serve();
        using var http = elsewhere.Caller(restored, TimeSpan.FromMinutes(1));
        var stored = await Invariants.Stored(http);
        var lost = before.Where(b => !(stored.TryGetValue(b.Key, out var numbers) && numbers.Contains(b.Value))).ToList();
        Figures.Add("Backup under load, restored elsewhere", engine, $"{before.Count:N0} cases acknowledged before it began, {lost.Count} lost, {stored.Count:N0} restored of {meanwhile:N0} writes by its end; backup took {took.TotalSeconds:0.0} s; a backup with one byte changed, and one cut short, were refused");
        lost.ShouldBeEmpty();
        stored.Keys.Where(k => !sent.Contains(k)).ShouldBeEmpty();
        await Invariants.Hold(elsewhere);
    }

    /// <summary>One byte of the database changed, then half of the file missing: nothing is restored.</summary>
    private static async Task Damage(string file, Site elsewhere)
    {
        var whole = await File.ReadAllBytesAsync(file);
        var changed = whole.ToArray();
        changed[changed.Length / 2] ^= 0x40;
        foreach (var bad in new[] { changed, whole[..(whole.Length / 2)] })
        {
            await File.WriteAllBytesAsync(file + ".bad", bad);
            var (code, said) = await Server.Command(elsewhere.Installation, "restore", file + ".bad");
            code.ShouldNotBe(0, said);
            said.ShouldContain("damaged");
            (await Invariants.Scalar(elsewhere, "SELECT count(*) FROM kernel_unit")).ShouldBe(0);
        }
    }

    private static async Task Done(Site site, params string[] words)
    {
        var (code, said) = await Server.Command(site.Installation, words);
        code.ShouldBe(0, said);
    }
}
