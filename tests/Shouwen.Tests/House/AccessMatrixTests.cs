using System.Net;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Activity;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Contacts.Log;
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

    [Theory, OnBothEngines, Requirement("PLAT-001"), Requirement("PLAT-002")]
    public async Task What_a_role_may_do_is_answered_and_what_it_may_not_is_refused_and_changes_nothing(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        var wrong = new List<string>();
        foreach (var (login, _, _, role, _) in Cast.People.DistinctBy(p => p.Role))
        {
            var rights = StandardRoles.All.Single(r => r.Code == role).Permissions;
            using var program = await house.Program(login);
            using var browser = await house.SignedIn(login);
            var token = await browser.Token("/me");
            foreach (var way in Matrix.Of(house).Guarded())
            {
                var allowed = way.Needs == KernelPermissions.SignedIn || rights.Contains(way.Needs.Code);
                var before = allowed ? 0 : await house.Count<ActivityEntry>();
                var status = (int)(await Call(way, program, browser, token)).StatusCode;
                // The page under a refused form is itself looked up: a record that is not there is "not found", which tells no more than "denied".
                var asExpected = allowed ? status is not (401 or 403) and < 500 : status == 403 || status == 404 && !way.IsApi && way.Method == "POST" && way.Path.Contains('{');
                if (!asExpected) wrong.Add($"{role} {way.Method} {way.Path}: {status}, expected to be {(allowed ? "allowed" : "denied")}");
                if (!allowed && await house.Count<ActivityEntry>() != before) wrong.Add($"{role} {way.Method} {way.Path}: denied, and yet something changed");
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

    [Theory, OnBothEngines, Requirement("PLAT-002")]
    public async Task A_record_of_another_branch_is_not_found_by_any_way(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        var made = await house.LedTo((await house.As("lin").Opens(CaseType.Complaint)).Number, CaseState.Answered);
        await house.Settle();
        var contact = await house.As("lin").Run(new RecordContact(CallerName: "王建国", CallerPhone: "13800001234"));
        string customer;
        await using (var db = house.Db()) customer = db.Customers.Single(c => c.Name == "王建国").Number;
        var callback = (await house.Callback(made)).Number;
        using var foreign = await house.Program("qian");
        using var foreignPages = await house.SignedIn("qian");
        using var own = await house.Program("lin");
        using var ownPages = await house.SignedIn("lin");

        var (tried, wrong) = (0, new List<string>());
        foreach (var way in Matrix.Of(house).Where(w => w.Method == "GET" && w.Path.Contains("{number}")))
        {
            var number = way.Path.Contains("/cases/") ? made : way.Path.Contains("/customers/") ? customer : way.Path.Contains("/contacts/") ? contact.Number : way.Path.Contains("/callbacks/") ? callback : null;
            if (number is null || way.Path.Contains("{id}")) continue;
            tried++;
            var url = Matrix.Url(way, name => name == "number" ? number : null!);
            var (theirs, ours) = way.IsApi ? (await foreign.GetAsync(url), await own.GetAsync(url)) : (await foreignPages.Get(url), await ownPages.Get(url));
            if ((int)theirs.StatusCode is not (404 or 403)) wrong.Add($"{url}: {(int)theirs.StatusCode} for another branch");
            if ((int)ours.StatusCode is not (200 or 403)) wrong.Add($"{url}: {(int)ours.StatusCode} for one's own");
        }
        string.Join('\n', wrong).ShouldBeEmpty();
        tried.ShouldBeGreaterThan(5);
    }

    private static async Task<HttpResponseMessage> Call(Way way, HttpClient program, Visitor browser, string token)
    {
        var url = Matrix.Url(way);
        if (way.IsApi) return way.Method == "GET" ? await program.GetAsync(url) : await program.SendAsync(new HttpRequestMessage(new HttpMethod(way.Method), url) { Content = new StringContent("{}", null, "application/json") });
        return way.Method == "GET" ? await browser.Get(url) : await browser.PostWith(token, url);
    }
}
