using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Web;

/// <summary>Reads what was typed also when the page's token is stale: it is given back with the message, not lost in a fault.</summary>
public static class TypedForm
{
    /// <summary>The framework's mark that a form with a bad token must not be read; every form endpoint here checks the token itself.</summary>
    private const string Guard = "__AntiforgeryMiddlewareWithEndpointInvoked";

    /// <summary>The token on the page has run out, or the form was not ours.</summary>
    public static bool IsStale(this HttpContext http) => http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false };

    /// <summary>Refuses a stale form in the words of the page.</summary>
    public static void MustBeFresh(this HttpContext http)
    {
        if (http.IsStale()) throw new Refusal("stale-page", "The page was open too long. Please send it once more.");
    }

    public static Task<IFormCollection> Typed(this HttpContext http)
    {
        http.Items.Remove(Guard);
        return http.Request.HasFormContentType ? http.Request.ReadFormAsync(http.RequestAborted) : Task.FromResult<IFormCollection>(FormCollection.Empty);
    }
}
