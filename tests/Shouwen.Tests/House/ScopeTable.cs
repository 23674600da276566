using System.Text.RegularExpressions;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using Shouwen.Tests.Docs;

namespace Shouwen.Tests.HouseRules;

/// <summary>One reviewed line: by this way, this member points at a record of this kind.</summary>
public sealed record ScopeRow(string Method, string Path, string Member, string Kind)
{
    public override string ToString() => $"{Method},{Path},{Member},{Kind}";
}

/// <summary>
/// The reviewed table of everything that a way can point at, in its address, its query and its body. The kind is either a
/// scoped record (<c>case</c>, <c>customer</c>, …), a member of the company's open directory (<c>directory</c>: units, people,
/// territories, roles, rules), something that is one's own (<c>own</c>), or nothing at all (<c>none</c>).
/// </summary>
public static partial class ScopeTable
{
    public const string File = "tests/Shouwen.Tests/House/scope-matrix.csv";

    private static readonly string[] Pointing = ["number", "customer", "proposed", "contact", "caseNumber", "subject", "label", "login", "no", "code", "clause", "name", "unit", "territory", "keeper", "owner", "person"];

    public static IReadOnlyList<ScopeRow> Rows { get; } =
        [.. System.IO.File.ReadAllLines(Repository.PathOf(File)).Skip(1).Where(l => l.Length > 0).Select(l => l.Split(',')).Select(p => new ScopeRow(p[0], p[1], p[2], p[3]))];

    private static readonly ILookup<(string, string), ScopeRow> ByWay = Rows.ToLookup(r => (r.Method, r.Path));

    public static IEnumerable<ScopeRow> Of(Way way) => ByWay[(way.Method, way.Path)];

    /// <summary>Every member of a way that can point at something; one empty member for a way that points at nothing.</summary>
    public static IEnumerable<(string Method, string Path, string Member)> Wanted(Way way)
    {
        var inPath = Places().Matches(way.Path).Select(m => m.Groups[1].Value).ToList();
        var members = Members(way).Where(m => m.Type == typeof(Guid) || m.Type == typeof(string) && Pointing.Contains(m.Name)).Select(m => m.Name);
        if (way.Method != "GET") members = members.Except(["code", "name", "subject", "unit", "territory", "login", "label", "contact", "keeper"]);
        var nested = Members(way).SelectMany(m => Nested(m.Type).Select(n => $"{m.Name}.{n}"));
        var all = inPath.Concat(members).Concat(nested).Distinct().ToList();
        return all.Count == 0 ? [(way.Method, way.Path, "-")] : all.Select(m => (way.Method, way.Path, m));
    }

    /// <summary>The keys in a record of ours, or in a list of them.</summary>
    private static IEnumerable<string> Nested(Type type)
    {
        var item = type.IsArray ? type.GetElementType()! : type.IsGenericType ? type.GetGenericArguments()[0] : type;
        if (item == typeof(Guid)) return type == item ? [] : ["item"];
        if (!item.IsClass || item.Namespace?.StartsWith("Shouwen", StringComparison.Ordinal) != true) return [];
        return (item.GetConstructors().MaxBy(c => c.GetParameters().Length)?.GetParameters() ?? [])
            .Where(p => (Nullable.GetUnderlyingType(p.ParameterType) ?? p.ParameterType) == typeof(Guid)).Select(p => Names.Camel(p.Name!));
    }

    /// <summary>The fields of a use case; keys deeper down are named by dots in <see cref="Wanted"/>.</summary>
    public static IEnumerable<(string Name, Type Type, bool IsOptional)> Members(Way way) =>
        (way.UseCase.GetConstructors().MaxBy(c => c.GetParameters().Length)?.GetParameters() ?? [])
            .Select(p => (Names.Camel(p.Name!), Nullable.GetUnderlyingType(p.ParameterType) ?? p.ParameterType, p.HasDefaultValue));

    [GeneratedRegex(@"\{(\w+)(?::[^}]*)?\}")]
    private static partial Regex Places();
}
