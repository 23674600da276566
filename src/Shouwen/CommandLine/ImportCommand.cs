using System.CommandLine;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Jobs;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Import;

namespace Shouwen.CommandLine;

/// <summary>Takes records over from other systems; a dry run says row by row what would be refused.</summary>
internal static class ImportCommand
{
    public static Command Make()
    {
        var file = new Argument<FileInfo>("file") { Description = "The CSV file." };
        var map = new Option<FileInfo>("--map") { Description = "The mapping as JSON; see docs/operations/import.md.", Required = true };
        var dry = new Option<bool>("--dry-run") { Description = "Only say what would happen." };
        var user = new Option<string?>("--user") { Description = "The sign-in name in whose name the cases are registered; the first administrator unless given." };
        var cases = new Command("cases", "Import cases.") { file, map, dry, user };
        cases.SetAction((parsed, ct) => Work.Do(() => Cases(parsed.GetValue(file)!, parsed.GetValue(map)!, parsed.GetValue(dry), parsed.GetValue(user), ct)));
        return new Command("import", "Import records.") { cases };
    }

    private static async Task<int> Cases(FileInfo file, FileInfo mapFile, bool dry, string? user, CancellationToken ct)
    {
        var map = CaseMap.Read(await File.ReadAllTextAsync(mapFile.FullName, ct));
        using var reader = file.OpenText();
        await using var shop = await Workshop.Open(ct);
        var actor = user is null ? await shop.FirstWith(Kernel.Exchange.ExchangePermissions.Import, ct) : await shop.Actor(user, ct);
        var (made, known, refused, line) = (0, 0, 0, 0);
        foreach (var row in CaseFile.Read(reader, map))
        {
            line++;
            if (row.Case is null) refused += await Refuse(row, string.Join("; ", row.Faults));
            else if (await Door.Errors(shop.Services, row.Case, ct) is { Count: > 0 } faults) refused += await Refuse(row, string.Join("; ", faults.Select(f => $"{f.Key}: {f.Value}")));
            else
            {
                try
                {
                    var result = await shop.Door.Run(row.Case, actor, new RunOptions(IsRehearsal: dry), ct);
                    if (result.IsNew) made++; else known++;
                }
                catch (Refusal refusal)
                {
                    refused += await Refuse(row, refusal is InvalidInput invalid ? string.Join("; ", invalid.Errors.Select(e => $"{e.Key}: {e.Value}")) : refusal.Sentence);
                }
            }
            if (line % 200 == 0) await Console.Error.WriteLineAsync($"… {line}");
        }
        if (!dry) await shop.Services.GetRequiredService<Worker>().Settle(ct);
        await Console.Out.WriteLineAsync(dry
            ? $"{line} rows: {made} would be imported, {known} already known, {refused} refused. Nothing was changed."
            : $"{line} rows: {made} imported, {known} already known, {refused} refused.");
        return 0;
    }

    private static async Task<int> Refuse(CaseRow row, string why)
    {
        await Console.Out.WriteLineAsync($"line {row.Line}, {row.Key}: {why}");
        return 1;
    }
}
