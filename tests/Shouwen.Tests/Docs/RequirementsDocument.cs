using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace Shouwen.Tests.Docs;

/// <summary>docs/requirements.md: which tests decide which requirement, read off the tests themselves.</summary>
public sealed partial class RequirementsDocument
{
    [Fact]
    public void The_document_lists_each_requirement_with_its_tests()
    {
        var unit = typeof(RequirementsDocument).Assembly.GetTypes().SelectMany(Carried);
        var rows = unit.Concat(InBrowser()).Distinct().GroupBy(r => r.Id, r => r.Test).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        var text = new StringBuilder("# Requirements and the tests that show them\n\nMade from the tests by a test; do not edit. Write it anew with `docs/requirements.sh`.\n\n");
        text.Append($"{rows.Count} requirements, {rows.SelectMany(r => r).Distinct().Count()} tests.\n\n| Requirement | Tests |\n|---|---|\n");
        foreach (var row in rows) text.Append($"| {row.Key} | {string.Join("<br>", row.Order(StringComparer.Ordinal))} |\n");
        text.ToString().ShouldBeTheDocument("docs/requirements.md");
    }

    [Fact]
    public void Every_identifier_has_the_right_shape() =>
        typeof(RequirementsDocument).Assembly.GetTypes().SelectMany(Carried).Select(c => c.Id).Where(id => !Shape().IsMatch(id)).ShouldBeEmpty();

    private static IEnumerable<(string Id, string Test)> Carried(Type type) =>
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.GetCustomAttributes<FactAttribute>().Any()
        from requirement in method.GetCustomAttributes<RequirementAttribute>().Concat(type.GetCustomAttributes<RequirementAttribute>())
        select (requirement.Id, $"{type.Name}.{method.Name}");

    /// <summary>The browser journeys are another program; their attributes are read from the text.</summary>
    private static IEnumerable<(string Id, string Test)> InBrowser()
    {
        var folder = Repository.PathOf("tests/Shouwen.BrowserTests");
        if (!Directory.Exists(folder)) return [];
        return from file in Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
               where !file.Contains("/obj/") && !file.Contains("/bin/") && !file.Contains("\\obj\\")
               from Match test in BrowserTest().Matches(File.ReadAllText(file))
               from Match id in Identifier().Matches(test.Groups[1].Value)
               select (id.Groups[1].Value, $"browser: {Path.GetFileNameWithoutExtension(file)}.{test.Groups[2].Value}");
    }

    [GeneratedRegex("^[A-Z]{3,4}-[0-9]{3}$")]
    private static partial Regex Shape();

    [GeneratedRegex(@"((?:\[[^\n]*Requirement\(""[^\n]*\]\s*\n\s*)+)public (?:async )?(?:Task|void) (\w+)")]
    private static partial Regex BrowserTest();

    [GeneratedRegex(@"Requirement\(""([A-Z]+-\d+)""\)")]
    private static partial Regex Identifier();
}
