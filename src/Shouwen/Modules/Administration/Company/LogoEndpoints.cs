using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Shouwen.Kernel.Attachments;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;

namespace Shouwen.Modules.Administration.Company;

/// <summary>The logo in and out: the content goes to the store first, then the use case decides.</summary>
internal static class LogoEndpoints
{
    private const long Most = 5L * 1024 * 1024;

    public static void Map(Routes routes)
    {
        routes.Other("POST", "/administration/company/logo", typeof(ChangeLogo), ChangeLogo.Needs, app => app.MapPost("/administration/company/logo", (Delegate)Change)
            .WithMetadata(new PageWay(), new RequireAntiforgeryTokenAttribute(), new RequestSizeLimitAttribute(Most)).ExcludeFromDescription());
        routes.Other("GET", "/company/logo", typeof(ReadLogo), ReadLogo.Needs, app => app.MapGet("/company/logo", (Delegate)Show).WithMetadata(new PageWay()).ExcludeFromDescription());
    }

    private static Task<IResult> Change(HttpContext http) => ErrorPages.Guarded(http, async () =>
    {
        Door.Authorise(http.Actor(), ChangeLogo.Needs);
        var form = await http.Typed();
        http.MustBeFresh();
        var door = http.RequestServices.GetRequiredService<Door>();
        try
        {
            if (form.Files.GetFile("file") is not { Length: > 0 } file)
            {
                if (form["remove"] != "true") throw Refusal.Of("file", "attachment.none", "Please choose a file first.");
                await door.Run(new ChangeLogo(), http.Actor(), null, http.RequestAborted);
            }
            else
            {
                await using var content = file.OpenReadStream();
                var stored = await http.RequestServices.GetRequiredService<FileStore>().Put(content, http.RequestAborted);
                await door.Run(new ChangeLogo(Path.GetFileName(file.FileName.Replace('\\', '/')), stored.Sha, stored.Size, Convert.ToHexString(stored.Head)), http.Actor(), null, http.RequestAborted);
            }
            return PageEndpoints.Go(http, "/administration/company");
        }
        catch (Refusal refusal) when (refusal.Kind == RefusalKind.Invalid)
        {
            var view = await door.Ask(new CompanySheet(), http.Actor(), http.RequestAborted);
            await FrameFiller.Fill(http, http.Actor(), Kernel.Text.Words.T["Company|profile"]);
            return PageEndpoints.Render<CompanyPage>(http, StatusCodes.Status422UnprocessableEntity, ("View", view), ("Form", FormState.Empty with { Use = nameof(ChangeLogo), Errors = refusal.Fields() }));
        }
    });

    private static Task<IResult> Show(HttpContext http) => ErrorPages.Guarded(http, async () =>
    {
        var logo = await http.RequestServices.GetRequiredService<Door>().Ask(new ReadLogo(), http.Actor(), http.RequestAborted);
        var content = http.RequestServices.GetRequiredService<FileStore>().Open(logo.Sha) ?? throw Refusal.NotFound("The file");
        http.Response.Headers.CacheControl = "private, no-cache";
        return Results.Stream(content, logo.MediaType, entityTag: new EntityTagHeaderValue($"\"{logo.Sha}\""));
    });
}
