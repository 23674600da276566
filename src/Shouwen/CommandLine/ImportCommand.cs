using System.CommandLine;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Exchange;
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
        var duplicates = new Option<Duplicate>("--duplicates") { Description = "What becomes of rows that are there already: ask (list them), skip, update, or add." };
        var decisions = new Option<FileInfo?>("--decisions") { Description = "A CSV file of the duplicates: written by the run, filled in by you, read by the next run." };
        var cases = new Command("cases", "Import cases.") { file, map, dry, user, duplicates, decisions };
        cases.SetAction((parsed, ct) => Work.Do(() => Cases(new Wanted(parsed.GetValue(file)!, parsed.GetValue(map)!, parsed.GetValue(dry), parsed.GetValue(user), parsed.GetValue(duplicates), parsed.GetValue(decisions)), ct)));
        return new Command("import", "Import records.") { cases };
    }

    private sealed record Wanted(FileInfo File, FileInfo Map, bool Dry, string? User, Duplicate Duplicates, FileInfo? Decisions);

    private static async Task<int> Cases(Wanted wanted, CancellationToken ct)
    {
        var map = CaseMap.Read(await File.ReadAllTextAsync(wanted.Map.FullName, ct));
        var decided = wanted.Decisions is { Exists: true } given ? ReadDecisions(given) : new DecisionFile();
        using var reader = wanted.File.OpenText();
        await using var shop = await Workshop.Open(ct);
        var actor = wanted.User is null ? await shop.FirstWith(ExchangePermissions.Import, ct) : await shop.Actor(wanted.User, ct);
        var counts = new int[Enum.GetValues<TakenAs>().Length];
        await foreach (var row in new CaseImport(shop.Door).Run(CaseFile.Read(reader, map), actor, r => Choice(wanted, decided, r.Line, r.Key), wanted.Dry))
        {
            counts[(int)row.What]++;
            if (row.What == TakenAs.Refused) await Console.Out.WriteLineAsync($"line {row.Line}, {row.Key}: {row.Said}");
            if (row.What is TakenAs.Undecided or TakenAs.Skipped or TakenAs.Updated) decided.Note(row.Line, row.Key, row.Said, Choice(wanted, decided, row.Line, row.Key));
            if (row.What == TakenAs.Undecided) await Console.Out.WriteLineAsync($"line {row.Line}, {row.Key}: stands already as {row.Said}; to decide: skip, update or add");
            if (counts.Sum() % 200 == 0) await Console.Error.WriteLineAsync($"… {counts.Sum()}");
        }
        if (!wanted.Dry) await shop.Services.GetRequiredService<Worker>().Settle(ct);
        if (wanted.Decisions is { } path) await File.WriteAllBytesAsync(path.FullName, decided.Write(), ct);
        await Console.Out.WriteLineAsync(Summary(counts, wanted.Dry));
        return 0;
    }

    private static Duplicate Choice(Wanted wanted, DecisionFile decided, int line, string key) =>
        decided.Of(line, key) is not Duplicate.Ask and var choice ? choice : wanted.Duplicates;

    private static DecisionFile ReadDecisions(FileInfo file)
    {
        using var text = file.OpenText();
        return DecisionFile.Read(text);
    }

    private static string Summary(int[] counts, bool dry)
    {
        var (would, sum) = (dry ? "would be " : "", counts.Sum());
        var duplicates = new[] { (TakenAs.Updated, would + "updated"), (TakenAs.Skipped, "skipped"), (TakenAs.Undecided, "duplicates to decide") }.Where(d => counts[(int)d.Item1] > 0).Select(d => $", {counts[(int)d.Item1]} {d.Item2}");
        return $"{sum} rows: {counts[(int)TakenAs.Imported]} {would}imported, {counts[(int)TakenAs.Known]} already known, {counts[(int)TakenAs.Refused]} refused{string.Concat(duplicates)}.{(dry ? " Nothing was changed." : "")}";
    }
}
