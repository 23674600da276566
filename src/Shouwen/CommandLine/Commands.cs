using System.CommandLine;

namespace Shouwen.CommandLine;

/// <summary>What the executable can do: serve, migrate, and the administrator's jobs.</summary>
public static class Commands
{
    public static RootCommand Root() => new("Shouwen: customer service whose rules are executable.")
    {
        ServeCommand.Make(),
        MigrateCommand.Make(),
        UserCommand.Make(),
        TokenCommand.Make(),
        ImportCommand.Make(),
        ExportCommand.Make(),
        AuditCommand.Make(),
        ReportsCommand.Make(),
        BackupCommand.Make(),
        RestoreCommand.Make(),
        CopyCommand.Make(),
        SeedCommand.Make(),
    };
}
