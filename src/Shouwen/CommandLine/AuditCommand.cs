using System.CommandLine;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Activity;

namespace Shouwen.CommandLine;

/// <summary>Checks the activity chain link by link and against its daily seals.</summary>
internal static class AuditCommand
{
    public static Command Make()
    {
        var verify = new Command("verify", "Check that the audit trail has not been altered.");
        verify.SetAction((_, ct) => Work.Do(async () =>
        {
            await using var shop = await Workshop.Open(ct);
            var verdict = await shop.Door.Ask(new VerifyActivity(), Actor.System, ct);
            foreach (var fault in verdict.Faults) await Console.Out.WriteLineAsync(fault);
            await Console.Out.WriteLineAsync($"{verdict.Entries} entries in {verdict.Lanes} lanes, {verdict.Seals} seals: {(verdict.Faults.Count == 0 ? "unbroken" : "BROKEN")}");
            return verdict.Faults.Count == 0 ? 0 : 1;
        }));
        return new Command("audit", "The audit trail.") { verify };
    }
}
