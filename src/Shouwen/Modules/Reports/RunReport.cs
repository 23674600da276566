using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Exchange;
using Shouwen.Kernel.Reporting;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Reports.Contracts;

namespace Shouwen.Modules.Reports;

/// <summary>Show which reports there are.</summary>
public sealed record ReportCatalogue : IQuery<ReportCatalogue, ReportCatalogue.View>
{
    public static Permission Needs => ReportsPermissions.View;

    public sealed record Row(string Name, string Title, string Requirement);

    public sealed record View(IReadOnlyList<Row> Items);

    public sealed class Handler(ReportBook reports, Actor actor) : IHandler<ReportCatalogue, View>
    {
        public Task<View> Handle(ReportCatalogue query, CancellationToken ct) =>
            Task.FromResult(new View([.. reports.All.Where(r => actor.May(r.Needs)).OrderBy(r => r.Name).Select(r => new Row(r.Name, r.Title, r.Requirement))]));
    }
}

/// <summary>Run a report for a period and a unit, within one's reach.</summary>
public sealed record RunReport(string Name, DateOnly? From = null, DateOnly? To = null, string? Unit = null, string? By = null) : IQuery<RunReport, RunReport.View>
{
    public static Permission Needs => ReportsPermissions.View;

    public sealed record UnitChoice(string Path, string Name);

    public sealed record View(string Name, string Title, string Requirement, DateOnly From, DateOnly To, string By, IReadOnlyList<(string Key, string Title)> Groupings, ReportResult Result, IReadOnlyList<UnitChoice> Units)
    {
        /// <summary>Why there are no figures: the page says so beside its filters, programs are refused.</summary>
        public Refusal? Refused { get; init; }
    }

    public sealed class Handler(KernelDb db, Work work, ReportBook reports, OrganisationBook organisation) : IHandler<RunReport, View>
    {
        public async Task<View> Handle(RunReport query, CancellationToken ct)
        {
            var report = reports.Find(query.Name) ?? throw Refusal.NotFound("The report");
            if (!work.Actor.May(report.Needs)) throw Refusal.Forbidden();
            var today = WorkCalendar.Default.LocalDate(work.Now);
            var from = query.From ?? new DateOnly(today.Year, today.Month, 1).AddMonths(-2);
            var to = query.To ?? today;
            if (query.By is { Length: > 0 } asked && report.Groupings.All(g => g.Key != asked)) throw Refusal.Of("by", "by", "Please choose one of: {0}.", string.Join(", ", report.Groupings.Select(g => g.Key)));
            var by = report.Groupings.Any(g => g.Key == query.By) ? query.By! : report.Groupings.Count > 0 ? report.Groupings[0].Key : "";
            var refused = Period(from, to);
            var result = refused is null ? await report.Run(db, new ReportFilter(from, to, query.Unit, by.Length == 0 ? null : by), work.Now, ct) : new ReportResult([], []);
            if (!work.Actor.May(report.ListsNeed)) result = result with { Rows = [.. result.Rows.Select(r => r with { Url = null })] };
            var staff = await organisation.Current(ct);
            return new View(report.Name, report.Title, report.Requirement, from, to, by, report.Groupings, result, [.. staff.Units.Select(u => new UnitChoice(u.Path, u.Name.ToString()))]) { Refused = refused };
        }

        private static Refusal? Period(DateOnly from, DateOnly to) =>
            to < from ? Refusal.Of("to", "period", "The period ends before it begins.")
            : to.DayNumber - from.DayNumber > 366 * 5 ? Refusal.Of("to", "period.long", "A report covers at most five years.") : null;
    }
}

/// <summary>Take a report out of the house as a file; who took what is recorded (PLAT-015).</summary>
public sealed record ExportReport(string Name, string Filter, int Rows) : ICommand<ExportReport, Done>
{
    public static Permission Needs => ExchangePermissions.Export;

    public sealed class Handler(Work work) : IHandler<ExportReport, Done>
    {
        public Task<Done> Handle(ExportReport command, CancellationToken ct)
        {
            work.Subject = new SubjectRef("report", Guid.Empty, command.Name.Length > 100 ? command.Name[..100] : command.Name);
            work.Reason = $"{command.Rows} rows {command.Filter}";
            return Task.FromResult(Done.Yes);
        }
    }
}
