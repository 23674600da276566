namespace Shouwen.Kernel.Subjects;

/// <summary>Points at any record of the house: its kind, its key, and the label that people read.</summary>
public readonly record struct SubjectRef(string Kind, Guid Id, string Label = "")
{
    public static readonly SubjectRef None = new("", Guid.Empty);
}

/// <summary>A kind of record: what it is called and where it is shown.</summary>
public sealed record SubjectKind(string Code, string Title, string Icon, Func<SubjectRef, string> Url);

/// <summary>All kinds of records, registered by their modules.</summary>
public sealed class SubjectKinds
{
    private readonly Dictionary<string, SubjectKind> kinds = [];

    public IReadOnlyCollection<SubjectKind> All => kinds.Values;

    public void Add(SubjectKind kind) => kinds.Add(kind.Code, kind);

    public SubjectKind Of(string code) => kinds[code];

    public string Url(SubjectRef subject) => kinds.TryGetValue(subject.Kind, out var kind) ? kind.Url(subject) : "";
}
