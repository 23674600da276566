using System.CommandLine;
using Shouwen.Data.Seed;

namespace Shouwen.CommandLine;

/// <summary>Makes a company with very many cases in a new database, for measuring.</summary>
internal static class SeedCommand
{
    public static Command Make()
    {
        var cases = new Option<int>("--cases") { Description = "How many cases.", DefaultValueFactory = _ => 100_000 };
        var customers = new Option<int?>("--customers") { Description = "How many customers; one for twenty cases unless given." };
        var command = new Command("seed", "Fill a new database with a fictitious company of any size, for measuring.") { cases, customers };
        command.SetAction((parsed, ct) => Work.Do(async () =>
        {
            await using var shop = await Workshop.Open(ct);
            var count = Math.Max(1_000, parsed.GetValue(cases));
            await new SeedCompany(shop.Services.GetRequiredService<Kernel.Data.Installation>(), shop.Services, Console.Out).Make(count, parsed.GetValue(customers) ?? Math.Max(200, count / 20), ct);
            return 0;
        }));
        return command;
    }
}
