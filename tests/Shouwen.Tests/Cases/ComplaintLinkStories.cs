using System.Net;
using System.Text.RegularExpressions;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Administration.Roles;
using Shouwen.Modules.Cases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Customers.Contracts;
using Shouwen.Modules.Reports;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Cases;

/// <summary>From each figure of the complaint analysis one comes to the complaints behind it, and a wrong period is said where it can be mended.</summary>
public sealed class ComplaintLinkStories
{
    private static readonly NewCustomer Li = new("李小明", "13900004321", "人民路3号", "乙县");

    [Theory, OnBothEngines, Requirement("RPT-017")]
    public async Task The_list_behind_a_line_has_as_many_complaints_as_the_line_says(Engine engine)
    {
        await using var house = await House.OpenWeb(engine, "2026-01-30 09:00");
        string[][] factors = [[CaseWords.Factors[1], CaseWords.Factors[5]], [CaseWords.Factors[1]], [], [CaseWords.Factors[9]]];
        for (var i = 0; i < 8; i++)
        {
            if (i == 5) house.At("2026-02-02 09:00");
            await house.As("lin").Run(Stories.A(CaseType.Complaint, i % 3 == 0 ? Li : Stories.Wang) with { Factors = [.. factors[i % 4]], Emotion = (Emotion)(i % 3), Severity = (Severity)(i % 2) });
        }
        await house.As("lin").Run(Stories.A(CaseType.Consultation, Li));
        var director = await house.SignedIn("chen");
        foreach (var by in new[] { "factor", "cause", "severity", "emotion", "channel", "unit", "month" })
        {
            var rows = (await house.As("chen").Ask(new RunReport("complaints", new(2026, 1, 1), new(2026, 2, 28), null, by))).Result.Rows;
            foreach (var row in rows.Where(r => r.Url is not null))
                Numbers(await director.Read(row.Url!)).ShouldBe((int)row.Values["count"]!, row.Url);
            if (by is not "cause") rows.ShouldContain(r => r.Url != null, by);
            if (by is "factor" or "cause") rows.Count(r => r.Url is null).ShouldBe(1, "what is not coded is in no list");
        }
        var page = await director.Read("/reports/complaints?by=month&from=2026-01-31&to=2026-02-28");
        page.ShouldContain("/cases?type=complaint&amp;from=2026-02-01&amp;to=2026-02-28");
    }

    [Theory, OnBothEngines, Requirement("RPT-017"), Requirement("PLAT-001")]
    public async Task Who_may_not_see_cases_sees_the_figures_and_is_led_nowhere(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        await house.As("lin").Opens(CaseType.Complaint);
        var page = await (await house.SignedIn("chen")).Read("/reports/complaints?by=month");
        page.ShouldContain("/cases?type=complaint");
        var rights = (await house.As("chen").Actor()).Permissions.Where(p => p != CasesPermissions.View.Code).ToList();
        await house.As("admin").Run(new ChangeRole("director", "主任", "Director", rights, "test"));
        using var director = await house.SignedIn("chen");
        (await director.Get("/cases?type=complaint")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        foreach (var by in new[] { "channel", "unit", "month" })
            (await director.Read("/reports/complaints?by=" + by)).ShouldSatisfyAllConditions(p => p.ShouldContain("100.0 % (1/1)"), p => p.ShouldNotContain("/cases?type=complaint"));
    }

    [Theory, OnBothEngines, Requirement("RPT-017")]
    public async Task A_period_that_ends_before_it_begins_is_said_beside_the_filters(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        var director = await house.SignedIn("chen", "en");
        var page = await director.Read("/reports/complaints?from=2026-03-05&to=2026-03-01");
        page.ShouldContain("The period ends before it begins.");
        page.ShouldContain("name=\"from\"", customMessage: "it can be mended at once");
        (await director.Read("/reports/complaints?from=2001-01-01")).ShouldContain("A report covers at most five years.");
        (await director.Get("/reports/complaints/csv?from=2026-03-05&to=2026-03-01")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await director.Get("/api/v1/reports/complaints?from=2026-03-05&to=2026-03-01")).StatusCode.ShouldBeOneOf(HttpStatusCode.UnprocessableEntity, HttpStatusCode.Unauthorized);
    }

    [Theory, OnBothEngines, Requirement("PLAT-015")]
    public async Task The_first_column_of_the_file_is_named_in_the_reader_s_language(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        await house.As("lin").Run(Stories.A(CaseType.Complaint, Li));
        (await (await house.SignedIn("chen")).Read("/reports/complaints/csv?by=month")).ShouldContain("月份,件数");
        (await (await house.SignedIn("chen", "en")).Read("/reports/callbacks/csv?by=caller")).ShouldContain("Caller,");
    }

    private static int Numbers(string page) => Regex.Matches(page, "/cases/(AJ[0-9-]+)\"").Select(m => m.Groups[1].Value).Distinct().Count();
}
