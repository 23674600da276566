using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web.Shell;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Kernel.Web;

/// <summary>A no as a page: sign in, not found, not allowed, something went wrong.</summary>
public static class ErrorPages
{
    /// <summary>An answer to a person, or the page that says why not.</summary>
    public static async Task<IResult> Guarded(HttpContext http, Func<Task<IResult>> body)
    {
        try
        {
            return await body();
        }
        catch (Refusal refusal)
        {
            return await Show(http, refusal);
        }
    }

    public static async Task<IResult> Show(HttpContext http, Refusal refusal)
    {
        if (refusal.Kind == RefusalKind.SignIn) return ToSignIn(http);
        return await Show(http, refusal.Status(), refusal.Sentence);
    }

    public static async Task<IResult> Show(HttpContext http, int status, string sentence)
    {
        await FrameFiller.Fill(http, http.Actor(), T["Error"]);
        return http.Actor().IsNobody
            ? PageEndpoints.Render<BareErrorPage>(http, status, ("Status", status), ("Sentence", sentence))
            : PageEndpoints.Render<ErrorPage>(http, status, ("Status", status), ("Sentence", sentence));
    }

    /// <summary>A page that asks the database nothing, because that does not answer; one that was only looked at comes back by itself.</summary>
    public static IResult Away(HttpContext http, int status, string sentence)
    {
        var frame = http.RequestServices.GetRequiredService<PageFrame>();
        frame.Use(http.Request);
        frame.Title = T["Error"];
        var isLook = HttpMethods.IsGet(http.Request.Method);
        if (isLook && !http.Request.Headers.ContainsKey("HX-Request")) http.Response.Headers["Refresh"] = "10";
        return PageEndpoints.Render<BareErrorPage>(http, status, ("Status", status), ("Sentence", sentence), ("Again", isLook ? frame.Url.ToString() : Referer(http)));
    }

    /// <summary>An expired session: the browser keeps what was typed and comes back after signing in.</summary>
    private static IResult ToSignIn(HttpContext http)
    {
        var back = HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString.ToString() : Referer(http);
        http.Response.Headers["X-Sign-In"] = "required";
        http.Response.Headers.CacheControl = "no-cache, no-store";
        var url = "/sign-in?back=" + Uri.EscapeDataString(back);
        if (HttpMethods.IsGet(http.Request.Method) && !http.Request.Headers.ContainsKey("HX-Request")) return Results.Redirect(url);
        http.Response.Headers["HX-Redirect"] = url;
        return HttpMethods.IsGet(http.Request.Method) ? Results.StatusCode(StatusCodes.Status401Unauthorized) : PageEndpoints.Go(http, url);
    }

    private static string Referer(HttpContext http) =>
        Uri.TryCreate(http.Request.Headers.Referer.ToString(), UriKind.Absolute, out var referer) ? referer.PathAndQuery : "/";
}
