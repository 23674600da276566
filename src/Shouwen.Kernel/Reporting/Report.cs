using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;

namespace Shouwen.Kernel.Reporting;

/// <summary>How a column is shown and added up.</summary>
public enum ReportColumnKind { Text, Number, Share, Hours, Date }

/// <summary>One column of a report. A share carries its numerator and denominator in the row.</summary>
public sealed record ReportColumn(string Key, string Title, ReportColumnKind Kind = ReportColumnKind.Text);

/// <summary>What every report can be narrowed by: period (local dates, both included) and unit.</summary>
public sealed record ReportFilter(DateOnly From, DateOnly To, string? Unit = null, string? By = null);

/// <summary>One row: a value for each column key, and where its records are listed.</summary>
public sealed record ReportRow(IReadOnlyDictionary<string, object?> Values, string? Url = null);

/// <summary>A rate with what stands above and below the line: 92.1 % (35/38).</summary>
public sealed record Rate(int Part, int Whole)
{
    /// <summary>Percent to one decimal place, rounded half up; null when there is nothing to divide by.</summary>
    public decimal? Percent => Whole == 0 ? null : Math.Round(100m * Part / Whole, 1, MidpointRounding.AwayFromZero);

    public override string ToString() => Percent is { } percent ? FormattableString.Invariant($"{percent:0.0} % ({Part}/{Whole})") : "– (0/0)";
}

/// <summary>The finished report: rows, totals, and the series for its chart.</summary>
public sealed record ReportResult(IReadOnlyList<ReportColumn> Columns, IReadOnlyList<ReportRow> Rows, ReportRow? Total = null)
{
    /// <summary>The column that names the chart's points and the columns that are drawn.</summary>
    public (string Label, string[] Series)? Chart { get; init; }
}

/// <summary>A report: one class with title, filters, columns and one query; screen, CSV, print and interface follow from it.</summary>
public abstract class Report
{
    public abstract string Name { get; }
    public abstract string Title { get; }
    public abstract string Requirement { get; }
    public abstract Permission Needs { get; }

    /// <summary>The right that the lists behind the lines need: who lacks it sees the figures and no way that is closed.</summary>
    public virtual Permission ListsNeed => Needs;

    /// <summary>By what the rows may be grouped; the first is the default.</summary>
    public virtual IReadOnlyList<(string Key, string Title)> Groupings => [];

    public abstract Task<ReportResult> Run(KernelDb db, ReportFilter filter, DateTime now, CancellationToken ct);
}

/// <summary>All reports of the house.</summary>
public sealed class ReportBook
{
    private readonly Dictionary<string, Report> reports = [];
    private readonly List<MonthlyReport> monthly = [];

    public IReadOnlyCollection<Report> All => reports.Values;

    /// <summary>Those whose ended months are kept.</summary>
    public IReadOnlyList<MonthlyReport> Monthly => monthly;

    public void Add(Report report)
    {
        reports.Add(report.Name, report);
        if (report is MonthlyReport kept) monthly.Add(kept);
    }

    public Report? Find(string name) => reports.GetValueOrDefault(name);
}
