using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Shell;

/// <summary>Catches what nobody caught: a number to quote, never a stack trace; a database that is away is said to be away.</summary>
public sealed class LastResort(RequestDelegate next, ILogger<LastResort> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; there is nobody to answer.
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            var status = fault switch
            {
                BadHttpRequestException bad => bad.StatusCode,
                Refusal refusal => refusal.Status(),
                // A form that is no form, such as one with a zero character in it.
                InvalidDataException or InvalidOperationException { Source: "Microsoft.AspNetCore.WebUtilities" } => StatusCodes.Status400BadRequest,
                _ => Outage.Of(fault) switch
                {
                    Trouble.Away => StatusCodes.Status503ServiceUnavailable,
                    Trouble.NoRoom => StatusCodes.Status507InsufficientStorage,
                    _ => StatusCodes.Status500InternalServerError,
                },
            };
            if (status >= 500) log.LogError(fault, "A request failed");
            var sentence = fault is Refusal said ? said.Sentence : status switch
            {
                507 => T["There is no room left on the server's disk. Nothing was changed; please tell the administrator and try again later."],
                503 => T["The database does not answer at the moment. Nothing was lost; please try again."],
                500 => T["Something went wrong. Nothing was changed."],
                _ => T["This request cannot be understood."],
            };
            http.Response.Clear();
            if (status is 503 or 507) http.Response.Headers.RetryAfter = status == 503 ? "2" : "30";
            var result = http.Request.Path.StartsWithSegments("/api")
                ? Problems.Of(status, status switch { 503 => "unavailable", 507 => "no-room", 500 => "failed", _ => "bad-request" }, sentence)
                : status is 503 or 507 ? ErrorPages.Away(http, status, sentence)
                : await ErrorPages.Show(http, status, sentence);
            await result.ExecuteAsync(http);
        }
    }
}

/// <summary>An address that leads nowhere.</summary>
public static class NoSuchPage
{
    public static async Task Answer(HttpContext http)
    {
        var result = http.Request.Path.StartsWithSegments("/api")
            ? Problems.Of(404, "not-found", T["There is nothing at this address."])
            : http.Actor().IsNobody ? Results.Redirect("/sign-in")
            : await ErrorPages.Show(http, 404, T["There is nothing at this address."]);
        await result.ExecuteAsync(http);
    }
}
