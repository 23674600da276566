using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Reporting;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Reports.Contracts;

namespace Shouwen.Modules.Cases.Reports;

/// <summary>Complaints by cause, factor, severity, emotion, channel, unit or month: count, share, upheld and deadline rates, answer times (RPT-017).</summary>
public sealed class ComplaintAnalysis : Report
{
    public override string Name => "complaints";
    public override string Title => "Complaint analysis";
    public override string Requirement => "RPT-017";
    public override Permission Needs => ReportsPermissions.View;

    public override IReadOnlyList<(string Key, string Title)> Groupings =>
        [("factor", "Dissatisfaction factor"), ("cause", "Cause"), ("severity", "Severity"), ("emotion", "Emotion"), ("channel", "Channel"), ("unit", "Unit"), ("month", "Month")];

    private sealed record Line(string UnitPath, DateTime ReceivedAt, Cause? Cause, Severity Severity, Emotion Emotion, Contacts.Contracts.Channel Channel, List<string> Factors, Validity? Validity, DateTime? AnsweredAt, ObligationState? Due);

    public override async Task<ReportResult> Run(KernelDb kernel, ReportFilter filter, DateTime now, CancellationToken ct)
    {
        var db = (AppDb)kernel;
        var from = WorkCalendar.Default.ToUtc(filter.From, TimeOnly.MinValue);
        var to = WorkCalendar.Default.ToUtc(filter.To.AddDays(1), TimeOnly.MinValue);
        var clause = CaseClauses.AnswerComplaint.Code;
        var cases = db.Cases.Where(c => c.Type == CaseType.Complaint && c.ReceivedAt >= from && c.ReceivedAt < to);
        if (filter.Unit is { Length: > 0 } unit) cases = cases.Where(c => string.Compare(c.UnitPath, PathRange.Below(unit).From) >= 0 && string.Compare(c.UnitPath, PathRange.Below(unit).To) < 0);
        var lines = await (from c in cases
                           select new Line(c.UnitPath, c.ReceivedAt, c.Cause, c.Severity, c.Emotion, c.Channel, c.Factors, c.Validity, c.AnsweredAt,
                               db.Obligations.Where(o => o.SubjectId == c.Id && o.Clause == clause).OrderBy(o => o.OpenedAt).Select(o => (ObligationState?)o.State).FirstOrDefault())).ToListAsync(ct);
        var units = await db.Units.ToDictionaryAsync(u => u.Path, u => u.Name.ToString(), ct);
        var by = filter.By ?? "factor";
        var groups = lines.SelectMany(l => Keys(l, by, units), (line, key) => (line, key)).GroupBy(p => p.key, p => p.line);
        var ordered = by == "month" ? groups.OrderBy(g => g.Key, StringComparer.Ordinal) : groups.OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal);
        var whole = lines.Sum(l => Keys(l, by, units).Count());
        var running = 0;
        var rows = new List<ReportRow>();
        foreach (var group in ordered)
        {
            running += group.Count();
            rows.Add(Row(group.Key, [.. group], whole, running));
        }
        return new ReportResult(Columns(by), rows, Row("Total", lines, lines.Count, lines.Count)) { Chart = ("group", by == "month" ? ["count"] : ["count", "cumulative"]) };
    }

    private static List<ReportColumn> Columns(string by) =>
    [
        new("group", by), new("count", "Count", ReportColumnKind.Number), new("share", "Share", ReportColumnKind.Share), new("cumulative", "Cumulative share", ReportColumnKind.Share),
        new("upheld", "Upheld of judged", ReportColumnKind.Share), new("inTime", "Answered in time", ReportColumnKind.Share),
        new("mean", "Mean hours to answer", ReportColumnKind.Hours), new("median", "Median hours to answer", ReportColumnKind.Hours),
    ];

    private static ReportRow Row(string key, IReadOnlyList<Line> lines, int whole, int running)
    {
        var judged = lines.Where(l => l.Validity is not null).ToList();
        var due = lines.Where(l => l.Due is ObligationState.Met or ObligationState.Missed).ToList();
        var hours = lines.Where(l => l.AnsweredAt is not null).Select(l => (decimal)(l.AnsweredAt!.Value - l.ReceivedAt).TotalHours).Order().ToList();
        return new ReportRow(new Dictionary<string, object?>
        {
            ["group"] = key, ["count"] = lines.Count, ["share"] = new Rate(lines.Count, whole), ["cumulative"] = new Rate(running, whole),
            ["upheld"] = new Rate(judged.Count(l => l.Validity == Validity.Upheld), judged.Count), ["inTime"] = new Rate(due.Count(l => l.Due == ObligationState.Met), due.Count),
            ["mean"] = hours.Count == 0 ? null : Math.Round(hours.Average(), 1, MidpointRounding.AwayFromZero), ["median"] = Median(hours),
        });
    }

    private static decimal? Median(List<decimal> sorted) => sorted.Count == 0 ? null
        : Math.Round(sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2, 1, MidpointRounding.AwayFromZero);

    private static IEnumerable<string> Keys(Line line, string by, Dictionary<string, string> units) => by switch
    {
        "cause" => [line.Cause is { } cause ? cause + "|cause" : "Not yet known"],
        "severity" => [line.Severity + "|severity"],
        "emotion" => [line.Emotion + "|emotion"],
        "channel" => [line.Channel + "|channel"],
        "unit" => [units.GetValueOrDefault(line.UnitPath, line.UnitPath)],
        "month" => [WorkCalendar.Default.LocalDate(line.ReceivedAt).ToString("yyyy-MM")],
        _ => line.Factors.Count == 0 ? ["Not coded"] : line.Factors.Select(f => f + "|factor"),
    };
}
