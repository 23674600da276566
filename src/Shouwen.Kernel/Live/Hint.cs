using Shouwen.Kernel.Access;

namespace Shouwen.Kernel.Live;

/// <summary>
/// Says after a commit that something changed: which record, where it belongs, whom it concerns. It carries no content;
/// whoever hears it asks again, through the door. Whose doing it was has seen it already.
/// </summary>
public sealed record Hint(string Kind, Guid Id, string UnitPath, string TerritoryPath, Guid? For = null, Guid By = default)
{
    /// <summary>So much changed at once, or may have changed unnoticed, that every list looks again.</summary>
    public static readonly Hint Everything = new("*", Guid.Empty, "", "");

    public const string Person = "person";
    public const string User = "user";
    public const int Most = 50;

    public bool IsEverything => Kind == Everything.Kind;
}

/// <summary>What a page wants to hear of: one record (<c>case/id</c>), all seen records of a kind (<c>case</c>), or what concerns oneself (<c>me</c>).</summary>
public sealed record Topic(string Kind, Guid? Id)
{
    public const int Most = 5;
    public static readonly Topic Me = new("me", null);

    public static IReadOnlyList<Topic> Parse(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(Most).Select(One).OfType<Topic>()];

    public bool Concerns(Hint hint, Reach reach) =>
        hint.IsEverything ? Id is null
        : Kind == Me.Kind ? hint.Kind == Hint.Person && hint.For == reach.Me
        : hint.Kind == Kind && (Id is { } id ? hint.Id == id : hint.For == reach.Me || reach.Covers(hint.UnitPath, hint.TerritoryPath));

    private static Topic? One(string text) =>
        text.Split('/', 2) is [var kind, var id] ? Guid.TryParse(id, out var key) ? new Topic(kind, key) : null : new Topic(text, null);
}
