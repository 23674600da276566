using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Shell;

/// <summary>Alive: the process answers. Ready: the database answers too, and the node is not about to stop.</summary>
public static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => Results.Text("ok")).ExcludeFromDescription();
        app.MapGet("/readyz", async (IReadContexts contexts, IHostApplicationLifetime life, HttpContext http) =>
        {
            if (life.ApplicationStopping.IsCancellationRequested) return Not(http, "this node is stopping");
            try
            {
                await using var db = contexts.Rent(Reach.Nothing);
                await db.Settings.AnyAsync(http.RequestAborted);
                return Results.Text("ready");
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                return Not(http, "the database does not answer");
            }
        }).ExcludeFromDescription();
    }

    private static IResult Not(HttpContext http, string why)
    {
        http.Response.Headers.RetryAfter = "2";
        return Results.Text(why, statusCode: 503);
    }
}
