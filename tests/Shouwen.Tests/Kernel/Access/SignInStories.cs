using System.Net;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Administration.People;
using Shouwen.Modules.Administration.Roles;
using Shouwen.Modules.Administration.Trail;
using Shouwen.Modules.Customers.Files;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Kernel.Access;

/// <summary>Who gets in, and who is out at the next click.</summary>
public sealed class SignInStories
{
    [Theory, OnBothEngines, Requirement("PLAT-024")]
    public async Task Five_failures_lock_the_account_and_the_administrator_unlocks_it(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        using var visitor = house.Browser();
        foreach (var _ in Enumerable.Range(0, 5)) (await Try(visitor, "wrong")).ShouldBe(HttpStatusCode.Unauthorized);
        (await Try(visitor, Cast.Password)).ShouldBe(HttpStatusCode.Unauthorized, "the sixth is refused although the password is right");
        await house.As("admin").Run(new UnlockPerson("lin"));
        (await Try(visitor, Cast.Password)).ShouldBe(HttpStatusCode.SeeOther);
        var line = (await house.As("admin").Ask(new TrailList(UseCase: nameof(UnlockPerson)))).Items.ShouldHaveSingleItem();
        (line.Who, line.Label, line.At).ShouldBe(("系统管理员", "lin", house.Now));
    }

    [Theory, OnBothEngines, Requirement("PLAT-024")]
    public async Task A_locked_account_opens_by_itself_after_half_an_hour(Engine engine)
    {
        await using var house = await House.OpenWeb(engine, "2026-03-02 09:00");
        using var visitor = house.Browser();
        foreach (var _ in Enumerable.Range(0, 5)) await Try(visitor, "wrong");
        house.At("2026-03-02 09:29");
        (await Try(visitor, Cast.Password)).ShouldBe(HttpStatusCode.Unauthorized);
        house.At("2026-03-02 09:30");
        (await Try(visitor, Cast.Password)).ShouldBe(HttpStatusCode.SeeOther);
    }

    [Theory, OnBothEngines, Requirement("PLAT-024")]
    public async Task One_person_may_sign_in_at_several_places_in_the_same_moment(Engine engine)
    {
        await using var house = await House.Open(engine);
        var lin = (await house.As("lin").Actor()).Id;
        var results = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(() => house.Door.Run(new Shouwen.Kernel.Access.SignIn(lin, true), Shouwen.Kernel.Access.Actor.System))));
        results.ShouldAllBe(r => r.Outcome == Shouwen.Kernel.Access.SignInOutcome.Welcome);
    }

    [Theory, OnBothEngines, Requirement("PLAT-024")]
    public async Task Who_is_disabled_is_out_at_the_next_request(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        using var lin = await house.SignedIn("lin");
        using var program = await house.Program("lin");
        await lin.Read("/customers");
        await house.As("admin").Run(new DisablePerson("lin", "离职"));
        var answer = await lin.Get("/customers");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldStartWith("/sign-in");
        (await program.GetAsync("/api/v1/customers")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var again = house.Browser();
        (await Try(again, Cast.Password)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, OnBothEngines, Requirement("PLAT-024")]
    public async Task A_revoked_key_is_worthless_at_once(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        using var program = await house.Program("lin");
        (await program.GetAsync("/api/v1/cases")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await using (var db = house.Db())
            await house.As("admin").Run(new RevokeToken("lin", db.ApiTokens.Single().Id));
        (await program.GetAsync("/api/v1/cases")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, OnBothEngines, Requirement("PLAT-001")]
    public async Task A_right_taken_away_closes_the_page_at_the_next_click(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        var url = $"/customers/{(await house.As("lin").Run(new OpenCustomer("王建国", "13800001234"))).Number}/phone";
        using var zhao = await house.SignedIn("zhao");
        await zhao.Read(url);
        await using (var db = house.Db())
        {
            var role = db.Roles.Single(r => r.Code == "supervisor");
            await house.As("admin").Run(new ChangeRole("supervisor", role.NameZh, role.NameEn, [.. role.Permissions.Where(p => p != "customers.reveal")], "test"));
        }
        (await zhao.Get(url)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<HttpStatusCode> Try(Visitor visitor, string password) =>
        (await visitor.PostForm("/sign-in", "/sign-in", ("login", "lin"), ("password", password))).StatusCode;
}
