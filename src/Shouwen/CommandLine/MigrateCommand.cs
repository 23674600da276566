using System.CommandLine;
using Shouwen.Kernel.Data;

namespace Shouwen.CommandLine;

/// <summary>Brings the database to the present schema.</summary>
internal static class MigrateCommand
{
    public static Command Make()
    {
        var command = new Command("migrate", "Create or upgrade the database.");
        command.SetAction((_, ct) => Work.Do(async () =>
        {
            var ran = await Run(Workshop.Here(), TimeProvider.System, ct);
            await Console.Out.WriteLineAsync(ran.Count == 0 ? "The database is up to date." : "Ran " + string.Join(", ", ran));
            return 0;
        }));
        return command;
    }

    public static Task<IReadOnlyList<string>> Run(Installation installation, TimeProvider time, CancellationToken ct) =>
        Migrations.Run(installation, Migrations.Of(typeof(MigrateCommand).Assembly, installation.Engine), time, ct);
}
