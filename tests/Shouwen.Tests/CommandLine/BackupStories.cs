using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Activity;
using Shouwen.Kernel.Attachments;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Data.Bulk;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using Shouwen.Shell;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.CommandLine;

/// <summary>Backing up, restoring and changing the engine with the executable: nothing is lost and nothing is changed.</summary>
public sealed class BackupStories : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("shouwen-backup-").FullName;

    [Theory, OnBothEngines, Requirement("PLAT-023")]
    public async Task A_backup_is_restored_into_a_new_installation_of_either_engine(Engine engine)
    {
        await using var house = await House.Open(engine);
        var made = await house.LedTo((await house.As("lin").Opens(CaseType.Complaint)).Number, CaseState.Answered);
        var content = "what the customer sent"u8.ToArray();
        var id = await Attach(house, made, content);
        var file = Path.Combine(folder, "backup.zip");
        (await Executable.Run(house.Installation, "backup", file)).Code.ShouldBe(0);

        foreach (var other in TestDatabases.HasPostgres ? new[] { Engine.Sqlite, Engine.Postgres } : [Engine.Sqlite])
        {
            await using var target = await TestDatabases.TakeEmpty(other);
            var (code, output) = await Executable.Run(target.Installation, "restore", file);
            code.ShouldBe(0, output);
            output.ShouldContain("unbroken");
            await using var restored = await House.At(target, "2026-03-02 12:00");
            (await Told(restored)).ShouldBe(await Told(house));
            var found = await restored.As("lin").Ask(new ReadAttachment(id));
            await using var stream = restored.Services.GetRequiredService<FileStore>().Open(found.Sha)!;
            using var read = new MemoryStream();
            await stream.CopyToAsync(read);
            read.ToArray().ShouldBe(content);
            (await restored.As("lin").Ask(new Find(made))).Items.ShouldContain(hit => hit.Label == made, "search was made anew");
            (await restored.As("lin").Opens(CaseType.Complaint)).Number.ShouldNotBe(made, "numbers go on");
            (await Executable.Run(target.Installation, "restore", file)).Output.ShouldContain("in use");
        }
    }

    [Theory, OnBothEngines, Requirement("PLAT-023")]
    public async Task A_damaged_backup_is_refused_and_nothing_is_restored(Engine engine)
    {
        await using var house = await House.Open(engine);
        var made = await house.As("lin").Opens(CaseType.Complaint);
        await Attach(house, made.Number, new byte[5000]);
        var file = Path.Combine(folder, "backup.zip");
        await Executable.Run(house.Installation, "backup", file);
        var whole = await File.ReadAllBytesAsync(file);
        await using var target = await TestDatabases.TakeEmpty(engine);
        // The tenth byte is a time that unpacking does not look at.
        foreach (var damage in new Action<byte[]>[] { bytes => bytes[10] ^= 1, bytes => bytes[bytes.Length / 3] ^= 1, bytes => bytes[^3000] ^= 1, bytes => Array.Clear(bytes, bytes.Length - 40, 40) })
        {
            var bytes = whole.ToArray();
            damage(bytes);
            await File.WriteAllBytesAsync(file, bytes);
            var (code, output) = await Executable.Run(target.Installation, "restore", file);
            code.ShouldBe(1, output);
            output.ShouldContain("damaged");
        }
        await using var empty = await House.At(target, "2026-03-02 12:00");
        await using var db = empty.Db();
        (await db.Units.AnyAsync()).ShouldBeFalse();
    }

    [Theory, OnBothEngines, Requirement("PLAT-023")]
    public async Task A_backup_of_a_newer_form_is_refused_with_both_numbers_and_what_to_do(Engine engine)
    {
        await using var house = await House.Open(engine);
        var file = Path.Combine(folder, "newer.zip");
        await Executable.Run(house.Installation, "backup", file);
        // Of form 3, with a list that this program would not understand.
        using (var archive = System.IO.Compression.ZipFile.Open(file, System.IO.Compression.ZipArchiveMode.Update))
        {
            archive.GetEntry("manifest.json")!.Delete();
            await using var list = new StreamWriter(archive.CreateEntry("manifest.json").Open());
            await list.WriteAsync("""{"Form":3,"MadeAt":1800000000,"Parts":["shouwen-1.db","shouwen-2.db"]}""");
        }
        await using var target = await TestDatabases.TakeEmpty(engine);
        (await Executable.Run(target.Installation, "restore", file)).ShouldSatisfyAllConditions(
            r => r.Code.ShouldBe(1), r => r.Output.ShouldContain("The backup has form 3; this program reads forms up to 2. Restore it with a newer version of the program."));
        await using var empty = await House.At(target, "2026-03-02 12:00");
        await using var db = empty.Db();
        (await db.Units.AnyAsync()).ShouldBeFalse();
    }

    [Theory, OnBothEngines, Requirement("PLAT-023")]
    public async Task A_backup_made_while_people_work_holds_all_that_was_acknowledged_before_it(Engine engine)
    {
        await using var house = await House.Open(engine);
        var before = new List<string>();
        for (var i = 0; i < 5; i++) before.Add((await house.As("lin").Opens(CaseType.Consultation)).Number);
        using var stop = new CancellationTokenSource();
        var working = Task.Run(async () => { while (!stop.IsCancellationRequested) await house.As("lin").Opens(CaseType.Consultation); });
        var file = Path.Combine(folder, "busy.zip");
        (await Executable.Run(house.Installation, "backup", file)).Code.ShouldBe(0);
        await stop.CancelAsync();
        await working;
        await using var target = await TestDatabases.TakeEmpty(Engine.Sqlite);
        (await Executable.Run(target.Installation, "restore", file)).Output.ShouldContain("unbroken");
        await using var restored = await House.At(target, "2026-03-02 12:00");
        await using var db = restored.Db();
        var there = await db.Cases.Select(c => new { c.Id, c.Number }).ToListAsync();
        before.Except(there.Select(c => c.Number)).ShouldBeEmpty();
        foreach (var matter in there) (await db.Transitions.AnyAsync(t => t.SubjectId == matter.Id)).ShouldBeTrue("no case without its history");
    }

    [Theory, OnBothEngines, Requirement("PLAT-023")]
    public async Task An_interrupted_copy_goes_on_and_both_sides_are_equal(Engine engine)
    {
        await using var house = await House.Open(engine);
        for (var i = 0; i < 3; i++) await house.As("lin").Opens(CaseType.Complaint);
        await using var target = await TestDatabases.TakeEmpty(engine == Engine.Sqlite && TestDatabases.HasPostgres ? Engine.Postgres : Engine.Sqlite);
        await Migrations.Run(target.Installation, Migrations.Of(typeof(ShouwenApp).Assembly, target.Installation.Engine), TimeProvider.System);
        await using var other = await House.At(target, "2026-03-02 12:00");
        var to = other.Services.GetRequiredService<IReadContexts>();
        await using (var from = house.Db())
            await Should.ThrowAsync<IOException>(() => new DatabaseCopy(from, to, target.Installation, new BrokenLine(4)).Run(default));
        await using (var from = house.Db())
            await new DatabaseCopy(from, to, target.Installation, TextWriter.Null).Run(default);
        (await Told(other)).ShouldBe(await Told(house));
        (await other.Itself.Ask(new VerifyActivity())).Faults.ShouldBeEmpty();
        (await other.As("lin").Ask(new Find("投诉"))).Items.Count.ShouldBe((await house.As("lin").Ask(new Find("投诉"))).Items.Count);
    }

    private static async Task<Guid> Attach(House house, string number, byte[] content)
    {
        var stored = await house.Services.GetRequiredService<FileStore>().Put(new MemoryStream(content), default);
        await using var db = house.Db();
        var id = await db.Cases.Where(c => c.Number == number).Select(c => c.Id).SingleAsync();
        return (await house.As("lin").Run(new AttachFile("case", id, "sent.txt", stored.Sha, stored.Size, content[0] == 0 ? "41" : Convert.ToHexString(stored.Head)))).Id;
    }

    /// <summary>Everything that was done, in words: enough to tell two houses apart.</summary>
    private static async Task<string> Told(House house)
    {
        await using var db = house.Db();
        var cases = (await db.Cases.OrderBy(c => c.Number).ToListAsync()).Select(c => $"{c.Number} {c.State} {c.CustomerName} {c.ReceivedAt:O}");
        var history = (await db.Transitions.OrderBy(t => t.Id).ToListAsync()).Select(t => $"{t.Id} {t.Action} {t.At:O}");
        var duties = (await db.Unscoped<Shouwen.Kernel.Obligations.Obligation>().OrderBy(o => o.Id).ToListAsync()).Select(o => $"{o.Clause} {o.DueAt:O} {o.State}");
        return string.Join('\n', [.. cases, .. history, .. duties]);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>A console that breaks after some lines, as a lost connection does.</summary>
    private sealed class BrokenLine(int after) : StringWriter
    {
        private int lines;

        public override Task WriteLineAsync(string? value) => ++lines > after ? throw new IOException("The line broke.") : Task.CompletedTask;
    }
}
