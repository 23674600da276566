namespace Shouwen.Kernel.Search;

/// <summary>Says which records of a kind the actor may really see: a search hit is shown only after this check.</summary>
public interface ISeen
{
    string Kind { get; }

    Task<IReadOnlyCollection<Guid>> Visible(IReadOnlyCollection<Guid> ids, CancellationToken ct);
}
