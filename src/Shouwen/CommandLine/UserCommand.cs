using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;
using Shouwen.Shell;

namespace Shouwen.CommandLine;

/// <summary>Adds people from the command line; in a new installation the first one becomes its administrator.</summary>
internal static class UserCommand
{
    public static Command Make()
    {
        var login = new Option<string>("--name") { Description = "The sign-in name.", Required = true };
        var full = new Option<string?>("--full-name") { Description = "The person's name." };
        var password = new Option<string?>("--password") { Description = "The password; asked for on standard input when left out." };
        var role = new Option<string>("--role") { Description = "The code of the role.", DefaultValueFactory = _ => "administrator" };
        var scope = new Option<DataScope>("--scope") { Description = "own, team, unit, territory or all.", DefaultValueFactory = _ => DataScope.All };
        var company = new Option<string>("--company") { Description = "The company's name, for a new installation.", DefaultValueFactory = _ => "Company" };
        var add = new Command("add", "Add a user.") { login, full, password, role, scope, company };
        add.SetAction((parsed, ct) => Work.Do(async () =>
        {
            var secret = parsed.GetValue(password) ?? await Ask();
            await using var shop = await Workshop.Open(ct);
            var (name, fullName) = (parsed.GetValue(login)!, parsed.GetValue(full) ?? parsed.GetValue(login)!);
            await using var db = shop.Services.GetRequiredService<IReadContexts>().Rent(Reach.Nothing);
            var root = await db.Units.OrderBy(u => u.No).Select(u => (Guid?)u.Id).FirstOrDefaultAsync(ct);
            if (root is null) await FirstAdministrator.Create(shop.Door, parsed.GetValue(company)!, name, fullName, secret, ct);
            else await shop.Door.Run(new AddUser(name, fullName, secret, root.Value, [new HeldRole(parsed.GetValue(role)!, parsed.GetValue(scope))]), Actor.System, null, ct);
            await Console.Out.WriteLineAsync($"Added {name}");
            return 0;
        }));
        return new Command("user", "Maintain users.") { add };
    }

    private static async Task<string> Ask()
    {
        await Console.Error.WriteAsync("Password: ");
        return await Console.In.ReadLineAsync() ?? "";
    }
}
