using System.Globalization;
using Shouwen.Kernel.Reporting;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using Shouwen.Modules.Cases.Contracts;

namespace Shouwen.Modules.Cases.Reports;

/// <summary>Where the complaints behind a line of the analysis are listed; the units by their paths, where they are the lines.</summary>
internal sealed class ComplaintLinks(ReportFilter filter, string by, IReadOnlyDictionary<string, string> units)
{
    private readonly ILookup<string, string> paths = units.ToLookup(u => u.Value, u => u.Key);

    /// <summary>Nothing where no list shows exactly those: what is not coded, and a unit that has others below it.</summary>
    public string? Of(string key)
    {
        if (by == ComplaintPart.Month) return Month(DateOnly.ParseExact(key + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (by == "unit") return paths[key].ToList() is [var path] && units.Keys.Count(p => p.StartsWith(path, StringComparison.Ordinal)) == 1 ? List(filter.From, filter.To).With("unit", path) : (string?)null;
        return key.IndexOf('|') is var bar and > 0 ? List(filter.From, filter.To).With(by, by == "factor" ? key[..bar] : Names.Camel(key[..bar])) : (string?)null;
    }

    private string Month(DateOnly first)
    {
        var last = first.AddMonths(1).AddDays(-1);
        return List(first < filter.From ? filter.From : first, last > filter.To ? filter.To : last);
    }

    private PageUrl List(DateOnly from, DateOnly to) =>
        new PageUrl("/cases").With("type", Names.Camel(nameof(CaseType.Complaint))).With("from", Dates.Day(from)).With("to", Dates.Day(to)).With("unit", filter.Unit);
}
