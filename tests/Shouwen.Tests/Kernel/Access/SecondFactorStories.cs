using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Activity;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Administration.People;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Kernel.Access;

/// <summary>The second factor: set up with an app, asked for at sign-in, lost with the telephone.</summary>
public sealed class SecondFactorStories
{
    [Fact]
    public void The_codes_are_those_of_the_standard()
    {
        // RFC 6238, appendix B, the secret "12345678901234567890", the last six digits.
        const string secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        foreach (var (seconds, code) in new[] { (59L, "287082"), (1111111109L, "081804"), (1234567890L, "005924"), (20000000000L, "353130") })
            Totp.Code(secret, seconds / 30).ShouldBe(code);
    }

    [Theory, OnBothEngines, Requirement("PLAT-024")]
    public async Task With_the_second_factor_the_password_alone_opens_nothing_and_a_code_works_once(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        var (secret, _) = await SetUp(house);
        using var visitor = house.Browser();
        var asked = await visitor.PostForm("/sign-in", "/sign-in", ("login", "lin"), ("password", Cast.Password));
        var html = await asked.Content.ReadAsStringAsync();
        (asked.StatusCode, (await visitor.Get("/")).StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.Redirect), "the password alone is not enough");
        (await Code(visitor, html, "000000")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var code = Totp.Code(secret, Totp.Step(house.Now) + 1);
        (await Code(visitor, html, code)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await visitor.Get("/")).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var overTheShoulder = house.Browser();
        var again = await (await overTheShoulder.PostForm("/sign-in", "/sign-in", ("login", "lin"), ("password", Cast.Password))).Content.ReadAsStringAsync();
        (await Code(overTheShoulder, again, code)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the same code a second time");
    }

    [Theory, OnBothEngines, Requirement("PLAT-024")]
    public async Task A_recovery_code_opens_once_and_an_old_ticket_never(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        var (secret, recovery) = await SetUp(house);
        recovery.Count.ShouldBe(10);
        using var visitor = house.Browser();
        var html = await (await visitor.PostForm("/sign-in", "/sign-in", ("login", "lin"), ("password", Cast.Password))).Content.ReadAsStringAsync();
        (await Code(visitor, html, recovery[3].ToLowerInvariant().Replace("-", " "))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var second = house.Browser();
        var other = await (await second.PostForm("/sign-in", "/sign-in", ("login", "lin"), ("password", Cast.Password))).Content.ReadAsStringAsync();
        (await Code(second, other, recovery[3])).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "each recovery code works once");
        house.Clock.Utc = house.Now.AddMinutes(6);
        var late = await Code(second, other, Totp.Code(secret, Totp.Step(house.Now)));
        (late.StatusCode, late.Headers.Location?.OriginalString).ShouldBe((HttpStatusCode.SeeOther, "/sign-in"), "the password was right too long ago");
        (await second.Get("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory, OnBothEngines, Requirement("PLAT-024")]
    public async Task Wrong_codes_lock_the_account_as_wrong_passwords_do(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        var (secret, _) = await SetUp(house);
        using var visitor = house.Browser();
        var html = await (await visitor.PostForm("/sign-in", "/sign-in", ("login", "lin"), ("password", Cast.Password))).Content.ReadAsStringAsync();
        foreach (var _ in Enumerable.Range(0, 5)) (await Code(visitor, html, "123123")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Code(visitor, html, Totp.Code(secret, Totp.Step(house.Now) + 1))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, OnBothEngines, Requirement("PLAT-024")]
    public async Task The_administrator_takes_it_away_with_a_reason_and_the_secret_is_readable_nowhere(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        var (secret, _) = await SetUp(house);
        await using (var db = house.Db())
        {
            (await db.SecondFactors.SingleAsync()).Secret.ShouldNotContain(secret);
            (await db.Activity.Select(a => a.Changes).ToListAsync()).ShouldAllBe(c => !c.Contains("Secret") && !c.Contains(secret));
        }
        using var lin = await SignedInWithCode(house, secret);
        await house.As("admin").Run(new ResetSecondFactor("lin", "手机丢失"));
        (await lin.Get("/me")).StatusCode.ShouldBe(HttpStatusCode.Redirect, "open sessions have ended");
        using var again = await house.SignedIn("lin");
        (await again.Get("/")).StatusCode.ShouldBe(HttpStatusCode.OK, "the password alone is enough again");
        await using var after = house.Db();
        (await after.Set<ActivityEntry>().SingleAsync(a => a.UseCase == nameof(ResetSecondFactor))).Reason.ShouldBe("手机丢失");
    }

    [Theory, OnBothEngines, Requirement("PLAT-024")]
    public async Task Turning_it_off_asks_for_the_password(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        await SetUp(house);
        (await house.As("lin").Refused(new TurnOffSecondFactor("wrong"))).Field.ShouldBe("password");
        await house.As("lin").Run(new TurnOffSecondFactor(Cast.Password));
        (await house.SignedIn("lin")).Dispose();
    }

    [Theory, OnBothEngines, Requirement("PLAT-024")]
    public async Task Who_holds_a_role_that_demands_it_can_do_nothing_before_it_is_set_up_and_programs_are_not_concerned(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        using var before = await house.SignedIn("lin");
        using var program = await house.Program("lin");
        await Demand(house, "agent", true);

        foreach (var path in new[] { "/", "/cases", "/search?q=1", "/help", "/reports" })
        {
            var answer = await before.Get(path);
            (answer.StatusCode, answer.Headers.Location?.OriginalString).ShouldBe((HttpStatusCode.SeeOther, "/me"), path);
        }
        var cases = await house.Count<Case>();
        (await before.PostForm("/me", "/cases/new", ("type", "complaint"), ("subject", "x"), ("content", "y"), ("channel", "phone"), ("customer.name", "z"))).Headers.Location?.OriginalString.ShouldBe("/me");
        (await before.PostForm("/me", "/me/absence", ("from", ""))).Headers.Location?.OriginalString.ShouldBe("/me");
        (await house.Count<Case>()).ShouldBe(cases);
        (await program.GetAsync("/api/v1/cases")).StatusCode.ShouldBe(HttpStatusCode.OK, "a key for programs is not asked");

        using var lin = await house.SignedIn("lin");
        var page = await lin.Read("/me");
        page.ShouldContain("您的一个角色要求使用第二重验证");
        page.ShouldNotContain("/me/absence");
        (await lin.PostForm("/me", "/me/second-factor")).Headers.Location?.OriginalString.ShouldBe("/me");
        await using var db = house.Db();
        var secret = house.Services.GetRequiredService<SecondFactorKeys>().Open((await db.SecondFactors.SingleAsync()).Secret);
        (await lin.PostForm("/me", "/me/second-factor/confirm", ("code", "000000"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await lin.Get("/")).StatusCode.ShouldBe(HttpStatusCode.SeeOther, "a wrong code opens nothing");
        var made = await lin.PostForm("/me", "/me/second-factor/confirm", ("code", Totp.Code(secret, Totp.Step(house.Now))));
        (await made.Content.ReadAsStringAsync()).ShouldContain("恢复码");
        (await lin.Get("/")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await house.As("lin").Refused(new TurnOffSecondFactor(Cast.Password))).Code.ShouldBe("second-factor.demanded");
        await Demand(house, "agent", false);
        await house.As("lin").Run(new TurnOffSecondFactor(Cast.Password));
        (await lin.Get("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, OnBothEngines, Requirement("PLAT-024")]
    public async Task Only_the_holders_of_the_role_are_asked(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        await Demand(house, "director", true);
        using var lin = await house.SignedIn("lin");
        (await lin.Get("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var admin = await house.SignedIn("admin");
        (await admin.Read("/administration/roles")).ShouldContain("已要求");
    }

    private static async Task Demand(House house, string role, bool demanded)
    {
        await using var db = house.Db();
        var now = await db.Roles.SingleAsync(r => r.Code == role);
        using var admin = await house.SignedIn("admin");
        var page = "/administration/roles/" + role;
        (string, string)[] fields = [("nameZh", now.NameZh), ("nameEn", now.NameEn), .. now.Permissions.Select(p => ("rights", p)), .. demanded ? [("needsSecondFactor", "true")] : Array.Empty<(string, string)>()];
        (await admin.PostForm(page, page, fields)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    private static async Task<(string Secret, IReadOnlyList<string> Recovery)> SetUp(House house)
    {
        await house.As("lin").Run(new BeginSecondFactor());
        string secret;
        await using (var db = house.Db()) secret = house.Services.GetRequiredService<SecondFactorKeys>().Open((await db.SecondFactors.SingleAsync()).Secret);
        (await house.As("lin").Refused(new ConfirmSecondFactor("000000"))).Field.ShouldBe("code");
        return (secret, (await house.As("lin").Run(new ConfirmSecondFactor(Totp.Code(secret, Totp.Step(house.Now))))).RecoveryCodes);
    }

    private static async Task<Visitor> SignedInWithCode(House house, string secret)
    {
        var visitor = house.Browser();
        var html = await (await visitor.PostForm("/sign-in", "/sign-in", ("login", "lin"), ("password", Cast.Password))).Content.ReadAsStringAsync();
        (await Code(visitor, html, Totp.Code(secret, Totp.Step(house.Now) + 1))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        return visitor;
    }

    private static Task<HttpResponseMessage> Code(Visitor visitor, string page, string code) =>
        visitor.PostWith(Field(page, "__RequestVerificationToken"), "/sign-in/code", ("ticket", Field(page, "ticket")), ("code", code));

    private static string Field(string page, string name) => Regex.Match(page, $"name=\"{name}\"[^>]*value=\"([^\"]+)").Groups[1].Value;
}
