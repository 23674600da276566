using System.Text.Json;
using System.Text.RegularExpressions;

namespace Shouwen.Tests.HouseRules;

/// <summary>Words that may stand only in a few files, words that say nothing, and the Chinese of every word on a page.</summary>
public sealed class WordingTests
{
    private static readonly Dictionary<string, string> savers = new()
    {
        ["src/Shouwen.Kernel/Data/Keys.cs: .GetAwaiter().GetResult("] = "the framework asks for keys without waiting",
        ["src/Shouwen.Kernel/Data/Migrations.cs: BeginTransaction("] = "brings the database up to date before anything runs",
        ["src/Shouwen.Kernel/Data/PostgresMigrations.cs: BeginTransactionAsync("] = "brings the database up to date before anything runs",
        ["src/Shouwen.Kernel/Data/Postgres.cs: BeginTransactionAsync("] = "the one writer of PostgreSQL",
        ["src/Shouwen.Kernel/Data/Sqlite.cs: BeginTransaction("] = "the one writer of SQLite",
        ["src/Shouwen.Kernel/Data/Bulk/SqliteBulk.cs: BeginTransaction("] = "fills a new database with rows that the door has made elsewhere",
        ["src/Shouwen/CommandLine/Workshop.cs: BeginTransaction("] = "reads everything in one piece, and saves nothing",
        ["src/Shouwen/CommandLine/Workshop.cs: BeginTransactionAsync("] = "reads everything in one piece, and saves nothing",
        ["src/Shouwen/Data/Seed/SeedCompany.cs: SaveChangesAsync("] = "the next number comes after the seeded ones",
        ["src/Shouwen.Kernel/Jobs/Worker.cs: SaveChangesAsync("] = "marks a delivered fact and a run schedule, which are no use case",
        ["src/Shouwen.Kernel/UseCases/Recorder.cs: SaveChangesAsync("] = "the one batch of a use case",
    };

    private static readonly Dictionary<string, string> unscoped = new()
    {
        ["src/Shouwen.Kernel/Access/MoveUnit.cs: Unscoped<"] = "a moved unit takes all its rows along, seen or not",
        ["src/Shouwen.Kernel/Attachments/AttachFile.cs: Unscoped<"] = "counts the files of a record that was seen",
        ["src/Shouwen.Kernel/Attachments/AttachmentDesk.cs: IgnoreQueryFilters("] = "files are as visible as their record, which is asked first",
        ["src/Shouwen.Kernel/Attachments/AttachmentDesk.cs: Unscoped<"] = "files are as visible as their record, which is asked first",
        ["src/Shouwen.Kernel/Attachments/SweepFiles.cs: Unscoped<"] = "keeps what any record names",
        ["src/Shouwen.Kernel/Data/Bulk/DatabaseCopy.cs: Unscoped<"] = "a copy leaves nothing out",
        ["src/Shouwen.Kernel/Data/KernelDb.cs: Unscoped<"] = "declares it",
        ["src/Shouwen.Kernel/Jobs/Worker.cs: Unscoped<"] = "is nobody's: asks whether any obligation is due",
        ["src/Shouwen.Kernel/Obligations/DutyBook.cs: Unscoped<"] = "clocks of a subject run whoever acts on it",
        ["src/Shouwen.Kernel/Obligations/FireDueObligations.cs: Unscoped<"] = "fires for everybody",
        ["src/Shouwen.Kernel/Obligations/FireDueObligations.cs: IgnoreQueryFilters("] = "fires for everybody; PostgreSQL takes the rows by a statement of its own",
        ["src/Shouwen.Kernel/Obligations/OpenScheduledDuties.cs: Unscoped<"] = "what the clock has opened is not opened again, whoever may see it",
        ["src/Shouwen.Kernel/Obligations/Outstanding.cs: Unscoped<"] = "one's own obligations are within one's reach, wherever they stand",
        ["src/Shouwen.Kernel/Obligations/RecomputeObligations.cs: Unscoped<"] = "a changed calendar moves everybody's clocks",
        ["src/Shouwen.Kernel/Search/ReindexUnit.cs: Unscoped<"] = "rows of a moved unit are found under its new place",
        ["src/Shouwen.Kernel/Web/FrameFiller.cs: IgnoreQueryFilters("] = "counts one's own obligations, wherever they stand",
        ["src/Shouwen/Modules/Cases/Import/ImportCase.cs: Unscoped<"] = "an import key is known in the whole company",
        ["src/Shouwen/Modules/Cases/Reports/ComplaintChanges.cs: Unscoped<"] = "kept months count everybody's complaints, and go stale whoever changed one",
        ["src/Shouwen/Modules/Cases/Lists/UnitRegister.cs: Unscoped<"] = "asks for nothing but what the reach lets through, along indexes; the rows are read within reach",
        ["src/Shouwen/Modules/Cases/Lists/UnitRegister.cs: IgnoreQueryFilters("] = "the same, of a page",
        ["src/Shouwen/Modules/Cases/Lists/CaseQuestions.cs: IgnoreQueryFilters("] = "who may see the case may see all its duties",
    };

