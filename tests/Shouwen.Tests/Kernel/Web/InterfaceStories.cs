using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Tests.Fixtures;
using House = Shouwen.Tests.Fixtures.House;

namespace Shouwen.Tests.Kernel.Web;

/// <summary>The interface as programs use it.</summary>
public sealed class InterfaceStories
{
    private const string Complaint = """{"type":"complaint","channel":"phone","subject":"漏水","content":"热水器漏水","customer":{"name":"王建国","phone":"13800001234"}}""";

    [Theory, OnBothEngines, Requirement("CASE-001")]
    public async Task A_registered_case_answers_with_its_address_and_its_duties(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        using var lin = await house.Program("lin");
        var answer = await Send(lin, "/api/v1/cases", Complaint);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var made = await Json(answer);
        answer.Headers.Location!.OriginalString.ShouldBe("/api/v1/cases/" + made.RootElement.GetProperty("number").GetString());
        made.RootElement.GetProperty("obligations").EnumerateArray().Select(o => o.GetProperty("clause").GetString()).ShouldContain("complaint.answer");
        (await lin.GetAsync(answer.Headers.Location)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, OnBothEngines]
    public async Task A_repeated_key_gets_the_same_answer_and_another_body_is_refused(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        using var lin = await house.Program("lin");
        var first = await Send(lin, "/api/v1/cases", Complaint, ("Idempotency-Key", "k1"));
        var second = await Send(lin, "/api/v1/cases", Complaint, ("Idempotency-Key", "k1"));
        (second.StatusCode, second.Headers.Location).ShouldBe((first.StatusCode, first.Headers.Location));
        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        (await Send(lin, "/api/v1/cases", Complaint.Replace("漏水", "不热"), ("Idempotency-Key", "k1"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await house.Count<Case>()).ShouldBe(1);
    }

    [Theory, OnBothEngines, Requirement("PLAT-004")]
    public async Task Who_acts_on_an_old_view_is_told_so(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        using var zhao = await house.Program("zhao");
        var url = "/api/v1/cases/" + (await house.As("lin").Opens(CaseType.Complaint)).Number;
        var seen = (await zhao.GetAsync(url)).Headers.ETag.ShouldNotBeNull().Tag;
        var judged = await Send(zhao, url + "/judge", """{"validity":"upheld","severity":"serious"}""", ("If-Match", seen));
        judged.StatusCode.ShouldBe(HttpStatusCode.OK, await judged.Content.ReadAsStringAsync());
        var stale = await Send(zhao, url + "/assign", JsonSerializer.Serialize(new { handlerId = await house.UserId("lin") }), ("If-Match", seen));
        stale.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed, await stale.Content.ReadAsStringAsync());
    }

    [Theory, OnBothEngines]
    public async Task An_unknown_member_is_named_and_nothing_is_saved(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        using var lin = await house.Program("lin");
        var answer = await Send(lin, "/api/v1/cases", Complaint.Replace("\"name\"", "\"nmae\":\"x\",\"name\"").Replace("\"type\"", "\"typo\":1,\"type\""));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        using var problem = await Json(answer);
        problem.RootElement.GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe(["typo", "customer.nmae"], ignoreOrder: true);
        (await house.Count<Case>()).ShouldBe(0);
    }

    [Theory, OnBothEngines]
    public async Task The_description_is_openapi_3_1_and_names_every_way_in(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        using var lin = await house.Program("lin");
        using var document = JsonDocument.Parse(await lin.GetStringAsync("/openapi/v1.json"));
        document.RootElement.GetProperty("openapi").GetString().ShouldStartWith("3.1");
        var described = document.RootElement.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(m => m.Name.ToUpperInvariant() + " " + p.Name)).ToHashSet();
        var ways = house.Services.GetRequiredService<Shouwen.Kernel.Web.House>().Routes.Ways.Where(w => w.IsApi).Select(w => w.Method + " " + w.Path).ToList();
        ways.Count.ShouldBeGreaterThan(40);
        ways.Where(w => !described.Contains(w)).ShouldBeEmpty();
    }

    private static async Task<HttpResponseMessage> Send(HttpClient client, string url, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, null, "application/json") };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request);
    }

    private static async Task<JsonDocument> Json(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
}
