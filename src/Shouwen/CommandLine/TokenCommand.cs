using System.CommandLine;
using Shouwen.Kernel.Access;

namespace Shouwen.CommandLine;

/// <summary>Makes keys for programs; the key stands alone on the last line.</summary>
internal static class TokenCommand
{
    public static Command Make()
    {
        var user = new Option<string>("--user") { Description = "The sign-in name of the user in whose name the program acts.", Required = true };
        var name = new Option<string>("--label") { Description = "What the key is for.", DefaultValueFactory = _ => "command line" };
        var days = new Option<int?>("--days") { Description = "Days until it expires; never unless given." };
        var create = new Command("create", "Create a token and print it.") { user, name, days };
        create.SetAction((parsed, ct) => Work.Do(async () =>
        {
            await using var shop = await Workshop.Open(ct);
            var made = await shop.Door.Run(new CreateToken(parsed.GetValue(user)!, parsed.GetValue(name)!, parsed.GetValue(days)), Actor.System, null, ct);
            await Console.Out.WriteLineAsync(made.Token);
            return 0;
        }));
        return new Command("token", "Maintain tokens for programs.") { create };
    }
}
