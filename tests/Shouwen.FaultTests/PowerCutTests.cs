using Microsoft.Data.Sqlite;
using Shouwen.FaultTests.Ground;
using Shouwen.FaultTests.Power;

namespace Shouwen.FaultTests;

/// <summary>
/// The power goes at hundreds of moments of one run: only what was synced stands on the disk, and pieces of the rest. What was
/// acknowledged is there. The same book, read as if a commit did not sync its log, must lose: else this would prove nothing.
/// </summary>
public sealed class PowerCutTests
{
    [Fact]
    public async Task Whatever_was_acknowledged_survives_a_power_cut()
    {
        if (!File.Exists("/usr/bin/gcc")) Assert.Skip("The witness needs gcc.");
        await using var site = await Sites.OnSqlite();
        var (file, book, witness) = (Path.Combine(site.Folder, "shouwen.db"), Path.Combine(site.Folder, "book"), Path.Combine(site.Folder, "witness.so"));
        await Programs.Run("gcc", "-O2", "-shared", "-fPIC", "-o", witness, Path.Combine(Figures.Root(), "tests/Shouwen.FaultTests/Power/witness.c"), "-ldl", "-lpthread");
        var before = await File.ReadAllBytesAsync(file);
        using var journal = new Journal(Path.Combine(site.Folder, "journal")) { Position = () => new FileInfo(book).Length };
        await using (var server = await site.Serve(new Dictionary<string, string> { ["LD_PRELOAD"] = witness, ["WITNESS_DATABASE"] = file, ["WITNESS_LOG"] = book }))
        await using (var load = new Load(site, journal, 6, server))
            await load.Until(Figures.Times(250, 3000), TimeSpan.FromMinutes(3));

        var acts = Disk.Read(book).ToList();
        acts.Count(a => a is { Kind: 's', File: 2 }).ShouldBeGreaterThan(10, "the witness saw no sync");
        var points = Figures.Times(60, 500);
        var (lost, _) = await Cut(site, before, acts, journal, points);
        var (lostInControl, without) = await Cut(site, before, WithoutSyncOfCommits(acts), journal, Math.Min(points, 100));
        Figures.Add($"Power cut at {points} moments, {acts.Count:N0} writes and syncs", "Sqlite",
            $"{journal.Acknowledged:N0} acknowledged, {lost.Count} lost, 0 damaged files; control without the sync at commit: {lostInControl.Count:N0} lost at {without} of {Math.Min(points, 100)} moments");
        string.Join('\n', lost.Take(10)).ShouldBeEmpty();
        lostInControl.Count.ShouldBeGreaterThan(0, "the control lost nothing: the test proves nothing");
    }

    /// <summary>
    /// What <c>synchronous=NORMAL</c> does: the log is synced only before its pages go into the database, and when it begins anew,
    /// so that its earlier pages are not taken for new ones.
    /// </summary>
    private static List<Act> WithoutSyncOfCommits(List<Act> acts) =>
        [.. acts.Where((act, i) => act is not { Kind: 's', File: 2 } || i + 1 < acts.Count && acts[i + 1].File == 1 || i > 0 && acts[i - 1] is { Kind: 'w', File: 2, Offset: 0 })];

    private static async Task<(List<string> Lost, int Moments)> Cut(Site site, byte[] before, List<Act> acts, Journal journal, int points)
    {
        var (dice, disk, lost, moments) = (new Random(500), new Disk(before), new List<string>(), 0);
        var cuts = Enumerable.Range(0, points).Select(_ => dice.Next(acts.Count / 20, acts.Count)).ToHashSet();
        var acknowledged = journal.Cases.Where(e => e.Verdict == Verdict.Acknowledged).OrderBy(e => e.Position).ToList();
        for (var i = 0; i < acts.Count; i++)
        {
            disk.Do(acts[i]);
            if (!cuts.Contains(i)) continue;
            var found = await Found(site, disk.Cut(dice));
            var missing = acknowledged.TakeWhile(e => e.Position <= acts[i].End).Where(e => found.GetValueOrDefault(e.Key) != e.Number).Select(e => $"{e.Key} at {i}").ToList();
            if (missing.Count > 0) moments++;
            lost.AddRange(missing);
        }
        return (lost, moments);
    }

    /// <summary>Opens the files as a restart does: nothing is damaged, nothing done by halves; the cases by their key.</summary>
    private static async Task<Dictionary<string, string>> Found(Site site, (byte[] Database, byte[] Log) files)
    {
        var path = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : site.Folder, $"shouwen-cut-{Environment.ProcessId}.db");
        try
        {
            await File.WriteAllBytesAsync(path, files.Database);
            await File.WriteAllBytesAsync(path + "-wal", files.Log);
            await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
            await connection.OpenAsync();
            ((string?)await Scalar("PRAGMA quick_check")).ShouldBe("ok");
            foreach (var (what, sql) in Invariants.Rules) (await Scalar(sql)).ShouldBe(0L, what);
            var found = new Dictionary<string, string>();
            await using var ask = connection.CreateCommand();
            ask.CommandText = "SELECT subject, number FROM cases_case";
            await using var reader = await ask.ExecuteReaderAsync();
            while (await reader.ReadAsync()) found[reader.GetString(0).Split(' ')[^1]] = reader.GetString(1);
            return found;

            async Task<object?> Scalar(string sql)
            {
                await using var command = connection.CreateCommand();
                command.CommandText = sql;
                return await command.ExecuteScalarAsync();
            }
        }
        finally
        {
            foreach (var end in new[] { "", "-wal", "-shm" }) File.Delete(path + end);
        }
    }
}
