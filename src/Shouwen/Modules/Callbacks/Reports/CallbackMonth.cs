using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Reporting;
using Shouwen.Modules.Callbacks.Contracts;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Modules.Reports.Contracts;

namespace Shouwen.Modules.Callbacks.Reports;

/// <summary>Callbacks by rule, caller or unit: coverage = done / due, reach = reached / attempted, satisfied share (RPT-020).</summary>
public sealed class CallbackMonth : Report
{
    public override string Name => "callbacks";
    public override string Title => "Callback report";
    public override string Requirement => "RPT-020";
    public override Permission Needs => ReportsPermissions.View;
    public override IReadOnlyList<(string Key, string Title)> Groupings => [("rule", "Rule"), ("caller", "Caller|callback"), ("unit", "Unit"), ("month", "Month")];

    private sealed record Line(List<string> Rules, string OwnerName, string UnitPath, DateTime DueAt, CallbackState State, CallbackAnswer? Answer, int Attempts);

    public override async Task<ReportResult> Run(KernelDb kernel, ReportFilter filter, DateTime now, CancellationToken ct)
    {
        var db = (AppDb)kernel;
        var from = WorkCalendar.Default.ToUtc(filter.From, TimeOnly.MinValue);
        var to = WorkCalendar.Default.ToUtc(filter.To.AddDays(1), TimeOnly.MinValue);
        var rows = db.Callbacks.Where(c => c.DueAt >= from && c.DueAt < to && c.State != CallbackState.Withdrawn);
        if (filter.Unit is { Length: > 0 } unit) rows = rows.Where(c => string.Compare(c.UnitPath, PathRange.Below(unit).From) >= 0 && string.Compare(c.UnitPath, PathRange.Below(unit).To) < 0);
        var lines = await rows.Select(c => new Line(c.Rules, c.OwnerName, c.UnitPath, c.DueAt, c.State, c.Answer, c.Attempts)).ToListAsync(ct);
        var units = await db.Units.ToDictionaryAsync(u => u.Path, u => u.Name.ToString(), ct);
        var names = (await db.CallbackRules.ToListAsync(ct)).ToDictionary(r => r.Code, r => Kernel.Text.TextCatalog.IsChinese || r.NameEn.Length == 0 ? r.NameZh : r.NameEn);
        var by = filter.By ?? "rule";
        var groups = lines.SelectMany(l => Keys(l, by, units, names), (line, key) => (line, key)).GroupBy(p => p.key, p => p.line).OrderBy(g => g.Key, StringComparer.Ordinal);
        return new ReportResult(Columns(by), [.. groups.Select(g => Row(g.Key, [.. g]))], Row("Total", lines)) { Chart = ("group", ["due", "done"]) };
    }

    private List<ReportColumn> Columns(string by) =>
    [
        new("group", Groupings.First(g => g.Key == by).Title), new("due", "Due|report", ReportColumnKind.Number), new("done", "Done|report", ReportColumnKind.Number), new("coverage", "Coverage", ReportColumnKind.Share),
        new("reach", "Reached of attempted", ReportColumnKind.Share), new("satisfied", "Satisfied of reached", ReportColumnKind.Share), new("dissatisfied", "Dissatisfied", ReportColumnKind.Number), new("unreachable", "Unreachable|callback", ReportColumnKind.Number),
    ];

    /// <summary>Due are those whose time has come or that are done; unreachable ones count as done (CBS-017).</summary>
    private static ReportRow Row(string key, IReadOnlyList<Line> lines)
    {
        var done = lines.Where(l => l.State is CallbackState.Done or CallbackState.Unreachable).ToList();
        var reached = done.Where(l => l.State == CallbackState.Done).ToList();
        var attempted = lines.Count(l => l.State == CallbackState.Done || l.Attempts > 0);
        return new ReportRow(new Dictionary<string, object?>
        {
            ["group"] = key, ["due"] = lines.Count, ["done"] = done.Count, ["coverage"] = new Rate(done.Count, lines.Count), ["reach"] = new Rate(reached.Count, attempted),
            ["satisfied"] = new Rate(reached.Count(l => l.Answer == CallbackAnswer.Satisfied), reached.Count), ["dissatisfied"] = reached.Count(l => l.Answer == CallbackAnswer.Dissatisfied), ["unreachable"] = done.Count - reached.Count,
        });
    }

    private static IEnumerable<string> Keys(Line line, string by, Dictionary<string, string> units, Dictionary<string, string> names) => by switch
    {
        "caller" => [line.OwnerName],
        "unit" => [units.GetValueOrDefault(line.UnitPath, line.UnitPath)],
        "month" => [WorkCalendar.Default.LocalDate(line.DueAt).ToString("yyyy-MM")],
        _ => line.Rules.Select(r => names.GetValueOrDefault(r, r)),
    };
}
