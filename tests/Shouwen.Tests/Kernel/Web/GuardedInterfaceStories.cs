using System.Net;
using System.Text.Json;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Handling;
using Shouwen.Modules.Cases.Lists;
using Shouwen.Modules.Customers.Files;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Kernel.Web;

/// <summary>What programs and pages are told before anything is done: who they are, what they saw, what they may ask.</summary>
public sealed class GuardedInterfaceStories
{
    [Theory, OnBothEngines, Requirement("PLAT-004")]
    public async Task A_remark_on_an_old_view_is_refused_and_a_remark_makes_a_view_old(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        using var lin = await house.Program("lin");
        var url = "/api/v1/cases/" + (await house.As("lin").Opens(CaseType.Complaint)).Number;
        var seen = await Seen(lin, url);
        (await Send(lin, url + "/note", """{"text":"一"}""", seen)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Seen(lin, url)).ShouldNotBe(seen);
        foreach (var (step, body) in new[] { ("note", """{"text":"二"}"""), ("promise", """{"text":"回电","dueAt":"2026-03-03T10:00:00Z"}"""), ("wait", """{"reason":"waitingForCustomer","text":"等"}""") })
            (await Send(lin, $"{url}/{step}", body, seen)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed, step);
        (await Send(lin, url + "/note", """{"text":"三"}""", null)).StatusCode.ShouldBe(HttpStatusCode.OK, "without If-Match several may add");
        (await Send(lin, url + "/promise", """{"text":"回电","dueAt":"2026-03-03T10:00:00Z"}""", await Seen(lin, url))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await house.Count<Shouwen.Modules.Cases.Model.CaseNote>()).ShouldBe(2);
    }

    [Theory, OnBothEngines, Requirement("PLAT-004")]
    public async Task A_contact_person_added_on_an_old_view_is_refused(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        using var lin = await house.Program("lin");
        var url = "/api/v1/customers/" + (await house.As("lin").Run(new OpenCustomer("王建国", "13800001234"))).Number;
        var seen = await Seen(lin, url);
        (await Send(lin, url + "/persons", """{"name":"李"}""", seen)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await Send(lin, url + "/persons", """{"name":"赵"}""", seen)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
    }

    [Theory, OnBothEngines, Requirement("CASE-003")]
    public async Task An_order_or_a_filter_that_does_not_exist_is_named_with_what_does(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        using var chen = await house.Program("chen");
        await Invalid("/api/v1/cases?sort=colour", "sort", "-receivedAt, receivedAt");
        await Invalid("/api/v1/cases?over=perhaps", "over", "no");
        await Invalid("/api/v1/promises?state=half", "state", "open, kept, broken, all");
        await Invalid("/api/v1/reports/complaints?format=pdf", "format", "json, csv");
        await Invalid("/api/v1/reports/complaints?by=colour", "by", "");
        await Invalid("/api/v1/reports/complaints?frm=2026-01-01", "frm", "");
        foreach (var url in new[] { "/api/v1/cases?sort=receivedAt", "/api/v1/cases?sort=-receivedAt", "/api/v1/promises?state=kept", "/api/v1/reports/complaints?format=csv" })
            (await chen.GetAsync(url)).StatusCode.ShouldBe(HttpStatusCode.OK, url);

        async Task Invalid(string url, string field, string words)
        {
            var answer = await chen.GetAsync(url);
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, url);
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            problem.RootElement.GetProperty("errors").GetProperty(field)[0].GetString()!.ShouldContain(words);
        }
    }

    [Theory, OnBothEngines, Requirement("PLAT-001"), Requirement("PLAT-024")]
    public async Task Who_asks_is_settled_before_what_is_asked(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        using var nobody = await house.Program(null);
        foreach (var url in new[] { "/api/v1/cases?nonsense=1", "/api/v1/cases?limit=x", "/api/v1/reports/none?from=x", "/api/v1/reports/complaints?format=pdf" })
            (await nobody.GetAsync(url)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, url);
        using var lin = await house.SignedIn("lin");
        foreach (var url in new[] { "/reports/complaints/csv", "/reports/none/csv", "/reports/none/csv?from=x" })
            (await lin.Get(url)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, url);
    }

    [Theory, OnBothEngines]
    public async Task Content_of_another_kind_is_refused_as_such_and_only_after_it_is_known_who_asks(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        using var lin = await house.Program("lin");
        using var nobody = await house.Program(null);
        foreach (var url in new[] { "/api/v1/cases", "/api/v1/attachments" })
        {
            (await lin.PostAsync(url, new StringContent("a=1", null, "text/plain"))).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType, url);
            (await nobody.PostAsync(url, new StringContent("a=1", null, "text/plain"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, url);
        }
    }

    [Theory, OnBothEngines, Requirement("CASE-002")]
    public async Task Everyone_with_an_account_registers_a_matter_and_sees_only_the_steps_they_may_take(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        Shouwen.Kernel.Access.Permission.All.ShouldNotContain(p => p.Code == "cases.open", "a right that guards nothing promises something false");
        var number = "";
        foreach (var (login, _, _, _, _) in Cast.People.DistinctBy(p => p.Role)) number = (await house.As(login).Opens(CaseType.Complaint, Stories.Wang with { Name = "客户" + login, Phone = "" })).Number;
        number = (await house.As("lin").Opens(CaseType.Complaint)).Number;
        (await Shown("lin")).ShouldSatisfyAllConditions(p => p.ShouldContain("data-dialog=\"do-note\""), p => p.ShouldContain("data-dialog=\"do-promise\""), p => p.ShouldNotContain("data-dialog=\"do-transfer\""), p => p.ShouldNotContain("data-dialog=\"do-owner\""));
        (await Shown("chen")).ShouldSatisfyAllConditions(p => p.ShouldContain("data-dialog=\"do-transfer\""), p => p.ShouldContain("data-dialog=\"do-owner\""));
        (await Shown("guan")).ShouldNotContain("data-dialog=\"do-note\"");
        (await house.As("zhao").Ask(new CaseDetail(number))).Actions.ShouldBe([Shouwen.Modules.Cases.Model.CaseAction.Judge]);
        JudgeCase.Needs.ShouldBe(Shouwen.Modules.Cases.Model.CaseLifecycle.Complaint.Steps[0].Needs);

        async Task<string> Shown(string login)
        {
            using var visitor = await house.SignedIn(login);
            return await visitor.Read("/cases/" + number);
        }
    }

    private static async Task<string> Seen(HttpClient client, string url) => (await client.GetAsync(url)).Headers.ETag!.Tag;

    private static async Task<HttpResponseMessage> Send(HttpClient client, string url, string body, string? seen)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, null, "application/json") };
        if (seen is not null) request.Headers.TryAddWithoutValidation("If-Match", seen);
        return await client.SendAsync(request);
    }
}
