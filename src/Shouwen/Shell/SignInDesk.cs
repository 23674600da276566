using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Shell;

/// <summary>Sign-in, sign-out, first start and the choice of language: the ways that exist before there is an actor.</summary>
public static class SignInDesk
{
    public static void Map(Routes routes)
    {
        routes.Other("GET", "/sign-in", typeof(CheckPassword), KernelPermissions.System, app =>
            app.MapGet("/sign-in", (Delegate)Show).WithMetadata(new PageWay()).ExcludeFromDescription());
        routes.Other("POST", "/sign-in", typeof(SignIn), KernelPermissions.System, app =>
            app.MapPost("/sign-in", (Delegate)Enter).WithMetadata(new PageWay(), new RequireAntiforgeryTokenAttribute()).ExcludeFromDescription());
        routes.Other("POST", "/sign-in/code", typeof(SignIn), KernelPermissions.System, app =>
            app.MapPost("/sign-in/code", (Delegate)EnterCode).WithMetadata(new PageWay(), new RequireAntiforgeryTokenAttribute()).ExcludeFromDescription());
        routes.Other("POST", "/sign-out", typeof(SignIn), KernelPermissions.SignedIn, app =>
            app.MapPost("/sign-out", (Delegate)Leave).WithMetadata(new PageWay(), new RequireAntiforgeryTokenAttribute()).ExcludeFromDescription());
        routes.Other("GET", "/welcome", typeof(SetUp), KernelPermissions.System, app =>
            app.MapGet("/welcome", (Delegate)ShowWelcome).WithMetadata(new PageWay()).ExcludeFromDescription());
        routes.Other("POST", "/welcome", typeof(SetUp), KernelPermissions.System, app =>
            app.MapPost("/welcome", (Delegate)Begin).WithMetadata(new PageWay(), new RequireAntiforgeryTokenAttribute()).ExcludeFromDescription());
        routes.Other("GET", "/language/{language}", typeof(SignIn), KernelPermissions.System, app => app.MapGet("/language/{language}", (Delegate)Language).ExcludeFromDescription());
    }

    private static async Task<IResult> Show(HttpContext http, IReadContexts contexts)
    {
        if (!http.Actor().IsNobody) return Results.Redirect(Back(http.Request.Query["back"]));
        if (await IsFresh(contexts, http.RequestAborted)) return Results.Redirect("/welcome");
        return await Page(http, FormState.Filled(("back", http.Request.Query["back"])), 200);
    }

    private static async Task<IResult> Enter(HttpContext http, Door door, SignInGuard guard)
    {
        var typed = await http.Typed();
        var form = FormState.Filled(("login", typed["login"]), ("back", typed["back"]));
        if (http.IsStale())
            return await Page(http, form with { Message = T["The page was open too long. Please send it once more."] }, 400);
        if (await guard.HasToWait(http)) return await Page(http, form with { Message = T["Too many failed attempts from here. Please wait some minutes."] }, 429);
        var check = await door.Ask(new CheckPassword(typed["login"].ToString(), typed["password"].ToString()), Actor.System, http.RequestAborted);
        var result = await door.Run(new SignIn(check.UserId, check.IsRight), Actor.System, null, http.RequestAborted);
        if (result.Outcome == SignInOutcome.CodeAsked) return await CodePage(http, FormState.Filled(("ticket", guard.Ticket(result)), ("back", typed["back"])), 200);
        if (result.Outcome != SignInOutcome.Welcome) return await Wrong(http, guard, form, Page, T["Name or password is not right. After too many failed attempts an account is locked for a while; the administrator can unlock it."]);
        return await Welcome(http, result, typed["back"]);
    }

    /// <summary>The second step: the ticket says that the password was right a moment ago.</summary>
    private static async Task<IResult> EnterCode(HttpContext http, Door door, SignInGuard guard)
    {
        var typed = await http.Typed();
        var form = FormState.Filled(("ticket", typed["ticket"]), ("back", typed["back"]));
        if (http.IsStale())
            return await CodePage(http, form with { Message = T["The page was open too long. Please send it once more."] }, 400);
        if (await guard.HasToWait(http)) return await CodePage(http, form with { Message = T["Too many failed attempts from here. Please wait some minutes."] }, 429);
        if (guard.Read(typed["ticket"].ToString()) is not var (user, stamp)) return PageEndpoints.Go(http, "/sign-in");
        var result = await door.Run(new SignIn(user, true, Code(typed["code"])), Actor.System, null, http.RequestAborted);
        if (result.Outcome != SignInOutcome.Welcome || result.Stamp != stamp) return await Wrong(http, guard, form, CodePage, T["This code is not right. After too many failed attempts an account is locked for a while; the administrator can unlock it."]);
        return await Welcome(http, result, typed["back"]);
    }

