using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Activity;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Administration.People;
using Shouwen.Modules.Customers.Files;
using Shouwen.Shell;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Kernel.Access;

/// <summary>Guessing does not pay, and what ends, ends everywhere.</summary>
public sealed class HardenedSignInStories
{
    [Theory, OnBothEngines, Requirement("PLAT-024")]
    public async Task An_address_that_tries_many_names_has_to_wait(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        using var visitor = house.Browser();
        var token = await visitor.Token("/sign-in");
        foreach (var i in Enumerable.Range(0, 30)) (await Try(visitor, token, $"nobody{i}", "guess")).ShouldBe(HttpStatusCode.Unauthorized);
        (await Try(visitor, token, "zhao", Cast.Password)).ShouldBe(HttpStatusCode.TooManyRequests, "before any password is looked at");
        house.Clock.Utc = house.Now.AddMinutes(10);
        (await Try(visitor, token, "zhao", Cast.Password)).ShouldBe(HttpStatusCode.SeeOther);
    }

    [Theory, OnBothEngines, Requirement("PLAT-024")]
    public async Task An_unknown_name_costs_what_a_known_one_costs_and_is_answered_alike(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        await using var db = house.Db();
        foreach (var login in new[] { "lin", "nobody" })
        {
            var hasher = new Counting();
            (await new CheckPassword.Handler(db, hasher).Handle(new CheckPassword(login, "guess"), default)).IsRight.ShouldBeFalse();
            hasher.Compared.ShouldBe(1, login);
        }
        using var visitor = house.Browser();
        var token = await visitor.Token("/sign-in");
        var before = await house.Count<ActivityEntry>();
        var (known, unknown) = (await Page(visitor, token, "lin"), await Page(visitor, token, "nob"));
        Named(known).ShouldBe(Named(unknown));
        (await house.Count<ActivityEntry>() - before).ShouldBe(2, "each failure is written down, so that both take the same time");
        foreach (var _ in Enumerable.Range(0, 5)) await Page(visitor, token, "lin");
        Named(await Page(visitor, token, "lin")).ShouldBe(Named(unknown), "a locked account does not tell that there is one");
    }

    [Theory, OnBothEngines, Requirement("PLAT-024")]
    public async Task A_new_password_ends_all_sessions_and_all_keys(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        using var here = await house.SignedIn("lin");
        using var there = await house.SignedIn("lin");
        using var program = await house.Program("lin");
        (await here.Read("/me")).ShouldContain("1");
        (await here.PostForm("/me", "/me/password", ("current", Cast.Password), ("new", "a better password"), ("repeat", "a better password"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await there.Get("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await here.Get("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await program.GetAsync("/api/v1/cases")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        using var zhao = await house.Program("zhao");
        await house.As("admin").Run(new ResetPassword("zhao", "a better password", "a better password"));
        (await zhao.GetAsync("/api/v1/cases")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, OnBothEngines, Requirement("PLAT-024")]
    public async Task Who_is_disabled_on_one_node_is_out_on_the_other_at_once(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        await using var other = await house.Another();
        using var lin = await house.SignedIn("lin");
        using var program = await house.Program("lin");
        await other.As("admin").Run(new DisablePerson("lin", "离职"));
        (await lin.Get("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await program.GetAsync("/api/v1/cases")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, OnBothEngines, Requirement("CUST-014")]
    public async Task Nobody_reads_one_telephone_after_the_other(Engine engine)
    {
        await using var house = await House.Open(engine);
        await house.As("admin").Run(new Shouwen.Kernel.Policies.ChangeParameter("customer.reveal.most", "3", new DateOnly(2026, 3, 2), "test"));
        var made = await house.As("lin").Run(new OpenCustomer("王建国", "13800001234"));
        foreach (var _ in Enumerable.Range(0, 3)) await house.As("zhao").Run(new RevealPhone(made.Number, "核对"));
        var refused = await house.As("zhao").Refused(new RevealPhone(made.Number, "核对"));
        (refused.Code, refused.Kind).ShouldBe(("reveal.too-many", RefusalKind.TooMany));
        house.Clock.Utc = house.Now.AddMinutes(61);
        (await house.As("zhao").Run(new RevealPhone(made.Number, "核对"))).Phone.ShouldBe("13800001234");
        await using var db = house.Db();
        (await db.Activity.CountAsync(a => a.UseCase == nameof(RevealPhone) && a.Reason == "核对")).ShouldBe(4);
    }

    private static async Task<HttpStatusCode> Try(Visitor visitor, string token, string login, string password) =>
        (await visitor.PostWith(token, "/sign-in", ("login", login), ("password", password))).StatusCode;

    private static async Task<string> Page(Visitor visitor, string token, string login) =>
        System.Text.RegularExpressions.Regex.Replace(await (await visitor.PostWith(token, "/sign-in", ("login", login), ("password", "guess"))).Content.ReadAsStringAsync(), "CfDJ8[\\w-]+", "#");

    private static string Named(string page) => page.Replace("value=\"lin\"", "#").Replace("value=\"nob\"", "#");

    /// <summary>Counts how often a password was compared.</summary>
    private sealed class Counting : IPasswordHasher<User>
    {
        private readonly PasswordHasher<User> real = new();

        public int Compared { get; private set; }

        public string HashPassword(User user, string password) => real.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
        {
            Compared++;
            return real.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
