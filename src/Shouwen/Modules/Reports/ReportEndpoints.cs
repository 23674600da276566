using Shouwen.Kernel.Exchange;
using Shouwen.Kernel.Reporting;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Reports;

/// <summary>Reports as JSON and as CSV, over the same query as the page.</summary>
internal static class ReportEndpoints
{
    public static void MapApi(IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/reports/{name}", (Delegate)(Task<IResult> (HttpContext http) => ApiEndpoints.Guarded(async () =>
        {
            var format = http.Request.Query["format"].ToString();
            Door.Authorise(http.Actor(), format == "csv" ? ExportReport.Needs : RunReport.Needs);
            if (format is not ("" or "json" or "csv")) throw Refusal.Of("format", "format", "Please choose one of: {0}.", "json, csv");
            ApiEndpoints.UnknownParameters<RunReport>(http, "format");
            var view = await Ask(http);
            return format == "csv" ? await File(http, view) : Results.Json(Body(view), ApiInput.Json);
        }))).WithMetadata(new ApiWay(typeof(RunReport), typeof(object)) { Choices = [("format", ["json", "csv"])] });

    public static void MapCsv(IEndpointRouteBuilder app) =>
        app.MapGet("/reports/{name}/csv", (Delegate)(async Task<IResult> (HttpContext http) =>
        {
            try
            {
                Door.Authorise(http.Actor(), ExportReport.Needs);
                return await File(http, await Ask(http));
            }
            catch (Refusal refusal)
            {
                return await ErrorPages.Show(http, refusal);
            }
        })).WithMetadata(new PageWay()).ExcludeFromDescription();

    private static async Task<RunReport.View> Ask(HttpContext http)
    {
        var typed = http.Request.Query.Where(q => q.Key != "format").ToDictionary(q => q.Key, q => q.Value.OfType<string>().ToArray());
        typed["name"] = [http.Request.RouteValues["name"]?.ToString() ?? ""];
        var (query, errors) = Binder.Bind<RunReport>(typed);
        if (errors.Count > 0) throw new InvalidInput(errors);
        var view = await http.RequestServices.GetRequiredService<Door>().Ask(query, http.Actor(), http.RequestAborted);
        return view.Refused is { } refused ? throw refused : view;
    }

    private static async Task<IResult> File(HttpContext http, RunReport.View view)
    {
        await http.RequestServices.GetRequiredService<Door>().Run(new ExportReport(view.Name, http.Request.QueryString.ToString(), view.Result.Rows.Count), http.Actor(), null, http.RequestAborted);
        using var file = new MemoryStream();
        file.Write(Csv.Mark);
        file.Write(Csv.Line(view.Result.Columns.Select(c => T[c.Title])));
        foreach (var row in view.Result.Rows.Concat(view.Result.Total is { } total ? [total] : [])) file.Write(Csv.Line(view.Result.Columns.Select(c => Cell(row, c))));
        return Results.File(file.ToArray(), "text/csv; charset=utf-8", $"{view.Name}-{view.From:yyyyMMdd}-{view.To:yyyyMMdd}.csv");
    }

    private static object Body(RunReport.View view) => new
    {
        view.Name, view.From, view.To, view.By,
        columns = view.Result.Columns.Select(c => new { c.Key, c.Title, kind = c.Kind }),
        rows = view.Result.Rows.Select(r => r.Values.ToDictionary(v => v.Key, v => Plain(v.Value))),
        total = view.Result.Total?.Values.ToDictionary(v => v.Key, v => Plain(v.Value)),
    };

    private static object? Plain(object? value) => value is Rate rate ? new { rate.Part, rate.Whole, rate.Percent } : value;

    public static string Cell(ReportRow row, ReportColumn column) => row.Values.GetValueOrDefault(column.Key) switch
    {
        null => "–",
        string text => T[text],
        decimal number => number.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture),
        var value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };
}
