using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Web;

/// <summary>One way in: method, path and the use case behind it. The table of all of them is what the access matrix tests.</summary>
public sealed record Way(string Method, string Path, Type UseCase, Permission Needs, bool IsApi, Type Answer);

/// <summary>The routes of all modules: one line each, over the same use cases for programs and for people.</summary>
public sealed class Routes
{
    private readonly List<Action<IEndpointRouteBuilder>> maps = [];
    private readonly List<Way> ways = [];

    public IReadOnlyList<Way> Ways => ways;

    /// <summary>GET /api/v1/… answers a query as JSON.</summary>
    public void ApiGet<TQuery, TResult>(string path) where TQuery : class, IQuery<TQuery, TResult>
    {
        Add("GET", "/api/v1/" + path, typeof(TQuery), TQuery.Needs, true, typeof(TResult));
        maps.Add(app => ApiEndpoints.MapGet<TQuery, TResult>(app, "/api/v1/" + path));
    }

    /// <summary>POST /api/v1/… runs a command; with a location it answers 201.</summary>
    public void ApiPost<TCommand, TResult>(string path, Func<TResult, string>? location = null) where TCommand : class, ICommand<TCommand, TResult>
    {
        Add("POST", "/api/v1/" + path, typeof(TCommand), TCommand.Needs, true, typeof(TResult));
        maps.Add(app => ApiEndpoints.MapCommand<TCommand, TResult>("POST", app, "/api/v1/" + path, location));
    }

    public void ApiPut<TCommand, TResult>(string path) where TCommand : class, ICommand<TCommand, TResult>
    {
        Add("PUT", "/api/v1/" + path, typeof(TCommand), TCommand.Needs, true, typeof(TResult));
        maps.Add(app => ApiEndpoints.MapCommand<TCommand, TResult>("PUT", app, "/api/v1/" + path, null));
    }

    /// <summary>A page over a query.</summary>
    public void Page<TQuery, TView, TPage>(string path, string title, Func<TView, string>? titleOf = null)
        where TQuery : class, IQuery<TQuery, TView> where TPage : IComponent
    {
        Add("GET", path, typeof(TQuery), TQuery.Needs, false, typeof(TView));
        maps.Add(app => PageEndpoints.MapPage<TQuery, TView, TPage>(app, path, title, titleOf));
    }

    /// <summary>
    /// A form that runs a command; refused, the page it stands on comes back with everything typed. Where it leads to no
    /// address, the page itself shows what was made, once, as its parameter <c>Made</c>: for secrets that no address may carry.
    /// </summary>
    public void Form<TCommand, TResult, TQuery, TView, TPage>(string path, string title, Func<TResult, RouteValueDictionary, string> then, string? saved = null)
        where TCommand : class, ICommand<TCommand, TResult> where TQuery : class, IQuery<TQuery, TView> where TPage : IComponent
    {
        Add("POST", path, typeof(TCommand), TCommand.Needs, false, typeof(TResult));
        maps.Add(app => PageEndpoints.MapForm<TCommand, TResult, TQuery, TView, TPage>(app, path, title, then, saved));
    }

    /// <summary>A form whose answer is shown at once and never again, such as a revealed number.</summary>
    public void Answer<TCommand, TResult, TQuery, TView, TPage, TAnswer>(string path, string title)
        where TCommand : class, ICommand<TCommand, TResult> where TQuery : class, IQuery<TQuery, TView> where TPage : IComponent where TAnswer : IComponent
    {
        Add("POST", path, typeof(TCommand), TCommand.Needs, false, typeof(TResult));
        maps.Add(app => PageEndpoints.MapAnswer<TCommand, TResult, TQuery, TView, TPage, TAnswer>(app, path, title));
    }

    /// <summary>An endpoint of another shape, such as sign-in or a download; it still names its use case.</summary>
    public void Other(string method, string path, Type useCase, Permission needs, Action<IEndpointRouteBuilder> map)
    {
        Add(method, path, useCase, needs, path.StartsWith("/api/", StringComparison.Ordinal), typeof(void));
        maps.Add(map);
    }

    public void Map(IEndpointRouteBuilder app) => maps.ForEach(map => map(app));

    private void Add(string method, string path, Type useCase, Permission needs, bool isApi, Type answer) =>
        ways.Add(new Way(method, path, useCase, needs, isApi, answer));
}
