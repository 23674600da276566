using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Shouwen.Kernel.Access;
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

    /// <summary>Asked of the database with every request: someone disabled is out at the next click.</summary>
    public static async Task Find(HttpContext http, Func<Task> next)
    {
        if (Path(http) is { } way)
        {
            var contexts = http.RequestServices.GetService(typeof(IReadContexts)) as IReadContexts;
            await using var db = contexts!.Rent(Reach.Nothing);
            http.Items[Key] = way == Way.Token ? await ByToken(http, db) : await ByCookie(http, db);
        }
        if (http.Actor().OwesSecondFactor && !IsOnTheWayToIt(http.Request.Path)) await PageEndpoints.Go(http, SetUpPage).ExecuteAsync(http);
        else await next();
    }

    /// <summary>Where the second factor is set up; besides it one may only leave and choose the language.</summary>
    private static bool IsOnTheWayToIt(PathString path) =>
        path == SetUpPage || path.StartsWithSegments(SetUpPage + "/second-factor") || path == "/sign-out" || path.StartsWithSegments("/language");

    /// <summary>Whether someone who has been listening for a while still has this account and this session.</summary>
    public static async Task<bool> IsStill(HttpContext http, Actor actor)
    {
        var contexts = http.RequestServices.GetService(typeof(IReadContexts)) as IReadContexts;
        await using var db = contexts!.Rent(Reach.Nothing);
        return await ByCookie(http, db) is { } now && now.Id == actor.Id;
    }

    private enum Way { Token, Cookie }

    private static Way? Path(HttpContext http)
    {
        if (http.Request.Path.StartsWithSegments("/api")) return Way.Token;
        return http.GetEndpoint()?.Metadata.GetMetadata<PageWay>() is not null ? Way.Cookie : null;
    }

    private static async Task<Actor?> ByToken(HttpContext http, Data.KernelDb db)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return null;
        var now = ((TimeProvider)http.RequestServices.GetService(typeof(TimeProvider))!).GetUtcNow().UtcDateTime;
        return await db.ActorOfToken(header[7..].Trim(), now, http.RequestAborted);
    }

    private static async Task<Actor?> ByCookie(HttpContext http, Data.KernelDb db)
    {
        var ticket = await http.AuthenticateAsync(Scheme);
        if (!ticket.Succeeded
            || !Guid.TryParse(ticket.Principal.FindFirst(UserClaim)?.Value, CultureInfo.InvariantCulture, out var user)
            || !Guid.TryParse(ticket.Principal.FindFirst(StampClaim)?.Value, CultureInfo.InvariantCulture, out var stamp)) return null;
        return await db.Actor(user, stamp, http.RequestAborted);
    }
}

/// <summary>Marks an endpoint that serves people: it takes the sign-in cookie.</summary>
public sealed record PageWay;
