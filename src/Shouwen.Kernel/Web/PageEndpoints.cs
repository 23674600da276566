using System.Reflection;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Printing;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web.Shell;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Kernel.Web;

/// <summary>The endpoints for people: a query makes the page, a form runs a command and comes back when it is refused.</summary>
public static class PageEndpoints
{
    public static void MapPage<TQuery, TView, TPage>(IEndpointRouteBuilder app, string path, string title, Func<TView, string>? titleOf)
        where TQuery : class, IQuery<TQuery, TView> where TPage : IComponent =>
        app.MapHandler("GET", path, http => Show<TQuery, TView, TPage>(http, title, titleOf, FormState.Empty, StatusCodes.Status200OK))
            .WithMetadata(new PageWay()).ExcludeFromDescription();

    public static void MapForm<TCommand, TResult, TQuery, TView, TPage>(
        IEndpointRouteBuilder app, string path, string title, Func<TResult, RouteValueDictionary, string> then, string? saved)
        where TCommand : class, ICommand<TCommand, TResult> where TQuery : class, IQuery<TQuery, TView> where TPage : IComponent =>
        MapPost<TCommand, TResult, TQuery, TView, TPage>(app, path, title, async (http, result, form) =>
        {
            var next = then(result, http.Request.RouteValues);
            if (next.Length == 0) return await Show<TQuery, TView, TPage>(http, title, null, FormState.Empty, StatusCodes.Status200OK, result);
            PageInput.Remember(http, saved is null ? null : T[saved], form.Value("_draft"));
            return Go(http, next);
        });

    /// <summary>The answer is a page of its own that no address leads to: a secret that is shown once.</summary>
    public static void MapAnswer<TCommand, TResult, TQuery, TView, TPage, TAnswer>(IEndpointRouteBuilder app, string path, string title)
        where TCommand : class, ICommand<TCommand, TResult> where TQuery : class, IQuery<TQuery, TView> where TPage : IComponent where TAnswer : IComponent =>
        MapPost<TCommand, TResult, TQuery, TView, TPage>(app, path, title, async (http, result, _) =>
        {
            await FrameFiller.Fill(http, http.Actor(), T[title]);
            return Render<TAnswer>(http, StatusCodes.Status200OK, ("View", result));
        });

    private static void MapPost<TCommand, TResult, TQuery, TView, TPage>(
        IEndpointRouteBuilder app, string path, string title, Func<HttpContext, TResult, FormState, Task<IResult>> answer)
        where TCommand : class, ICommand<TCommand, TResult> where TQuery : class, IQuery<TQuery, TView> where TPage : IComponent =>
        app.MapHandler("POST", path, async http =>
        {
            var typed = await PageInput.Typed(http);
            var form = new FormState(typeof(TCommand).Name, typed, new Dictionary<string, string>());
            if (http.IsStale())
                return await Show<TQuery, TView, TPage>(http, title, null, form with { Message = T["The page was open too long. Please send it once more."] }, 400);
            try
            {
                Door.Authorise(http.Actor(), TCommand.Needs);
                var (command, errors) = Binder.Bind<TCommand>(typed);
                if (errors.Count > 0) throw await AllErrors(http, command, errors);
                var options = new RunOptions(PageInput.Once(http, form), PageInput.Expected(form));
                var result = await http.RequestServices.GetRequiredService<Door>().Run(command, http.Actor(), options, http.RequestAborted);
                return await answer(http, result, form);
            }
            catch (Refusal refusal) when (refusal.Kind is not (RefusalKind.SignIn or RefusalKind.NotFound))
            {
                var message = refusal is InvalidInput or { Field: not null } ? null : refusal.Sentence;
                return await Show<TQuery, TView, TPage>(http, title, null, form with { Errors = refusal.Fields(), Message = message }, refusal.Status());
            }
            catch (Refusal refusal)
            {
                return await ErrorPages.Show(http, refusal);
            }
        }).WithMetadata(new PageWay()).WithMetadata(new RequireAntiforgeryTokenAttribute()).ExcludeFromDescription();

    /// <summary>Sends the browser on, with or without script.</summary>
    public static IResult Go(HttpContext http, string url)
    {
        if (http.Request.Headers["HX-Request-Type"] == "partial")
        {
            http.Response.Headers["HX-Location"] = url;
            return Results.NoContent();
        }
        http.Response.Headers.Location = url;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static async Task<IResult> Show<TQuery, TView, TPage>(HttpContext http, string title, Func<TView, string>? titleOf, FormState form, int status, object? made = null)
        where TQuery : class, IQuery<TQuery, TView> where TPage : IComponent
    {
        try
        {
            var actor = http.Actor();
            var (query, errors) = Binder.Bind<TQuery>(PageInput.FromUrl(http));
            if (errors.Count > 0 && status == 200) (query, _) = Binder.Bind<TQuery>(PageInput.FromUrl(http, errors.Keys));
            var view = await http.RequestServices.GetRequiredService<Door>().Ask(query, actor, http.RequestAborted);
            await FrameFiller.Fill(http, actor, titleOf?.Invoke(view) ?? T[title]);
            if (IsPaper(typeof(TPage))) await Number(http, actor);
            return Render<TPage>(http, status, ("View", view), ("Form", form), ("Made", made));
        }
        catch (Refusal refusal)
        {
            return await ErrorPages.Show(http, refusal);
        }
    }

    private static bool IsPaper(Type page) => page.GetCustomAttribute<LayoutAttribute>()?.LayoutType == typeof(PrintLayout);

    /// <summary>A page made for paper has a number, under which the audit trail knows it.</summary>
    private static async Task Number(HttpContext http, Actor actor)
    {
        var frame = http.RequestServices.GetRequiredService<PageFrame>();
        frame.PrintNumber = (await http.RequestServices.GetRequiredService<Door>().Run(new NotePrint(frame.Title, frame.CurrentPath), actor, null, http.RequestAborted)).Number;
    }

    /// <summary>Gives the page those of the parameters that it declares.</summary>
    public static IResult Render<TPage>(HttpContext http, int status, params (string Name, object? Value)[] parameters) where TPage : IComponent
    {
        http.Response.Headers.Vary = "HX-Request-Type, Cookie";
        // In the words of the antiforgery service, which otherwise logs a warning for each form.
        http.Response.Headers.CacheControl = "no-cache, no-store";
        var declared = parameters.Where(p => typeof(TPage).GetProperty(p.Name)?.GetCustomAttribute<ParameterAttribute>() is not null);
        return new RazorComponentResult<TPage>(declared.ToDictionary(p => p.Name, p => p.Value)) { StatusCode = status };
    }

    private static async Task<InvalidInput> AllErrors<T>(HttpContext http, T command, Dictionary<string, string> errors)
    {
        foreach (var (field, sentence) in await Door.Errors(http.RequestServices, command, http.RequestAborted)) errors.TryAdd(field, sentence);
        return new InvalidInput(errors);
    }
}
