using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Data.Bulk;
using Shouwen.Kernel.UseCases;

namespace Shouwen.CommandLine;

/// <summary>Takes a house from one database to another, such as from SQLite to PostgreSQL when it has grown.</summary>
internal static class CopyCommand
{
    public static Command Make()
    {
        var to = new Option<string>("--to") { Description = "The connection string of a new PostgreSQL database, or the path of a new SQLite file.", Required = true };
        var command = new Command("copy", "Copy everything into a new database, whatever its engine; stop the server first. Interrupted, it goes on where it stopped.") { to };
        command.SetAction((parsed, ct) => Work.Do(async () =>
        {
            await using var from = await Workshop.Open(Workshop.Here(), ct);
            await Copy(from, Target(parsed.GetValue(to)!), Console.Out, ct);
            return 0;
        }));
        return command;
    }

    /// <summary>Copies and compares; the files of attachments stay where they are.</summary>
    public static async Task Copy(Workshop from, Installation target, TextWriter output, CancellationToken ct)
    {
        await using var to = await Workshop.Open(target, ct);
        var contexts = to.Services.GetRequiredService<IReadContexts>();
        await MustBeNew(contexts, target, ct);
        await using var source = await from.Snapshot(ct);
        var sums = await new DatabaseCopy(source, contexts, target, output).Run(ct);
        await output.WriteLineAsync($"{sums.Sum(s => s.Rows):N0} rows in {sums.Count(s => s.Rows > 0)} tables, equal on both sides.");
    }

    private static async Task MustBeNew(IReadContexts contexts, Installation target, CancellationToken ct)
    {
        await using var db = contexts.Rent(Reach.Everything);
        if (await db.Units.AnyAsync(ct) && !await IsUnderWay(db, target, ct)) throw new Refusal("copy.not-new", "The target database is in use; copying needs a new one.");
    }

    private static async Task<bool> IsUnderWay(KernelDb db, Installation target, CancellationToken ct) => target.Engine == Engine.Sqlite
        ? await db.Database.SqlQueryRaw<int>("SELECT count(*) AS Value FROM sqlite_master WHERE name = 'copy_progress'").SingleAsync(ct) > 0
        : await db.Database.SqlQueryRaw<int>("SELECT count(*)::int AS \"Value\" FROM pg_tables WHERE tablename = 'copy_progress' AND schemaname = current_schema()").SingleAsync(ct) > 0;

    private static Installation Target(string to) => to.Contains('=')
        ? new Installation(Engine.Postgres, to, Workshop.Here().Storage)
        : new Installation(Engine.Sqlite, $"Data Source={to}", Workshop.Here().Storage);
}
