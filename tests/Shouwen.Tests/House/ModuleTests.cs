using System.Text.RegularExpressions;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Tests.HouseRules;

/// <summary>Who may know whom: modules meet in Contracts, the kernel knows no module, a model knows neither slices nor pages.</summary>
public sealed class ModuleTests
{
    private static readonly Dictionary<string, string> knownCrossings = new()
    {
        ["src/Shouwen/Modules/Cases/Lists/CaseQuestions.cs: db.Customers"] = "the file's name beside its case, read in the one query of the page; a read row of Customers would replace it",
        ["src/Shouwen/Modules/Cases/Lists/CaseFilters.cs: db.Customers"] = "the list is narrowed by its customer's number within the one query; a read row of Customers would replace it",
    };

    private static readonly Dictionary<string, string> knownModels = new()
    {
        ["src/Shouwen/Modules/Administration/Model/UnitTree.cs: using Shouwen.Kernel.Web"] = "makes the choices of a select for five slices; the tree itself is the model",
    };

    /// <summary>Each module with the folders (namespaces) it has.</summary>
    private static readonly Dictionary<string, string[]> folders = Sources.All.Where(s => s.Module is not null).GroupBy(s => s.Module!)
        .ToDictionary(g => g.Key, g => g.Select(s => s.Folder.Split('/')).Where(p => p.Length > 4).Select(p => p[4]).Distinct().ToArray());

    /// <summary>Each set of the database with the module that keeps it.</summary>
    private static readonly Dictionary<string, string> sets = Sources.All.Where(s => s.IsModel && s.Name.EndsWith("Db.cs", StringComparison.Ordinal))
        .SelectMany(s => Regex.Matches(s.Text, @"DbSet<\w+> (\w+)"), (s, m) => (Set: m.Groups[1].Value, s.Module)).ToDictionary(p => p.Set, p => p.Module!);

    [Fact]
    public void A_module_touches_another_only_through_its_contracts() => Sources.All.SelectMany(Crossings).ShouldBeOnly(knownCrossings);

    [Theory]
    [InlineData("using Shouwen.Modules.Cases.Model;")]
    [InlineData("using Shouwen.Modules.Cases;")]
    [InlineData("@using static Shouwen.Modules.Cases.Model.CaseState")]
    [InlineData("Shouwen.Modules.Cases.Model.Case matter;")]
    [InlineData("Cases.Model.Case matter;")]
    [InlineData("await db.Cases.ToListAsync();")]
    public void A_crossing_is_found(string text) => Crossings(new Source(Sources.Modules + "Callbacks/Calls/Bad.cs", text)).ShouldHaveSingleItem();

    [Theory]
    [InlineData("using Shouwen.Modules.Cases.Contracts;")]
    [InlineData("using Shouwen.Modules.Callbacks.Model;")]
    [InlineData("await db.Callbacks.ToListAsync();")]
    public void What_is_allowed_is_not(string text) => Crossings(new Source(Sources.Modules + "Callbacks/Calls/Good.cs", text)).ShouldBeEmpty();

    [Fact]
    public void The_kernel_knows_no_module()
    {
        typeof(ICommand<,>).Assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(IsOurs).ShouldBeEmpty();
        Sources.All.SelectMany(ModulesInKernel).ShouldBeNone();
    }

    [Fact]
    public void A_kernel_that_knows_a_module_is_found()
    {
        typeof(ShouwenApp).Assembly.GetReferencedAssemblies().Select(a => a.Name!).ShouldContain(name => IsOurs(name));
        ModulesInKernel(new Source("src/Shouwen.Kernel/Jobs/Bad.cs", "using Shouwen.Modules.Cases.Contracts;")).ShouldHaveSingleItem();
        ModulesInKernel(new Source("src/Shouwen.Kernel/Jobs/Bad.cs", "using Shouwen.Data;")).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_model_knows_neither_slices_nor_pages_nor_http() => Sources.All.SelectMany(OutsideOfModel).ShouldBeOnly(knownModels);

    [Theory]
    [InlineData("using Shouwen.Kernel.Web;")]
    [InlineData("using Microsoft.AspNetCore.Http;")]
    [InlineData("using Shouwen.Modules.Cases.Intake;")]
    [InlineData("Intake.OpenCase command;")]
    public void A_model_that_knows_more_is_found(string text) => OutsideOfModel(new Source(Sources.Modules + "Cases/Model/Bad.cs", text)).ShouldHaveSingleItem();

    private static IEnumerable<string> Crossings(Source file)
    {
        if (file.Module is not { } own) return [];
        var others = folders.Where(f => f.Key != own).ToList();
        var names = string.Join('|', others.Select(f => f.Key));
        var inside = string.Join('|', others.SelectMany(f => f.Value.Where(x => x != "Contracts"), (f, x) => $@"{f.Key}\.{x}"));
        return file.Finds($@"\bShouwen\.Modules\.(?:{names})\b(?!\.Contracts\b)[\w.]*")
            .Concat(file.Finds($@"(?<![\w.""/])(?:Modules\.)?(?:{inside})\b"))
            .Concat(file.Finds($@"\bdb\.(?:{string.Join('|', sets.Where(s => s.Value != own).Select(s => s.Key))})\b"));
    }

    private static IEnumerable<string> ModulesInKernel(Source file) =>
        file.Path.StartsWith("src/Shouwen.Kernel/", StringComparison.Ordinal) ? file.Finds(@"using (static )?Shouwen\.(?!Kernel\b)[\w.]+|Shouwen\.Modules\.\w+").Take(1) : [];

    private static bool IsOurs(string assembly) => assembly.StartsWith("shouwen", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> OutsideOfModel(Source file)
    {
        if (!file.IsModel || file.Module is not { } own) return [];
        var slices = string.Join('|', folders[own].Where(f => f is not ("Model" or "Contracts")));
        return file.Finds(@"using Shouwen\.Kernel\.Web|Microsoft\.AspNetCore").Concat(slices.Length == 0 ? [] : file.Finds($@"\bShouwen\.Modules\.{own}\.(?:{slices})\b|(?<![\w.""/])(?:{own}\.)?(?:{slices})\.(?=[A-Z]\w+ \w)"));
    }
}
