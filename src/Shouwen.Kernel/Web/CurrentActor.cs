using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Web;

/// <summary>Who sends this request. Pages take the cookie, programs a bearer token; neither takes the other's.</summary>
public static class CurrentActor
{
    public const string Scheme = "shouwen";
    public const string UserClaim = "user";
    public const string StampClaim = "stamp";
    private const string Key = "actor";
    private const string SetUpPage = "/me";

    public static Actor Actor(this HttpContext http) => http.Items[Key] as Actor ?? Access.Actor.Nobody;

    /// <summary>Asked of the database, and remembered for a moment: someone disabled is out at the next click, on another node two seconds later.</summary>
    public static async Task Find(HttpContext http, Func<Task> next)
    {
        if (Path(http) is { } way) http.Items[Key] = way == Way.Token ? await ByToken(http) : await ByCookie(http);
        if (http.Actor().OwesSecondFactor && !IsOnTheWayToIt(http.Request.Path)) await PageEndpoints.Go(http, SetUpPage).ExecuteAsync(http);
        else await next();
    }

    /// <summary>Where the second factor is set up; besides it one may only leave and choose the language.</summary>
    private static bool IsOnTheWayToIt(PathString path) =>
        path == SetUpPage || path.StartsWithSegments(SetUpPage + "/second-factor") || path == "/sign-out" || path.StartsWithSegments("/language");

    /// <summary>Whether someone who has been listening for a while still has this account and this session.</summary>
    public static async Task<bool> IsStill(HttpContext http, Actor actor) => await ByCookie(http) is { } now && now.Id == actor.Id;

    private enum Way { Token, Cookie }

    private static Way? Path(HttpContext http)
    {
        if (http.Request.Path.StartsWithSegments("/api")) return Way.Token;
        return http.GetEndpoint()?.Metadata.GetMetadata<PageWay>() is not null ? Way.Cookie : null;
    }

    private static async Task<Actor?> ByToken(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return null;
        var now = ((TimeProvider)http.RequestServices.GetService(typeof(TimeProvider))!).GetUtcNow().UtcDateTime;
        var token = header[7..].Trim();
        return await Known(http, "token " + Convert.ToHexString(ActorBook.TokenHash(token)), db => db.ActorOfToken(token, now, http.RequestAborted));
    }

    private static async Task<Actor?> ByCookie(HttpContext http)
    {
        var ticket = await http.AuthenticateAsync(Scheme);
        if (!ticket.Succeeded
            || !Guid.TryParse(ticket.Principal.FindFirst(UserClaim)?.Value, CultureInfo.InvariantCulture, out var user)
            || !Guid.TryParse(ticket.Principal.FindFirst(StampClaim)?.Value, CultureInfo.InvariantCulture, out var stamp)) return null;
        return await Known(http, $"user {user:N} {stamp:N}", db => db.Actor(user, stamp, http.RequestAborted));
    }

    private static async Task<Actor?> Known(HttpContext http, string key, Func<Data.KernelDb, Task<Actor?>> ask) =>
        await http.RequestServices.GetRequiredService<ActorCache>().Find(key, async () =>
        {
            await using var db = http.RequestServices.GetRequiredService<IReadContexts>().Rent(Reach.Nothing);
            return await ask(db);
        });
}

/// <summary>Marks an endpoint that serves people: it takes the sign-in cookie.</summary>
public sealed record PageWay;