    private static readonly Dictionary<string, string> chinese = new()
    {
        ["src/Shouwen.Kernel/Calendars/TypedLength.cs"] = "how people type lengths of time in Chinese",
        ["src/Shouwen/Data/Seed/SeedCustomers.cs"] = "names of fictitious customers",
        ["src/Shouwen/Data/Seed/SeedWords.cs"] = "what fictitious customers say",
        ["src/Shouwen/Shell/StandardRoles.cs"] = "the roles a company starts with, named in both languages",
        ["src/Shouwen/Modules/Callbacks/Model/CallbackStandards.cs"] = "the callback rules a company and its industry start with, named in both languages",
    };

    private static readonly Dictionary<string, string> emptyNames = new()
    {
        ["src/Shouwen.Kernel/Access/People.cs: TerritoryService"] = "not a layer: the word of the trade for which unit serves which territory",
    };

    [Fact]
    public void Only_the_kernel_saves_and_nobody_waits_or_reads_the_clock() => Sources.All.SelectMany(Saving).ShouldBeOnly(savers);

    [Theory]
    [InlineData("await db.SaveChangesAsync(ct);")]
    [InlineData("db.Database.BeginTransaction();")]
    [InlineData("var x = Load().Result;")]
    [InlineData("var x = task.Result;")]
    [InlineData("var now = DateTime.UtcNow;")]
    [InlineData("var now = DateTimeOffset.Now;")]
    public void A_saver_a_waiter_and_a_clock_are_found(string text) => Saving(Slice(text)).ShouldHaveSingleItem();

    [Fact]
    public void The_scope_is_left_only_where_it_is_meant() => Sources.All.SelectMany(Unscoped).ShouldBeOnly(unscoped);

    [Theory]
    [InlineData("db.Unscoped<Case>()")]
    [InlineData("db.Cases.IgnoreQueryFilters()")]
    public void A_query_out_of_scope_is_found(string text) => Unscoped(Slice(text)).ShouldHaveSingleItem();

    [Fact]
    public void Chinese_stands_in_the_texts() => Sources.All.SelectMany(Chinese).ShouldBeOnly(chinese);

    [Fact]
    public void Chinese_in_the_source_is_found()
    {
        Chinese(Slice("var name = \"客户\";")).ShouldHaveSingleItem();
        Chinese(Slice("var name = \"customer — \";")).ShouldBeEmpty();
    }

    [Fact]
    public void Every_word_of_a_page_has_its_chinese()
    {
        var texts = Sources.Read("zh-CN.json").Where(s => s.Folder.EndsWith("/Text", StringComparison.Ordinal)).ToList();
        texts.Count.ShouldBeGreaterThan(5);
        texts.SelectMany(Faults).ShouldBeNone();
        var known = texts.SelectMany(t => JsonSerializer.Deserialize<Dictionary<string, string>>(t.Text)!.Keys).ToHashSet();
        Sources.All.SelectMany(s => Untranslated(s, known)).ShouldBeNone();
    }

    [Fact, Requirement("PLAT-018")]
    public void One_word_has_one_chinese_in_every_module()
    {
        var texts = Sources.Read("zh-CN.json").Where(s => s.Folder.EndsWith("/Text", StringComparison.Ordinal)).SelectMany(s => JsonSerializer.Deserialize<Dictionary<string, string>>(s.Text)!);
        texts.GroupBy(t => t.Key, t => t.Value).Where(g => g.Distinct().Count() > 1).Select(g => $"{g.Key}: {string.Join(" / ", g.Distinct())}").ShouldBeNone();
    }

