using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;
using Shouwen.Shell;

namespace Shouwen.Data.Demo;

/// <summary>A company to try the system with; exists only when asked for on a new database.</summary>
public static class DemoCompany
{
    public const string Password = "shouwen-demo";

    public static async Task LoadIfNew(Installation installation, IServiceProvider services, TextWriter output, CancellationToken ct)
    {
        await using (var db = services.GetRequiredService<IReadContexts>().Rent(Reach.Nothing))
            if (await db.Units.AnyAsync(ct)) return;
        var door = services.GetRequiredService<Door>();
        var root = await door.Run(new SetUp("示范公司", "Demo company", "400-000-0000", [.. StandardRoles.All], IsDemo: true), Actor.System, null, ct);
        await door.Run(new AddUser("admin", "系统管理员", Password, root.RootId, [new HeldRole("administrator", DataScope.All), new HeldRole("director", DataScope.All)]), Actor.System, null, ct);
    }

    public static Task Introduce(TextWriter output) => output.WriteLineAsync($"Demo: sign in as admin with the password {Password}");
}
