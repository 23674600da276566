using System.CommandLine;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Reporting;

namespace Shouwen.CommandLine;

/// <summary>Keeps the figures of ended months without waiting for the schedule, or gathers each once more from the raw rows and compares.</summary>
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
        var keep = new Command("keep", "Keep the figures of all months that have ended, as the schedule does by and by.");
        keep.SetAction((_, ct) => Work.Do(async () =>
        {
            await using var shop = await Workshop.Open(ct);
            return await Keep(shop, Console.Out, ct);
        }));
        return new Command("reports", "Reports.") { keep, verify };
    }

    internal static async Task<int> Keep(Workshop shop, TextWriter output, CancellationToken ct)
    {
        var kept = 0;
        while (await shop.Door.Ask(new GatherMonths(), Actor.System, ct) is { Count: > 0 } months)
        {
            var before = kept;
            foreach (var month in months)
                if (await shop.Door.Run(month, Actor.System, ct: ct)) kept++;
            // Others keep months at the same time; who only ever comes second is not needed.
            if (kept == before) break;
        }
        await output.WriteLineAsync($"{kept} months kept.");
        return 0;
    }

    internal static async Task<int> Verify(Workshop shop, TextWriter output, CancellationToken ct)
    {
        var verdict = await shop.Door.Ask(new VerifyMonths(), Actor.System, ct);
        foreach (var month in verdict.Different) await output.WriteLineAsync($"{month.Report} {month.Month:yyyy-MM}: the kept figures differ from the raw rows.");
        await output.WriteLineAsync($"{verdict.Months} kept months compared with the raw rows: {(verdict.Different.Count == 0 ? "equal" : $"{verdict.Different.Count} DIFFERENT")}");
        return verdict.Different.Count == 0 ? 0 : 1;
    }
}
