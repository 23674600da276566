using Shouwen.Kernel.UseCases;
using Shouwen.Tests.Fixtures;
using House = Shouwen.Tests.Fixtures.House;

namespace Shouwen.Tests.Kernel.Web;

/// <summary>What stands around every page, and what a filter says of itself.</summary>
public sealed class FrameStories
{
    [Theory, OnBothEngines, Requirement("PLAT-018")]
    public async Task One_account_in_two_languages_is_told_its_unit_in_each(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        using var chinese = await house.SignedIn("lin");
        using var english = await house.SignedIn("lin", "en");
        foreach (var _ in Enumerable.Range(0, 2))
        foreach (var path in new[] { "/notices", "/me" })
        {
            (await chinese.Read(path)).ShouldSatisfyAllConditions(page => page.ShouldContain("东区客服组"), page => page.ShouldNotContain("East team"));
            (await english.Read(path)).ShouldSatisfyAllConditions(page => page.ShouldContain("East team"), page => page.ShouldNotContain("东区客服组"));
        }
    }

    [Theory, OnBothEngines, Requirement("PLAT-018")]
    public async Task An_address_that_names_what_holds_anyhow_is_told_in_words(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        using var director = await house.SignedIn("chen");
        foreach (var (path, said) in new[]
        {
            ("/reports/complaints?by=factor", "不满因素"), ("/reports/complaints?by=month", "月份"), ("/reports/callbacks?by=month", "月份"),
            ("/callbacks?state=planned", "待回访"), ("/promises?state=open", "待办"), ("/obligations?state=open&whose=team", "待办"),
        })
        {
            var chips = Chips(await director.Read(path));
            chips.Length.ShouldBeGreaterThan(0, path);
            chips.ShouldContain(chip => chip.EndsWith(said, StringComparison.Ordinal), path);
            chips.ShouldAllBe(chip => !chip.Any(char.IsAsciiLetter), path);
        }
    }

    /// <summary>Label and words of each filter that the address sets.</summary>
    private static string[] Chips(string page) =>
        [.. System.Text.RegularExpressions.Regex.Matches(page, "<a class=\"sw-chip\"[^>]*><span>([^<]*)</span> ([^<]*) <").Select(m => System.Net.WebUtility.HtmlDecode($"{m.Groups[1].Value} {m.Groups[2].Value}").Trim())];
}
