using System.CommandLine;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Exchange;
using Shouwen.Modules.Cases.Lists;

namespace Shouwen.CommandLine;

/// <summary>Writes records out as CSV.</summary>
internal static class ExportCommand
{
    private const int Batch = 200;

    public static Command Make()
    {
        var file = new Argument<FileInfo>("file") { Description = "The CSV file to write." };
        var user = new Option<string?>("--user") { Description = "Whose reach decides which rows are written; all unless given." };
        var cases = new Command("cases", "Export the register of cases.") { file, user };
        cases.SetAction((parsed, ct) => Work.Do(() => Cases(parsed.GetValue(file)!, parsed.GetValue(user), ct)));
        return new Command("export", "Export records.") { cases };
    }

    private static async Task<int> Cases(FileInfo file, string? user, CancellationToken ct)
    {
        await using var shop = await Workshop.Open(ct);
        var actor = await shop.Actor(user, ct);
        await using var output = file.Create();
        await output.WriteAsync(Csv.Mark, ct);
        await output.WriteAsync(Csv.Line("number", "type", "state", "severity", "emotion", "subject", "customer", "firstOwner", "handler", "unit", "receivedAt"), ct);
        var (after, rows) = ((string?)null, 0);
        do
        {
            var page = await shop.Door.Ask(new CaseList(After: after, Limit: Batch, Sort: CaseList.OldestFirst), actor, ct);
            foreach (var c in page.Items)
                await output.WriteAsync(Csv.Line(c.Number, c.Type.ToString(), c.State.ToString(), c.Severity.ToString(), c.Emotion.ToString(), c.Subject, c.CustomerName, c.FirstOwnerName, c.HandlerName, c.UnitName, c.ReceivedAt.ToString("O")), ct);
            (after, rows) = (page.Next, rows + page.Items.Count);
        }
        while (after is not null);
        await shop.Door.Run(new Modules.Reports.ExportReport("cases", file.Name, rows), actor, null, ct);
        await Console.Out.WriteLineAsync($"{rows} cases written to {file.Name}");
        return 0;
    }
}
