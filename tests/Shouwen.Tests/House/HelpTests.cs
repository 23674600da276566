using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Kernel.Help;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Tests.Fixtures;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Tests.HouseRules;

/// <summary>Every page of the menu says what it is for, in both languages, with keys that work, names that are on the page and clauses that exist.</summary>
public sealed class HelpTests
{
    private static readonly (string, string) Parcels = ("/parcels", "Parcels");
    private static readonly HelpText Whole = HelpText.Read("# /parcels Parcels\n\nWhat is on its way.\n\n- Press **Send**.\n\nkeys: j k\nclauses: parcel.sent\n").Single();
    private static readonly HelpText InChinese = HelpText.Read("# /parcels 包裹\n\n在途的包裹。\n\n- 点**寄出**。\n\nkeys: j k\nclauses: parcel.sent\n").Single();

    [Fact, Requirement("PLAT-028")]
    public async Task Every_page_of_the_menu_has_help_in_both_languages()
    {
        await using var house = await House.Open(Engine.Sqlite);
        var services = house.Services;
        var entries = services.GetRequiredService<global::Shouwen.Kernel.Web.House>().Entries.Select(e => (e.Url, e.Title)).ToList();
        entries.Count.ShouldBeGreaterThan(15);
        Faults(entries, services.GetRequiredService<HelpBook>(), [.. services.GetRequiredService<ClauseBook>().All.Select(c => c.Code)], T.Chinese).ShouldBeNone();
    }

    [Fact]
    public void Help_without_faults_passes() => Of([Whole], [InChinese]).ShouldBeEmpty();

    [Fact]
    public void A_page_without_help_is_found() => Of([], []).ShouldBe(["/parcels: no help in English", "/parcels: no help in Chinese"]);

    [Fact]
    public void Help_in_one_language_only_is_found() => Of([Whole], []).ShouldBe(["/parcels: no help in Chinese", "/parcels: the two languages differ"]);

    [Fact]
    public void A_clause_that_does_not_exist_is_found() =>
        Of([Whole with { Clauses = ["parcel.lost"] }], [InChinese with { Clauses = ["parcel.lost"] }]).ShouldBe(["/parcels: no clause parcel.lost", "/parcels: no clause parcel.lost"]);

    [Fact]
    public void A_key_that_does_nothing_is_found() => Of([Whole with { Keys = ["F9"] }], [InChinese with { Keys = ["F9"] }]).ShouldContain("/parcels: no key F9");

    [Fact]
    public void A_name_that_is_nowhere_on_the_page_is_found() => Of([Whole with { Steps = ["Press **Dispatch**."] }], [InChinese]).ShouldHaveSingleItem().ShouldBe("/parcels: nothing is called Dispatch");

    [Fact]
    public void Empty_help_and_another_title_are_found()
    {
        Of([Whole with { Purpose = [] }], [InChinese]).ShouldHaveSingleItem();
        Of([Whole with { Title = "Packets" }], [InChinese]).ShouldHaveSingleItem();
        Of([Whole], [InChinese with { Keys = [] }]).ShouldHaveSingleItem();
    }

    [Fact]
    public void Lines_of_one_paragraph_are_put_together_in_the_manner_of_their_language()
    {
        HelpText.Read("# /a A\nfirst line\nsecond line\n\nnext").Single().Purpose.ShouldBe(["first line second line", "next"]);
        HelpText.Read("# /a 甲\n第一行\n第二行\n- 一\n  续\n- 二").Single().ShouldSatisfyAllConditions(t => t.Purpose.ShouldBe(["第一行第二行"]), t => t.Steps.ShouldBe(["一续", "二"]));
    }

    [Fact]
    public void The_nearest_page_above_helps_where_a_page_has_none()
    {
        var book = new HelpBook([Whole, Whole with { Path = "/" }], []);
        using var _ = Speaking.English();
        (book.Nearest("/parcels/17/print")?.Path, book.Nearest("/today")?.Path, book.Nearest("/elsewhere")).ShouldBe(("/parcels", "/", null));
    }

    private static List<string> Of(HelpText[] english, HelpText[] chinese) =>
        [.. Faults([Parcels], new HelpBook(english, chinese), ["parcel.sent"], new Dictionary<string, string> { ["Parcels"] = "包裹", ["Send"] = "寄出" })];

    private static IEnumerable<string> Faults(IReadOnlyList<(string Url, string Title)> menu, HelpBook book, HashSet<string> clauses, IReadOnlyDictionary<string, string> texts)
    {
        var english = texts.Keys.Select(TextCatalog.English).ToHashSet();
        foreach (var (url, title) in menu)
        {
            if (!book.English.TryGetValue(url, out var inEnglish)) yield return $"{url}: no help in English";
            else if (inEnglish.Title != TextCatalog.English(title)) yield return $"{url}: not called {inEnglish.Title}";
            if (!book.Chinese.TryGetValue(url, out var inChinese)) yield return $"{url}: no help in Chinese";
            else if (inChinese.Title != texts.GetValueOrDefault(title)) yield return $"{url}: not called {inChinese.Title}";
        }
        foreach (var fault in book.English.Values.SelectMany(t => Faults(t, clauses, english)).Concat(book.Chinese.Values.SelectMany(t => Faults(t, clauses, [.. texts.Values])))) yield return fault;
        foreach (var path in book.English.Keys.Union(book.Chinese.Keys))
            if (book.English.GetValueOrDefault(path) is not { } left || book.Chinese.GetValueOrDefault(path) is not { } right || !left.Keys.SequenceEqual(right.Keys) || !left.Clauses.SequenceEqual(right.Clauses) || left.Steps.Count != right.Steps.Count)
                yield return $"{path}: the two languages differ";
    }

    private static IEnumerable<string> Faults(HelpText text, HashSet<string> clauses, HashSet<string> names)
    {
        if (text.Purpose.Count == 0 || text.Steps.Count == 0) yield return $"{text.Path}: says too little";
        foreach (var clause in text.Clauses.Where(c => !clauses.Contains(c))) yield return $"{text.Path}: no clause {clause}";
        foreach (var key in text.Keys.Where(k => KeyList.All.All(known => known.Keys != k))) yield return $"{text.Path}: no key {key}";
        foreach (var name in Regex.Matches(string.Join('\n', text.Purpose.Concat(text.Steps)), @"\*\*(.+?)\*\*").Select(m => m.Groups[1].Value).Where(n => !names.Contains(n)))
            yield return $"{text.Path}: nothing is called {name}";
    }
}
