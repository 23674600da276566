using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Shell;
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

    [Theory, OnBothEngines, Requirement("PLAT-009")]
    public async Task Every_page_counts_ones_own_duties_that_are_late_and_whose_clock_runs(Engine engine)
    {
        await using var house = await House.OpenWeb(engine, "2026-03-02 09:00");
        var (one, other) = (await house.As("lin").Opens(CaseType.Consultation), await house.As("lin").Opens(CaseType.Consultation));
        var waived = await house.Duty((await house.As("lin").Opens(CaseType.Consultation)).Id, "consultation.answer");
        await house.As("zhao").Run(new WaiveObligation(waived.Id, "客户撤回"));
        using (var before = await house.SignedIn("lin")) Overdue(await before.Read("/notices")).ShouldBe(0);
        await house.SettleAt("2026-03-06 18:00");
        using var lin = await house.SignedIn("lin");
        Overdue(await lin.Read("/notices")).ShouldBe(2, "two of three: one was waived");
        await house.As("lin").Run(Stories.Answer(one.Number));
        Overdue(await lin.Read("/notices")).ShouldBe(1, "what was done late is done");
        await house.As("lin").Run(Stories.Answer(other.Number));
        Overdue(await lin.Read("/notices")).ShouldBe(0);
        Overdue(await (await house.SignedIn("sun")).Read("/notices")).ShouldBe(0, "other people's duties");
    }

    [Theory, OnBothEngines, Requirement("PLAT-018")]
    public async Task Every_page_counts_the_notices_that_are_unread(Engine engine)
    {
        await using var house = await House.OpenWeb(engine, "2026-03-02 09:00");
        for (var i = 0; i < 3; i++) await house.As("lin").Opens(CaseType.Consultation);
        await house.SettleAt("2026-03-03 18:00");
        var unread = (await house.As("zhao").Ask(new MyNotices())).Items.Count(n => !n.IsRead);
        unread.ShouldBeGreaterThan(1);
        using var zhao = await house.SignedIn("zhao");
        Unread(await zhao.Read("/today")).ShouldBe(unread);
        await house.As("zhao").Run(new ReadNotices());
        Unread(await zhao.Read("/today")).ShouldBe(0);

        static int Unread(string page) => System.Text.RegularExpressions.Regex.Match(page, "<span class=\"sw-dot\">([0-9]+)") is { Success: true } found ? int.Parse(found.Groups[1].Value) : 0;
    }

    private static int Overdue(string page) =>
        System.Text.RegularExpressions.Regex.Match(page, "class=\"sw-overdue\"[^>]*><i[^>]*></i> ([0-9]+)") is { Success: true } found ? int.Parse(found.Groups[1].Value) : 0;

    /// <summary>Label and words of each filter that the address sets.</summary>
    private static string[] Chips(string page) =>
        [.. System.Text.RegularExpressions.Regex.Matches(page, "<a class=\"sw-chip\"[^>]*><span>([^<]*)</span> ([^<]*) <").Select(m => System.Net.WebUtility.HtmlDecode($"{m.Groups[1].Value} {m.Groups[2].Value}").Trim())];
}