    [Fact, Requirement("PLAT-004")]
    public void Every_command_has_a_chinese_name_for_the_audit_trail()
    {
        var known = Sources.Read("zh-CN.json").SelectMany(s => JsonSerializer.Deserialize<Dictionary<string, string>>(s.Text)!.Keys).ToHashSet();
        typeof(ShouwenApp).Assembly.GetTypes().Where(t => t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(global::Shouwen.Kernel.UseCases.ICommand<,>)))
            .Select(t => t.Name + "|use case").Where(k => !known.Contains(k)).ShouldBeNone();
    }

    [Theory]
    [InlineData("T[\"Launch\"]")]
    [InlineData("T[\"Launch {0}\", name]")]
    [InlineData("Title=\"@T[\"Launch \\\"x\\\"\"]\"")]
    public void A_word_without_chinese_is_found(string text) => Untranslated(Slice(text), ["Land"]).ShouldHaveSingleItem();

    [Fact]
    public void Words_with_chinese_and_words_put_together_are_not()
    {
        Untranslated(Slice("T[\"Land\"] T[\"Land \\\"x\\\"\"]"), ["Land", "Land \"x\""]).ShouldBeEmpty();
        Untranslated(Slice("T[\"Land\" + kind] T[$\"{kind}\"]  /// <c>T[\"English text\"]</c>"), []).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{ \"Land\": \"降落\", }")]
    [InlineData("{ \"Land\": 1 }")]
    [InlineData("{ \"Land\": \"\" }")]
    [InlineData("{ \"Land\": \"降落\", \"Land\": \"着陆\" }")]
    [InlineData("[]")]
    public void A_spoilt_text_is_found(string json) => Faults(new Source("src/X/Text/zh-CN.json", json)).ShouldHaveSingleItem();

    [Fact]
    public void Names_say_something() => Sources.All.SelectMany(EmptyNames).ShouldBeOnly(emptyNames);

    [Theory]
    [InlineData("public sealed class CaseManager { }")]
    [InlineData("internal static class TextHelper;")]
    [InlineData("public sealed record CaseDto(string Number);")]
    [InlineData("public readonly record struct CaseInfo(string Number);")]
    [InlineData("public interface ICaseService;")]
    public void An_empty_name_is_found(string text) => EmptyNames(Slice(text)).ShouldHaveSingleItem();

    [Fact]
    public void An_empty_name_of_a_page_is_found() => EmptyNames(new Source(Sources.Modules + "Cases/Lists/CaseBase.razor", "<p></p>")).ShouldHaveSingleItem();

    private static Source Slice(string text) => new(Sources.Modules + "Cases/Lists/Bad.cs", text);

    private static IEnumerable<string> Saving(Source file) =>
        file.Finds(@"\b(?:SaveChanges|BeginTransaction)(?:Async)?\(|\)\.Result\b|\b[tT]ask\.Result\b|\.GetAwaiter\(\)\.GetResult\(|\.Wait\(\)|\bDateTime(?:Offset)?\.(?:Now|UtcNow|Today)\b");

    private static IEnumerable<string> Unscoped(Source file) =>
        file.Finds(@"\bUnscoped<").Concat(file.Path == "src/Shouwen.Kernel/Data/KernelDb.cs" ? [] : file.Finds(@"\bIgnoreQueryFilters\("));

    private static IEnumerable<string> Chinese(Source file) =>
        !file.Path.StartsWith("src/Shouwen/Data/Demo/", StringComparison.Ordinal) && Regex.IsMatch(file.Text, "[\u3400-\u4dbf\u4e00-\u9fff]") ? [file.Path] : [];

    private static IEnumerable<string> Untranslated(Source file, IReadOnlySet<string> known) =>
        Regex.Matches(file.Text, @"(?<!<c>)\bT\[""((?:[^""\\]|\\.)*)""\s*[\],]").Select(m => Regex.Unescape(m.Groups[1].Value)).Distinct().Where(key => !known.Contains(key)).Select(key => $"{file.Path}: {key}");

    private static IEnumerable<string> Untranslated(Source file, string[] known) => Untranslated(file, known.ToHashSet());

    private static List<string> Faults(Source texts)
    {
        try
        {
            using var json = JsonDocument.Parse(texts.Text);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return [$"{texts.Path}: not an object"];
            var all = json.RootElement.EnumerateObject().ToList();
            return [.. all.Where(p => p.Value.ValueKind != JsonValueKind.String || p.Value.GetString() is not { Length: > 0 }).Select(p => $"{texts.Path}: {p.Name} has no text"),
                .. all.GroupBy(p => p.Name).Where(g => g.Count() > 1).Select(g => $"{texts.Path}: {g.Key} stands twice")];
        }
        catch (JsonException e)
        {
            return [$"{texts.Path}: {e.Message}"];
        }
    }

    private static IEnumerable<string> EmptyNames(Source file)
    {
        const string empty = @"\w+(?:Manager|Helper|Helpers|Util|Utils|Common|Base|Impl|Dto|Service|Info|Data)\b";
        var declared = Regex.Matches(file.Text, $@"\b(?:class|record|struct|enum|interface) ({empty})(?=\s*[<(:;{{])").Select(m => m.Groups[1].Value);
        if (file.Name.EndsWith(".razor", StringComparison.Ordinal)) declared = declared.Append(file.Name[..^".razor".Length]).Where(n => Regex.IsMatch(n, $"^{empty}$"));
        return declared.Distinct().Select(name => $"{file.Path}: {name}");
    }
}
