using Shouwen.Kernel.Exchange;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.Web;
using Shouwen.Modules.Reports.Contracts;

namespace Shouwen.Modules.Reports;

/// <summary>The catalogue of reports, each on screen with its chart, as CSV and over the interface.</summary>
public sealed class ReportsModule : IModule
{
    public void Describe(House house)
    {
        house.Subjects.Add(new SubjectKind("report", "Report", "report-analytics", s => "/reports/" + Uri.EscapeDataString(s.Label)));
        house.Menu("Reports", "/reports", "report-analytics", "Insight", 80, ReportsPermissions.View);
        house.Routes.Page<ReportCatalogue, ReportCatalogue.View, ReportCataloguePage>("/reports", "Reports");
        house.Routes.Page<RunReport, RunReport.View, ReportPage>("/reports/{name}", "Report", v => Kernel.Text.Words.T[v.Title]);
        house.Routes.Other("GET", "/api/v1/reports/{name}", typeof(RunReport), ReportsPermissions.View, ReportEndpoints.MapApi);
        house.Routes.Other("GET", "/reports/{name}/csv", typeof(ExportReport), ExchangePermissions.Export, ReportEndpoints.MapCsv);
    }
}
