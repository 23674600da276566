using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Kernel.Attachments;

/// <summary>Uploads and downloads, for people and for programs: the content goes to the store first, then the use case decides.</summary>
public static class AttachmentEndpoints
{
    private const long MostAtOnce = (AttachmentRules.MostMegabytes + 50) * 1024L * 1024;

    public static void Map(Routes routes)
    {
        routes.Other("POST", "/attachments", typeof(AttachFile), AttachFile.Needs, app => app.MapPost("/attachments", (Delegate)Upload)
            .WithMetadata(new PageWay(), new RequireAntiforgeryTokenAttribute(), new RequestSizeLimitAttribute(MostAtOnce), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = MostAtOnce }).ExcludeFromDescription());
        routes.Other("GET", "/attachments/{id}", typeof(ReadAttachment), ReadAttachment.Needs, app => app.MapGet("/attachments/{id}", (Delegate)Show).WithMetadata(new PageWay()).ExcludeFromDescription());
        routes.Other("POST", "/attachments/{id}/remove", typeof(RemoveAttachment), RemoveAttachment.Needs, app => app.MapPost("/attachments/{id}/remove", (Delegate)Remove)
            .WithMetadata(new PageWay(), new RequireAntiforgeryTokenAttribute()).ExcludeFromDescription());
        routes.ApiGet<AttachmentList, AttachmentList.View>("attachments");
        routes.Other("POST", "/api/v1/attachments", typeof(AttachFile), AttachFile.Needs, app => app.MapPost("/api/v1/attachments", (Delegate)UploadByProgram)
            .DisableAntiforgery().WithMetadata(new ApiWay(typeof(AttachFile), typeof(AttachFile.Attached)) { TakesFile = true }, new RequestSizeLimitAttribute(MostAtOnce), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = MostAtOnce })
            .Produces<AttachFile.Attached>(201));
        routes.Other("GET", "/api/v1/attachments/{id}", typeof(ReadAttachment), ReadAttachment.Needs, app => app.MapGet("/api/v1/attachments/{id}", (Delegate)(Task<IResult> (HttpContext http) => ApiEndpoints.Guarded(() => Content(http))))
            .WithMetadata(new ApiWay(typeof(ReadAttachment), typeof(Stream))).Produces<Stream>(200, "application/octet-stream"));
        routes.ApiPost<RemoveAttachment, RemoveAttachment.Removed>("attachments/{id}/remove");
    }

    /// <summary>Several files from a page; each is accepted or refused on its own, and the page says which.</summary>
    private static Task<IResult> Upload(HttpContext http) => ErrorPages.Guarded(http, async () =>
    {
        Door.Authorise(http.Actor(), AttachFile.Needs);
        var form = await http.Typed();
        http.MustBeFresh();
        var record = await Record(http, form);
        var refused = new List<string>();
        foreach (var file in form.Files.GetFiles("file"))
        {
            try { await Attach(http, record.Kind, record.Id, file, null); }
            catch (Refusal refusal) when (refusal.Kind is RefusalKind.Invalid or RefusalKind.Conflict) { refused.Add(refusal is InvalidInput invalid ? string.Join(' ', invalid.Errors.Values) : refusal.Sentence); }
        }
        var count = form.Files.GetFiles("file").Count;
        if (count == 0) refused.Add(T["Please choose a file first."]);
        var said = refused.Count == 0 ? T["{0} files were attached.", count] : string.Join(' ', refused);
        PageInput.Remember(http, said, "", refused.Count == 0 ? Tone.Good : Tone.Bad);
        return PageEndpoints.Go(http, http.RequestServices.GetRequiredService<SubjectKinds>().Url(record) + "#files");
    });

    private static Task<IResult> UploadByProgram(HttpContext http) => ApiEndpoints.Guarded(async () =>
    {
        Door.Authorise(http.Actor(), AttachFile.Needs);
        if (!http.Request.HasFormContentType) throw ApiEndpoints.WrongContent("multipart/form-data");
        var form = await http.Typed();
        var record = await Record(http, form);
        if (form.Files.GetFile("file") is not { } file) throw Refusal.Of("file", "attachment.none", "Please choose a file first.");
        var made = await Attach(http, record.Kind, record.Id, file, http.Request.Headers["Idempotency-Key"].ToString());
        http.Response.Headers.Location = made.Url;
        return Results.Json(made, ApiInput.Json, statusCode: StatusCodes.Status201Created);
    });

    /// <summary>Looked up before a single byte is kept.</summary>
    private static async Task<SubjectRef> Record(HttpContext http, IFormCollection form)
    {
        if (!Guid.TryParse(form["subjectId"], out var id)) throw Refusal.NotFound("The record");
        return (await http.RequestServices.GetRequiredService<Door>().Ask(new SeeRecord(form["subjectKind"].ToString(), id), http.Actor(), http.RequestAborted)).Ref;
    }

    private static async Task<AttachFile.Attached> Attach(HttpContext http, string kind, Guid id, IFormFile file, string? key)
    {
        await using var content = file.OpenReadStream();
        var stored = await http.RequestServices.GetRequiredService<FileStore>().Put(content, http.RequestAborted);
        var command = new AttachFile(kind, id, Path.GetFileName(file.FileName.Replace('\\', '/')), stored.Sha, stored.Size, Convert.ToHexString(stored.Head));
        var once = key is { Length: > 0 and < 255 }
            ? new Once("api:" + Hash(http.Actor().Id.ToString("N") + key), Hash($"attachments\n{command}")) : null;
        return await http.RequestServices.GetRequiredService<Door>().Run(command, http.Actor(), new RunOptions(once), http.RequestAborted);
    }

    private static Task<IResult> Show(HttpContext http) => ErrorPages.Guarded(http, () => Content(http));

    private static async Task<IResult> Content(HttpContext http)
    {
        Door.Authorise(http.Actor(), ReadAttachment.Needs);
        if (!Guid.TryParse(http.Request.RouteValues["id"]?.ToString(), out var id)) throw Refusal.NotFound("The file");
        var file = await http.RequestServices.GetRequiredService<Door>().Ask(new ReadAttachment(id), http.Actor(), http.RequestAborted);
        var content = http.RequestServices.GetRequiredService<FileStore>().Open(file.Sha) ?? throw Refusal.NotFound("The file");
        var inline = file.OpensInBrowser && !http.Request.Query.ContainsKey("download");
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue(inline ? "inline" : "attachment") { FileNameStar = file.Name }.ToString();
        return Results.Stream(content, file.MediaType, entityTag: new EntityTagHeaderValue($"\"{file.Sha}\""), enableRangeProcessing: true);
    }

    private static Task<IResult> Remove(HttpContext http) => ErrorPages.Guarded(http, async () =>
    {
        Door.Authorise(http.Actor(), RemoveAttachment.Needs);
        var form = await http.Typed();
        http.MustBeFresh();
        if (!Guid.TryParse(http.Request.RouteValues["id"]?.ToString(), out var id)) throw Refusal.NotFound("The file");
        var gone = await http.RequestServices.GetRequiredService<Door>().Run(new RemoveAttachment(id, form["reason"].ToString()), http.Actor(), null, http.RequestAborted);
        PageInput.Remember(http, T["The file was removed."], "");
        return PageEndpoints.Go(http, gone.Record + "#files");
    });

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
