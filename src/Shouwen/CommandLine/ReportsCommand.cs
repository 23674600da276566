using System.CommandLine;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Reporting;

namespace Shouwen.CommandLine;

/// <summary>Gathers each kept month of each report once more from the raw rows and compares.</summary>
internal static class ReportsCommand
{
    public static Command Make()
    {
        var verify = new Command("verify", "Check that the kept figures of reports equal the raw rows.");
        verify.SetAction((_, ct) => Work.Do(async () =>
        {
            await using var shop = await Workshop.Open(ct);
            return await Verify(shop, Console.Out, ct);
        }));
        return new Command("reports", "Reports.") { verify };
    }

    internal static async Task<int> Verify(Workshop shop, TextWriter output, CancellationToken ct)
    {
        var verdict = await shop.Door.Ask(new VerifyMonths(), Actor.System, ct);
        foreach (var month in verdict.Different) await output.WriteLineAsync($"{month.Report} {month.Month:yyyy-MM}: the kept figures differ from the raw rows.");
        await output.WriteLineAsync($"{verdict.Months} kept months compared with the raw rows: {(verdict.Different.Count == 0 ? "equal" : $"{verdict.Different.Count} DIFFERENT")}");
        return verdict.Different.Count == 0 ? 0 : 1;
    }
}
