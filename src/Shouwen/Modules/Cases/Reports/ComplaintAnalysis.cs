using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Reporting;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Reports.Contracts;

namespace Shouwen.Modules.Cases.Reports;

/// <summary>Complaints by cause, factor, severity, emotion, channel, unit or month: count, share, upheld and deadline rates, answer times (RPT-017).</summary>
public sealed class ComplaintAnalysis : MonthlyReport
{
    public override string Name => "complaints";
    public override string Title => "Complaint analysis";
    public override string Requirement => "RPT-017";
    public override Permission Needs => ReportsPermissions.View;
    public override Permission ListsNeed => CasesPermissions.View;
    public override int Form => ComplaintPart.Form;

    public override IReadOnlyList<(string Key, string Title)> Groupings =>
        [("factor", "Dissatisfaction factor"), ("cause", "Cause"), ("severity", "Severity"), ("emotion", "Emotion"), ("channel", "Channel"), ("unit", "Unit"), (ComplaintPart.Month, "Month")];

    private readonly KeptPeriods<Figures> whole = new();

    public override async Task<ReportResult> Run(KernelDb kernel, ReportFilter filter, DateTime now, CancellationToken ct)
    {
        var (db, by) = ((AppDb)kernel, filter.By ?? "factor");
        var units = by == "unit" ? await db.Units.OrderBy(u => u.Path).ToDictionaryAsync(u => u.Path, u => u.Name.ToString(), ct) : [];
        var figures = await whole.Of(db, this, filter, string.Join('\n', units), () => Count(db, filter, by, units, ct), ct);
        var links = new ComplaintLinks(filter, by, units);
        return new ReportResult(Columns(by), [.. figures.Rows.Select(r => r with { Url = links.Of((string)r.Values["group"]!) })], figures.Total)
        {
            Chart = ("group", by == ComplaintPart.Month ? ["count"] : ["count", "cumulative"]),
        };
    }

    private sealed record Figures(IReadOnlyList<ReportRow> Rows, ReportRow Total);

    private async Task<Figures> Count(AppDb db, ReportFilter filter, string by, Dictionary<string, string> units, CancellationToken ct)
    {
        var part = await Part(db, filter, by, ct);
        var counts = by == "unit" ? part.Of(ComplaintPart.Month).Select(c => (Key: units.GetValueOrDefault(c.Unit, c.Unit), c.Count)) : part.Of(by).Select(c => (c.Key, c.Count));
        var groups = counts.GroupBy(c => c.Key, c => c.Count).Select(g => (g.Key, Count: ComplaintCount.Sum(g))).ToList();
        var ordered = by == ComplaintPart.Month ? groups.OrderBy(g => g.Key, StringComparer.Ordinal) : groups.OrderByDescending(g => g.Count.Count).ThenBy(g => g.Key, StringComparer.Ordinal);
        var (sum, running) = (groups.Sum(g => g.Count.Count), 0);
        // By month each complaint is counted once, also where it has several factors.
        var total = ComplaintCount.Sum(part.Of(ComplaintPart.Month).Select(c => c.Count));
        return new Figures([.. ordered.Select(g => g.Count.Row(g.Key, sum, running += g.Count.Count))], total.Row("Total", total.Count, total.Count));
    }

    /// <summary>Ended months from what is kept of them, all other days from the raw rows.</summary>
    private async Task<ComplaintPart> Part(AppDb db, ReportFilter filter, string by, CancellationToken ct)
    {
        var part = by is "unit" or ComplaintPart.Month ? new ComplaintPart(ComplaintPart.Month) : new ComplaintPart(ComplaintPart.Month, by);
        var read = new List<DateOnly>();
        foreach (var month in await KeptMonths.Within(db, this, filter.From, filter.To, ct))
            if (part.TryAdd(month.Content, filter.Unit)) read.Add(month.Month);
        foreach (var (from, to) in Months.Gaps(filter.From, filter.To, read))
            await AddLines(part, db, filter with { From = from, To = to }, ct);
        return part;
    }

    private static async Task AddLines(ComplaintPart part, AppDb db, ReportFilter filter, CancellationToken ct)
    {
        var from = WorkCalendar.Default.ToUtc(filter.From, TimeOnly.MinValue);
        var to = WorkCalendar.Default.ToUtc(filter.To.AddDays(1), TimeOnly.MinValue);
        var clause = CaseClauses.AnswerComplaint.Code;
        var cases = db.Cases.Where(c => c.Type == CaseType.Complaint && c.ReceivedAt >= from && c.ReceivedAt < to);
        if (filter.Unit is { Length: > 0 } unit) cases = cases.Where(c => string.Compare(c.UnitPath, PathRange.Below(unit).From) >= 0 && string.Compare(c.UnitPath, PathRange.Below(unit).To) < 0);
        var lines = from c in cases
                    select new ComplaintLine(c.UnitPath, c.ReceivedAt, c.Cause, c.Severity, c.Emotion, c.Channel, c.Factors, c.Validity, c.AnsweredAt,
                        db.Obligations.Where(o => o.SubjectId == c.Id && o.Clause == clause).OrderBy(o => o.OpenedAt).ThenBy(o => o.Id).Select(o => (ObligationState?)o.State).FirstOrDefault());
        await foreach (var line in lines.AsAsyncEnumerable().WithCancellation(ct)) part.Add(line);
    }

    private List<ReportColumn> Columns(string by) =>
    [
        new("group", Groupings.First(g => g.Key == by).Title), new("count", "Count", ReportColumnKind.Number), new("share", "Share", ReportColumnKind.Share), new("cumulative", "Cumulative share", ReportColumnKind.Share),
        new("upheld", "Upheld of judged", ReportColumnKind.Share), new("inTime", "Answered in time", ReportColumnKind.Share),
        new("mean", "Mean hours to answer", ReportColumnKind.Hours), new("median", "Median hours to answer", ReportColumnKind.Hours),
    ];

    public override Task<IReadOnlyList<DateOnly>> Told(KernelDb db, CancellationToken ct) => ComplaintChanges.Told((AppDb)db, ct);

    public override async Task<byte[]> Gather(KernelDb db, DateOnly month, CancellationToken ct)
    {
        var part = new ComplaintPart(ComplaintPart.Every);
        await AddLines(part, (AppDb)db, new ReportFilter(month, month.AddMonths(1).AddDays(-1)), ct);
        return part.ToBytes();
    }

    public override ValueTask<IReadOnlyCollection<DateTime>> Touched(KernelDb db, IReadOnlyList<EntityEntry> changed, IReadOnlyList<object> added, CancellationToken ct) =>
        ComplaintChanges.Of((AppDb)db, changed, added, ct);
}
