using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Shouwen.Tests.Docs;

/// <summary>The bill of materials and the list of dependencies tell of every package that is locked, in the version that is locked.</summary>
public sealed class SbomTests
{
    private const string List = "docs/decisions/dependencies.md";

    private static readonly string[] Shipped = ["src/Shouwen/packages.lock.json", "src/Shouwen.Kernel/packages.lock.json"];

    [Fact]
    public void Every_package_that_is_shipped_stands_in_the_bill_of_materials_with_hash_and_licence()
    {
        var components = JsonNode.Parse(Print())!["components"]!.AsArray().Select(c => c!.AsObject()).ToList();
        var told = components.ToDictionary(c => c["purl"]!.ToString());
        foreach (var (name, version, _) in Shipped.SelectMany(Locked).Distinct()) told.ShouldContainKey($"pkg:nuget/{name}@{version}");
        foreach (var asset in new[] { "%40tabler/core", "%40popperjs/core", "echarts", "zrender", "htmx.org" }) told.Keys.ShouldContain(k => k.StartsWith($"pkg:npm/{asset}@", StringComparison.Ordinal));
        foreach (var component in components) component["hashes"].ShouldNotBeNull(component["purl"]!.ToString()).AsArray().Count.ShouldBe(1, component["purl"]!.ToString());
        components.Where(c => c["licenses"] is null).Select(c => c["name"]!.ToString()).ShouldBeEmpty();
    }

    [Fact]
    public void The_list_of_dependencies_names_every_package_in_its_version()
    {
        var lines = File.ReadAllLines(Repository.PathOf(List)).Where(l => l.StartsWith('|')).ToList();
        var missing = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("."), "packages.lock.json", SearchOption.AllDirectories).Where(f => !f.Contains("node_modules") && !f.Contains("/obj/")))
            foreach (var (name, version, isDirect) in Locked(file))
                if (isDirect && !lines.Any(l => l.Contains(name) && l.Contains(version))) missing.Add($"{name} {version}");
        foreach (var (name, version, _) in Shipped.SelectMany(Locked))
            if (!lines.Any(l => l.Contains(name))) missing.Add($"{name} {version}");
        missing.Distinct().ShouldBeEmpty($"tell of them in {List}");
    }

    private static IEnumerable<(string Name, string Version, bool IsDirect)> Locked(string file) =>
        from framework in JsonNode.Parse(File.ReadAllText(Repository.PathOf(file)))!["dependencies"]!.AsObject()
        from package in framework.Value!.AsObject()
        where package.Value!["resolved"] is not null
        select (package.Key, package.Value["resolved"]!.ToString(), package.Value["type"]!.ToString() == "Direct");

    private static string Print()
    {
        var start = new ProcessStartInfo("node", [Repository.PathOf("tools/sbom.mjs")]) { RedirectStandardOutput = true, WorkingDirectory = Repository.PathOf(".") };
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
        return text;
    }
}
