using Shouwen.Kernel.Subjects;

namespace Shouwen.Kernel.Search;

/// <summary>A record that the actor may see, and where it belongs.</summary>
public sealed record Seen(SubjectRef Ref, string UnitPath, string TerritoryPath);

/// <summary>Says which records of a kind the actor may really see: search hits, attachments and live updates ask here.</summary>
public interface ISeen
{
    string Kind { get; }

    Task<IReadOnlyCollection<Seen>> Visible(IReadOnlyCollection<Guid> ids, CancellationToken ct);
}
