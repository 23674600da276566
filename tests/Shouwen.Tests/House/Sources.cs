using System.Text.RegularExpressions;
using Shouwen.Tests.Docs;

namespace Shouwen.Tests.HouseRules;

/// <summary>One file of the product's source; its path starts at src, with forward slashes.</summary>
public sealed record Source(string Path, string Text)
{
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
    public string Folder => Path[..Path.LastIndexOf('/')];
    public string? Module => Path.StartsWith(Sources.Modules, StringComparison.Ordinal) ? Path[Sources.Modules.Length..].Split('/')[0] : null;
    public bool IsModel => Folder.EndsWith("/Model", StringComparison.Ordinal);

    /// <summary>Each place where the pattern stands, as "path: what stands there".</summary>
    public IEnumerable<string> Finds(string pattern) => Regex.Matches(Text, pattern).Select(m => $"{Path}: {m.Value.Trim()}").Distinct();
}

/// <summary>The product's source as it stands in the checkout, and how a rule is held against it.</summary>
public static class Sources
{
    public const string Modules = "src/Shouwen/Modules/";

    public static IReadOnlyList<Source> All { get; } = [.. Read("*.cs").Concat(Read("*.razor")).OrderBy(s => s.Path, StringComparer.Ordinal)];

    public static IEnumerable<Source> Read(string pattern) =>
        from file in Directory.EnumerateFiles(Repository.PathOf("src"), pattern, SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
        where !path.Contains("/obj/") && !path.Contains("/bin/")
        select new Source(path, File.ReadAllText(file));

    /// <summary>Nothing is wrong but what is known with its reason, and what is known is still so: the list can only shrink.</summary>
    public static void ShouldBeOnly(this IEnumerable<string> wrong, IReadOnlyDictionary<string, string> known)
    {
        var found = wrong.Distinct().ToList();
        string.Join('\n', found.Where(f => !known.ContainsKey(f))).ShouldBeEmpty();
        string.Join('\n', known.Keys.Except(found)).ShouldBeEmpty("no longer so: take it out of the list");
        known.Values.ShouldAllBe(reason => reason.Length > 0);
    }

    public static void ShouldBeNone(this IEnumerable<string> wrong) => string.Join('\n', wrong).ShouldBeEmpty();
}