    /// <summary>One sentence for wrong and for locked, so that it tells nothing about who has an account.</summary>
    private static async Task<IResult> Wrong(HttpContext http, SignInGuard guard, FormState form, Func<HttpContext, FormState, int, Task<IResult>> page, string sentence)
    {
        await guard.Failed(http);
        return await page(http, form with { Message = sentence }, 401);
    }

    private static async Task<IResult> Welcome(HttpContext http, SignIn.Result result, string? back)
    {
        var identity = new ClaimsIdentity([new(CurrentActor.UserClaim, result.UserId.ToString("N")), new(CurrentActor.StampClaim, result.Stamp.ToString("N"))], CurrentActor.Scheme);
        await http.SignInAsync(CurrentActor.Scheme, new ClaimsPrincipal(identity));
        return PageEndpoints.Go(http, Back(back));
    }

    /// <summary>What cannot be a code is a wrong one.</summary>
    private static string Code(string? typed) => string.Concat((typed ?? "").Where(char.IsAsciiLetterOrDigit).Take(20));

    private static async Task<IResult> Leave(HttpContext http)
    {
        await http.SignOutAsync(CurrentActor.Scheme);
        return PageEndpoints.Go(http, "/sign-in");
    }

    private static async Task<IResult> ShowWelcome(HttpContext http, IReadContexts contexts) =>
        await IsFresh(contexts, http.RequestAborted) ? await First(http, FormState.Empty, 200) : Results.Redirect("/");

    private static async Task<IResult> Begin(HttpContext http, Door door, IReadContexts contexts, FirstStart start)
    {
        if (!await IsFresh(contexts, http.RequestAborted)) return Results.Redirect("/");
        var typed = await http.Typed();
        var form = new FormState("", typed.Where(t => t.Key is not ("password" or "code")).ToDictionary(t => t.Key, t => t.Value.OfType<string>().ToArray()), new Dictionary<string, string>());
        if (http.IsStale())
            return await First(http, form with { Message = T["The page was open too long. Please send it once more."] }, 400);
        if (!start.IsRight(typed["code"]))
            return await First(http, form with { Errors = new Dictionary<string, string> { ["code"] = T["This is not the code that the server printed when it started."] } }, 422);
        if (typed["company"].ToString().Trim().Length is 0 or > 100)
            return await First(http, form with { Errors = new Dictionary<string, string> { ["company"] = T["Please fill in this field."] } }, 422);
        try
        {
            await FirstAdministrator.Create(door, typed["company"].ToString(), typed["login"].ToString(), typed["name"].ToString(), typed["password"].ToString(), http.RequestAborted);
            return PageEndpoints.Go(http, "/sign-in");
        }
        catch (Refusal refusal)
        {
            return await First(http, form with { Errors = refusal.Fields(), Message = refusal.Fields().Count == 0 ? refusal.Sentence : null }, refusal.Status());
        }
    }

    private static IResult Language(HttpContext http, string language)
    {
        if (language is "zh-CN" or "en")
            http.Response.Cookies.Append("lang", $"c={language}|uic={language}", new CookieOptions { IsEssential = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(400) });
        return Results.Redirect(Back(http.Request.Query["back"]));
    }

    private static async Task<IResult> Page(HttpContext http, FormState form, int status)
    {
        await FrameFiller.Fill(http, Actor.Nobody, T["Sign in"]);
        return PageEndpoints.Render<SignInPage>(http, status, ("Form", form));
    }

    private static async Task<IResult> CodePage(HttpContext http, FormState form, int status)
    {
        await FrameFiller.Fill(http, Actor.Nobody, T["Sign in"]);
        return PageEndpoints.Render<SecondFactorPage>(http, status, ("Form", form));
    }

    private static async Task<IResult> First(HttpContext http, FormState form, int status)
    {
        await FrameFiller.Fill(http, Actor.Nobody, T["Welcome"]);
        return PageEndpoints.Render<WelcomePage>(http, status, ("Form", form));
    }

    private static async Task<bool> IsFresh(IReadContexts contexts, CancellationToken ct)
    {
        await using var db = contexts.Rent(Reach.Nothing);
        return !await db.Users.AnyAsync(ct);
    }

    /// <summary>Only addresses within this site.</summary>
    private static string Back(string? url) =>
        url is { Length: > 1 and < 2000 } && url[0] == '/' && url[1] is not ('/' or '\\') && !url.Any(char.IsControl) ? url : "/";
}
