using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Web;

/// <summary>Turns a refusal into problem+json: a stable code, a sentence in the reader's language, and the fields.</summary>
public static class Problems
{
    public static int Status(this Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.SignIn => StatusCodes.Status401Unauthorized,
        RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
        RefusalKind.WrongContent => StatusCodes.Status415UnsupportedMediaType,
        RefusalKind.TooMany => StatusCodes.Status429TooManyRequests,
        RefusalKind.Busy => StatusCodes.Status503ServiceUnavailable,
        RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        _ => refusal is InvalidInput ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict,
    };

    /// <summary>The fields that are wrong, each with its sentence.</summary>
    public static IReadOnlyDictionary<string, string> Fields(this Refusal refusal) => refusal switch
    {
        InvalidInput invalid => invalid.Errors,
        { Field: { } field } => new Dictionary<string, string> { [field] = refusal.Sentence },
        _ => new Dictionary<string, string>(),
    };

    public static IResult Of(Refusal refusal) => Of(refusal.Status(), refusal.Code, refusal.Sentence, refusal.Fields());

    public static IResult Of(int status, string code, string sentence, IReadOnlyDictionary<string, string>? fields = null)
    {
        var problem = new ProblemDetails { Status = status, Title = sentence, Type = "about:blank" };
        problem.Extensions["code"] = code;
        if (fields is { Count: > 0 }) problem.Extensions["errors"] = fields.ToDictionary(f => f.Key, f => new[] { f.Value });
        if (System.Diagnostics.Activity.Current?.TraceId is { } trace) problem.Extensions["traceId"] = trace.ToString();
        return Results.Json(problem, contentType: "application/problem+json", statusCode: status);
    }
}
