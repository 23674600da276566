using Shouwen.Kernel.Subjects;

namespace Shouwen.Kernel.Search;

/// <summary>A record that the actor may see, where it belongs, and what it is about where the search index does not know it.</summary>
public sealed record Seen(SubjectRef Ref, string UnitPath, string TerritoryPath, string Title = "");

/// <summary>Says which records of a kind the actor may really see: search hits, attachments and live updates ask here.</summary>
public interface ISeen
{
    string Kind { get; }

    Task<IReadOnlyCollection<Seen>> Visible(IReadOnlyCollection<Guid> ids, CancellationToken ct);
}
