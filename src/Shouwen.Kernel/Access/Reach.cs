namespace Shouwen.Kernel.Access;

/// <summary>A subtree of units or territories as a range of paths: an index serves it on both engines.</summary>
public readonly record struct PathRange(string From, string To)
{
    public static readonly PathRange All = new("", "~");
    public static readonly PathRange None = new("~", "~");

    /// <summary>Everything at or below a path: <c>/1/12/</c> reaches up to, not including, <c>/1/120</c>.</summary>
    public static PathRange Below(string path) => path.Length == 0 ? None : new(path, path[..^1] + "0");

    public bool Covers(string path) =>
        string.CompareOrdinal(path, From) >= 0 && string.CompareOrdinal(path, To) < 0;

    /// <summary>The path itself and all above it, the nearest first.</summary>
    public static IEnumerable<string> Upwards(string path)
    {
        for (var end = path.Length - 1; end > 0; end = path.LastIndexOf('/', end - 1)) yield return path[..(end + 1)];
    }
}

/// <summary>Which rows an actor may see: up to three subtrees of units, two of territories, and always the actor's own.</summary>
public sealed record Reach(Guid Me, PathRange[] Units, PathRange[] Territories)
{
    public const int MostUnits = 3;
    public const int MostTerritories = 2;

    public static readonly Reach Nothing = Of(Guid.Empty, [], []);
    public static readonly Reach Everything = Of(Guid.Empty, [PathRange.All], []);

    public static Reach Of(Guid me, IEnumerable<PathRange> units, IEnumerable<PathRange> territories) =>
        new(me, Fill(units, MostUnits), Fill(territories, MostTerritories));

    /// <summary>The same for two actors only when they see the same: who sees everything needs nothing of one's own.</summary>
    public string Fingerprint => CoversAll ? "everything" : $"{Me:N} {string.Join(' ', Units.Concat(Territories).Select(r => r.From + "-" + r.To))}";

    public bool CoversAll => Units.Contains(PathRange.All);

    /// <summary>Looks after no unit and no territory.</summary>
    public bool IsOwnOnly => Units.Concat(Territories).All(r => r == PathRange.None);

    public bool Covers(string unitPath, string territoryPath) =>
        Units.Any(u => u.Covers(unitPath)) || Territories.Any(t => t.Covers(territoryPath));

    /// <summary>A range within another says nothing new and is left out.</summary>
    private static PathRange[] Fill(IEnumerable<PathRange> ranges, int most)
    {
        var distinct = ranges.Where(r => r != PathRange.None).Distinct().ToList();
        var widest = distinct.Where(r => !distinct.Any(o => o != r && o.Covers(r.From) && string.CompareOrdinal(r.To, o.To) <= 0)).ToList();
        if (widest.Count > most)
            throw new InvalidOperationException($"A person may look after at most {most} subtrees.");
        return [.. widest, .. Enumerable.Repeat(PathRange.None, most - widest.Count)];
    }
}
