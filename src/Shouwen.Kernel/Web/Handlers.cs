using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Shouwen.Kernel.Web;

/// <summary>Maps what takes the request itself and gives a result.</summary>
internal static class Handlers
{
    /// <summary>The framework would write and compile a caller for each of some hundreds, which only matters to those with parameters to bind.</summary>
    public static RouteHandlerBuilder MapHandler(this IEndpointRouteBuilder app, string method, string path, Func<HttpContext, Task<IResult>> handler)
    {
        RequestDelegate answer = async http => await (await handler(http)).ExecuteAsync(http);
        // The description of the interface tells of those that have a method.
        return new RouteHandlerBuilder([app.MapMethods(path, [method], answer).WithMetadata(handler.Method)]);
    }
}
