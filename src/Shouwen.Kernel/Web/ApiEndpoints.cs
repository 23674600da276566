using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Web;

/// <summary>What a record that can be changed on an old view carries, for ETag and If-Match.</summary>
public interface IVersioned
{
    int Version { get; }
}

/// <summary>The endpoints for programs: bearer token in, JSON out, problem+json for every no.</summary>
public static class ApiEndpoints
{
    private const int LongestKey = 255;

    public static void MapGet<TQuery, TResult>(IEndpointRouteBuilder app, string path) where TQuery : class, IQuery<TQuery, TResult> =>
        app.MapHandler("GET", path, http => Guarded(async () =>
        {
            Door.Authorise(http.Actor(), TQuery.Needs);
            var (query, errors) = Binder.Bind<TQuery>(Typed(http));
            if (errors.Count > 0) throw new InvalidInput(errors);
            UnknownParameters<TQuery>(http);
            var result = await http.RequestServices.GetRequiredService<Door>().Ask(query, http.Actor(), http.RequestAborted);
            if (result is IVersioned versioned) http.Response.Headers.ETag = $"\"{versioned.Version}\"";
            return Results.Json(result, ApiInput.Json);
        })).WithMetadata(new ApiWay(typeof(TQuery), typeof(TResult))).Produces<TResult>();

    public static void MapCommand<TCommand, TResult>(string method, IEndpointRouteBuilder app, string path, Func<TResult, string>? location)
        where TCommand : class, ICommand<TCommand, TResult> =>
        app.MapHandler(method, path, http => Guarded(async () =>
        {
            var actor = http.Actor();
            Door.Authorise(actor, TCommand.Needs);
            if (http.Request.ContentType is not null && !http.Request.HasJsonContentType()) throw WrongContent("application/json");
            var (command, body) = await ApiInput.Read<TCommand>(http);
            var options = new RunOptions(Key(http, body, actor.Id), Expected(http));
            var result = await http.RequestServices.GetRequiredService<Door>().Run(command, actor, options, http.RequestAborted);
            if (location is null) return Results.Json(result, ApiInput.Json);
            http.Response.Headers.Location = location(result);
            return Results.Json(result, ApiInput.Json, statusCode: StatusCodes.Status201Created);
        })).DisableAntiforgery().WithMetadata(new ApiWay(typeof(TCommand), typeof(TResult)))
            .Produces<TResult>(location is null ? 200 : 201);

    public static async Task<IResult> Guarded(Func<Task<IResult>> body)
    {
        try
        {
            return await body();
        }
        catch (Refusal refusal)
        {
            return Problems.Of(refusal);
        }
    }

    private static Dictionary<string, string[]> Typed(HttpContext http)
    {
        var typed = http.Request.Query.ToDictionary(q => q.Key, q => q.Value.OfType<string>().ToArray());
        foreach (var (name, value) in http.Request.RouteValues) typed[name] = [value?.ToString() ?? ""];
        return typed;
    }

    /// <summary>A misspelt filter would answer something that was not asked for.</summary>
    public static void UnknownParameters<TQuery>(HttpContext http, params string[] also)
    {
        var known = typeof(TQuery).GetConstructors().MaxBy(c => c.GetParameters().Length)!.GetParameters().Select(p => Names.Camel(p.Name!)).Concat(also).ToHashSet();
        var unknown = http.Request.Query.Keys.Where(k => !known.Contains(k)).ToDictionary(k => k.Length > 0 ? k : "query", _ => Text.Words.T["There is no field of this name."]);
        if (unknown.Count > 0) throw new InvalidInput(unknown);
    }

    /// <summary>Said here and not by the router, which would say that there is nothing at the address.</summary>
    public static Refusal WrongContent(string wanted) => new("content-type", "Please send this as {0}.", wanted) { Kind = RefusalKind.WrongContent };

    /// <summary>The key belongs to the caller and the address; the same key with another body is refused.</summary>
    private static Once? Key(HttpContext http, string body, Guid actor)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0) return null;
        if (key.Length > LongestKey) throw Refusal.Of("Idempotency-Key", "idempotency-key", "The idempotency key may have at most {0} characters.", LongestKey);
        var request = SHA256.HashData(Encoding.UTF8.GetBytes(http.Request.Method + http.Request.Path + "\n" + body));
        var owner = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(actor.ToString("N") + key)));
        return new Once("api:" + owner, Convert.ToHexStringLower(request));
    }

    private static int? Expected(HttpContext http)
    {
        var match = http.Request.Headers.IfMatch.ToString();
        if (match.Length == 0 || match == "*") return null;
        return int.TryParse(match.Trim('"'), out var version) ? version : -1;
    }
}

/// <summary>Marks an endpoint for programs with its use case and answer, for the interface description.</summary>
public sealed record ApiWay(Type UseCase, Type Answer)
{
    /// <summary>Parameters of the address that are not the use case's own, with their possible words.</summary>
    public IReadOnlyList<(string Name, string[] Words)> Choices { get; init; } = [];

    /// <summary>It takes a file for a record, as a form with parts.</summary>
    public bool TakesFile { get; init; }
}
