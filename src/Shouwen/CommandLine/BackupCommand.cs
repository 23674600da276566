using System.CommandLine;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Attachments;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;

namespace Shouwen.CommandLine;

/// <summary>Writes everything into one file while the server runs: the database as of one moment, then the attachments it names.</summary>
internal static class BackupCommand
{
    public static Command Make()
    {
        var file = new Argument<FileInfo>("file") { Description = "The file to write, such as shouwen-2026-11-22.zip." };
        var command = new Command("backup", "Back up the database and the attachments into one file; the server may go on.") { file };
        command.SetAction((parsed, ct) => Work.Do(() => Backup(Workshop.Here(), parsed.GetValue(file)!, Console.Out, ct)));
        return command;
    }

    internal static async Task<int> Backup(Installation installation, FileInfo file, TextWriter output, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(file.FullName + ".making");
        try
        {
            var database = Path.Combine(folder.FullName, BackupFile.Database);
            await using var here = await Workshop.Open(installation, ct);
            if (installation.Engine == Engine.Sqlite) await Snapshot(installation, database, ct);
            else await CopyCommand.Copy(here, new Installation(Engine.Sqlite, $"Data Source={database}", installation.Storage), output, ct);
            var attachments = await Attachments(database, ct);
            await BackupFile.Write(file.FullName, database, attachments, here.Services.GetRequiredService<FileStore>().Open, TimeProvider.System.GetUtcNow().UtcDateTime, output, ct);
            await output.WriteLineAsync($"{file.Name}: {new FileInfo(file.FullName).Length / 1024 / 1024:N0} MB, {attachments.Count} attachments.");
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>One read transaction: what others write meanwhile waits for nothing and does not show.</summary>
    private static async Task Snapshot(Installation installation, string database, CancellationToken ct)
    {
        await using var connection = new SqliteConnection(installation.Unpooled);
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $file";
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue("$file", database);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<IReadOnlyList<string>> Attachments(string database, CancellationToken ct)
    {
        await using var shop = await Workshop.Open(new Installation(Engine.Sqlite, $"Data Source={database}", ""), ct);
        await using var db = shop.Services.GetRequiredService<IReadContexts>().Rent(Reach.Everything);
        return await db.Set<Attachment>().Select(a => a.Sha).Distinct().OrderBy(s => s).ToListAsync(ct);
    }
}
