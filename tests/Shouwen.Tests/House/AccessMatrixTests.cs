using System.Net;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Activity;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using Shouwen.Shell;
using Shouwen.Tests.Fixtures;
using House = Shouwen.Tests.Fixtures.House;

namespace Shouwen.Tests.HouseRules;

/// <summary>Every way in × every role, over HTTP, from the live table of ways.</summary>
public sealed class AccessMatrixTests
{
    [Fact, Requirement("PLAT-001")]
    public async Task Every_way_has_a_reviewed_row_and_every_row_a_way()
    {
        await using var house = await House.Open(Engine.Sqlite);
        var live = Matrix.Of(house).Select(Matrix.Row).Distinct().ToList();
        if (live.Except(Matrix.Rows).ToList() is { Count: > 0 } missing) Assert.Fail($"Review these ways and add their lines to {Matrix.File}:\n{string.Join('\n', missing)}");
        Matrix.Rows.Except(live).ShouldBeEmpty($"take these lines out of {Matrix.File}");
    }

    [Fact]
    public void A_way_without_a_row_would_be_found() =>
        Matrix.Rows.ShouldNotContain(Matrix.Row(new Way("POST", "/nuclear/launch", typeof(object), KernelPermissions.SignedIn, false, typeof(object))));

    /// <summary>What a role may not do is refused and changes nothing: that is shown, in every scope, in <see cref="ScopeMatrixTests"/>.</summary>
    [Theory, OnBothEngines, Requirement("PLAT-001")]
    public async Task What_a_role_may_do_is_answered(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        var wrong = new List<string>();
        foreach (var (login, _, _, role, _) in Cast.People.DistinctBy(p => p.Role))
        {
            var rights = StandardRoles.All.Single(r => r.Code == role).Permissions;
            using var program = await house.Program(login);
            using var browser = await house.SignedIn(login);
            var token = await browser.Token("/me");
            foreach (var way in Matrix.Of(house).Guarded().Where(w => w.Needs == KernelPermissions.SignedIn || rights.Contains(w.Needs.Code)))
            {
                var status = (int)(await Call(way, program, browser, token)).StatusCode;
                if (status is 401 or 403 or >= 500) wrong.Add($"{role} {way.Method} {way.Path}: {status}, expected to be allowed");
            }
        }
        string.Join('\n', wrong).ShouldBeEmpty();
    }

    [Theory, OnBothEngines, Requirement("PLAT-024")]
    public async Task Nobody_is_sent_to_sign_in_and_changes_nothing(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        using var program = await house.Program(null);
        using var browser = house.Browser();
        var token = await browser.Token("/sign-in");
        var before = await house.Count<ActivityEntry>();
        var wrong = new List<string>();
        foreach (var way in Matrix.Of(house).Guarded())
        {
            var answer = await Call(way, program, browser, token);
            var sent = answer.StatusCode == HttpStatusCode.Unauthorized
                || !way.IsApi && answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther && answer.Headers.Location!.OriginalString.StartsWith("/sign-in", StringComparison.Ordinal);
            if (!sent) wrong.Add($"{way.Method} {way.Path}: {(int)answer.StatusCode} {answer.Headers.Location}");
        }
        string.Join('\n', wrong).ShouldBeEmpty();
        (await house.Count<ActivityEntry>()).ShouldBe(before);
    }

    private static async Task<HttpResponseMessage> Call(Way way, HttpClient program, Visitor browser, string token)
    {
        var url = Matrix.Url(way);
        if (way.IsApi) return way.Method == "GET" ? await program.GetAsync(url) : await program.SendAsync(new HttpRequestMessage(new HttpMethod(way.Method), url) { Content = new StringContent("{}", null, "application/json") });
        return way.Method == "GET" ? await browser.Get(url) : await browser.PostWith(token, url);
    }
}
