using System.CommandLine;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Activity;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;

namespace Shouwen.CommandLine;

/// <summary>Puts a backup into a new installation of either engine, after comparing every byte with its list.</summary>
internal static class RestoreCommand
{
    public static Command Make()
    {
        var file = new Argument<FileInfo>("file") { Description = "The backup." };
        var command = new Command("restore", "Restore a backup into a new, empty installation.") { file };
        command.SetAction((parsed, ct) => Work.Do(() => Restore(Workshop.Here(), parsed.GetValue(file)!, Console.Out, ct)));
        return command;
    }

    internal static async Task<int> Restore(Installation installation, FileInfo file, TextWriter output, CancellationToken ct)
    {
        if (!file.Exists) throw new Refusal("backup.none", "There is no file {0}.", file.Name);
        await MustBeNew(installation, ct);
        var folder = Directory.CreateDirectory(Path.Combine(installation.Storage, "restoring"));
        try
        {
            var made = await BackupFile.Unpack(file.FullName, folder.FullName, ct);
            await Place(installation, folder.FullName, output, ct);
            var verdict = await Verify(installation, ct);
            foreach (var fault in verdict.Faults) await output.WriteLineAsync(fault);
            await output.WriteLineAsync($"Restored as of {made:yyyy-MM-dd HH:mm:ss} UTC; {verdict.Entries} audit entries, {(verdict.Faults.Count == 0 ? "unbroken" : "BROKEN")}.");
            return verdict.Faults.Count == 0 ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MustBeNew(Installation installation, CancellationToken ct)
    {
        await using var shop = await Workshop.Open(installation, ct);
        await using var db = shop.Services.GetRequiredService<IReadContexts>().Rent(Reach.Everything);
        if (await db.Units.AnyAsync(ct)) throw new Refusal("restore.not-new", "This installation is in use; a backup is restored into a new one.");
    }

    /// <summary>The attachments first, so that no row is ever without its content; then the database.</summary>
    private static async Task Place(Installation installation, string folder, TextWriter output, CancellationToken ct)
    {
        var files = Path.Combine(folder, "attachments");
        if (Directory.Exists(files))
            foreach (var path in Directory.EnumerateFiles(files, "*", SearchOption.AllDirectories))
            {
                var target = Path.Combine(installation.Storage, Path.GetRelativePath(folder, path));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Move(path, target, overwrite: true);
            }
        var database = Path.Combine(folder, BackupFile.Database);
        if (installation.Engine == Engine.Postgres)
        {
            await using var from = await Workshop.Open(new Installation(Engine.Sqlite, $"Data Source={database}", installation.Storage), ct);
            await CopyCommand.Copy(from, installation, output, ct);
            return;
        }
        var own = new SqliteConnectionStringBuilder(installation.ConnectionString).DataSource;
        foreach (var end in new[] { "-wal", "-shm" }) File.Delete(own + end);
        File.Move(database, own, overwrite: true);
    }

    private static async Task<VerifyActivity.Verdict> Verify(Installation installation, CancellationToken ct)
    {
        await using var shop = await Workshop.Open(installation, ct);
        return await shop.Door.Ask(new VerifyActivity(), Actor.System, ct);
    }
}
