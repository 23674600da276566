using Microsoft.AspNetCore.Http;

namespace Shouwen.Kernel.Web;

/// <summary>Reads what was typed also when the page's token is stale: it is given back with the message, not lost in a fault.</summary>
public static class TypedForm
{
    /// <summary>The framework's mark that a form with a bad token must not be read; every form endpoint here checks the token itself.</summary>
    private const string Guard = "__AntiforgeryMiddlewareWithEndpointInvoked";

    public static Task<IFormCollection> Typed(this HttpContext http)
    {
        http.Items.Remove(Guard);
        return http.Request.HasFormContentType ? http.Request.ReadFormAsync(http.RequestAborted) : Task.FromResult<IFormCollection>(FormCollection.Empty);
    }
}
