using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Shell;

/// <summary>Alive: the process answers. Ready: the database answers too.</summary>
public static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => Results.Text("ok")).ExcludeFromDescription();
        app.MapGet("/readyz", async (IReadContexts contexts, HttpContext http) =>
        {
            try
            {
                await using var db = contexts.Rent(Reach.Nothing);
                await db.Settings.AnyAsync(http.RequestAborted);
                return Results.Text("ready");
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                http.Response.Headers.RetryAfter = "2";
                return Results.Text("the database does not answer", statusCode: 503);
            }
        }).ExcludeFromDescription();
    }
}
