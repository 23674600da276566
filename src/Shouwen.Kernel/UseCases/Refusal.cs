using Shouwen.Kernel.Text;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Kernel.UseCases;

/// <summary>What kind of no it is; the edge turns it into a status.</summary>
public enum RefusalKind { Invalid, NotFound, Forbidden, Conflict, Stale, SignIn, Busy, TooMany, WrongContent }

/// <summary>
/// The house says no, with a stable code for programs and a sentence for people. The sentence is an English template
/// that is turned into the reader's language only at the edge.
/// </summary>
public class Refusal(string code, string template, params object?[] values) : Exception(template)
{
    public string Code { get; } = code;
    public string Template { get; } = template;
    public object?[] Values { get; } = values;
    public RefusalKind Kind { get; init; } = RefusalKind.Conflict;

    /// <summary>The field that must change, where there is one.</summary>
    public string? Field { get; init; }

    public string Sentence => T[Template, Values];

    public static Refusal NotFound(string what) =>
        new("not-found", "{0} was not found.", new Translated(what)) { Kind = RefusalKind.NotFound };

    public static Refusal Forbidden() =>
        new("forbidden", "You do not have the right to do this.") { Kind = RefusalKind.Forbidden };

    public static Refusal Of(string field, string code, string template, params object?[] values) =>
        new(code, template, values) { Field = field, Kind = RefusalKind.Invalid };
}

/// <summary>A word inside a refusal that is itself translated when the sentence is made.</summary>
public sealed record Translated(string Key)
{
    public override string ToString() => T[Key];
}

/// <summary>Several fields are wrong at once; each is named with its remedy.</summary>
public sealed class InvalidInput(IReadOnlyDictionary<string, string> errors)
    : Refusal("invalid", "Please correct the marked fields.")
{
    public IReadOnlyDictionary<string, string> Errors { get; } = errors;
}

/// <summary>Several words inside a refusal, each translated when the sentence is made.</summary>
public sealed record TranslatedList(IReadOnlyList<string> Keys)
{
    public override string ToString() => string.Join(T["; |list"], Keys.Select(k => T[k]));
}
