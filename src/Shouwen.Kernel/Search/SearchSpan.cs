using Shouwen.Kernel.Data;

namespace Shouwen.Kernel.Search;

/// <summary>A record that was found, and the number of its document: where it stands among the hits.</summary>
public readonly record struct SearchKey(long Doc, Guid Id);

/// <summary>Which documents are asked for, by their numbers: from the first on, and only those before the other.</summary>
public readonly record struct SearchSpan(long From, long Before)
{
    public static readonly SearchSpan All = new(0, long.MaxValue);

    /// <summary>What came at these times (UTC; the last is not meant any more), and was written down at most so much later.</summary>
    public static SearchSpan Of(DateTime? from, DateTime? before, TimeSpan later) =>
        new(from is { } first ? Math.Max(0, Ids.Place(first)) : All.From, before is { } end ? Math.Max(0, Ids.Place(end + later)) : All.Before);

    /// <summary>What stands behind this hit.</summary>
    public SearchSpan After(long doc) => this with { Before = Math.Min(Before, doc) };

    internal bool IsAll => this == All;

    internal void Narrow(SearchQuestion asked, string doc)
    {
        if (From > All.From) asked.Add($" AND {doc} >= ?", From);
        if (Before < All.Before) asked.Add($" AND {doc} < ?", Before);
    }
}
