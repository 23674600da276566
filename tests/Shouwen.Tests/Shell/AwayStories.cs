using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shouwen.Kernel.UseCases;
using Shouwen.Shell;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Shell;

/// <summary>What a person reads when a request could not be answered: a page, in their own language.</summary>
public sealed class AwayStories
{
    private const int Busy = 5, Full = 13;

    [Theory, OnBothEngines, Requirement("PLAT-018")]
    public async Task While_the_database_is_away_a_person_sees_a_page_that_comes_back_and_a_program_a_problem(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        var (page, look) = await Answer(house, "GET", "/cases", Busy);
        page.Response.StatusCode.ShouldBe(503);
        page.Response.ContentType!.ShouldStartWith("text/html");
        page.Response.Headers["Refresh"].ToString().ShouldBe("10");
        look.ShouldContain("The database does not answer at the moment.");
        look.ShouldContain("href=\"/cases?q=lost\"", customMessage: "the same page is tried again");

        var (form, sent) = await Answer(house, "POST", "/cases/new", Full);
        form.Response.StatusCode.ShouldBe(507);
        form.Response.Headers.ContainsKey("Refresh").ShouldBeFalse("nothing is sent a second time by itself");
        sent.ShouldContain("There is no room left on the server");

        var (program, problem) = await Answer(house, "GET", "/api/v1/cases", Busy);
        program.Response.ContentType!.ShouldStartWith("application/problem+json");
        problem.ShouldContain("unavailable");
    }

    [Theory, OnBothEngines, Requirement("PLAT-018")]
    public async Task What_nobody_caught_is_said_in_the_language_of_the_person(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        foreach (var (language, sentence) in new[] { ("en", "This request cannot be understood."), ("zh-CN", "无法识别该请求。") })
        {
            var person = await house.SignedIn("lin", language);
            var answer = await person.PostWith(await person.Token("/me"), "/me/absence", ("until", "a\0b"));
            ((int)answer.StatusCode).ShouldBe(400);
            (await answer.Content.ReadAsStringAsync()).ShouldContain(sentence);
        }
    }

    private static async Task<(HttpContext Http, string Body)> Answer(House house, string method, string path, int code)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = new CultureInfo("en");
        await using var scope = house.Services.CreateAsyncScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        (http.Request.Method, http.Request.Scheme, http.Request.Host, http.Request.Path, http.Request.QueryString) = (method, "http", new HostString("localhost"), path, new QueryString("?q=lost"));
        using var body = new MemoryStream();
        http.Response.Body = body;
        await new LastResort(_ => throw new SqliteException("away", code), NullLogger<LastResort>.Instance).InvokeAsync(http);
        return (http, System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }
}
