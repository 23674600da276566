namespace Shouwen.BrowserTests;

/// <summary>The director looks at a rule, changes it from the first of next month on, and sees both values.</summary>
public sealed class PolicyJourneys(Browsers browsers)
{
    [Theory, InBothLanguages, Requirement("DOCS-012"), Requirement("PLAT-020")]
    public async Task A_limit_is_changed_from_the_board_with_a_reason_and_the_history_shows_both(string language)
    {
        await using var chen = language == "en" ? await Walker.SignedIn(browsers, language, "chen", 390, 844) : await Walker.SignedIn(browsers, language, "chen");
        await chen.Go("/board");
        await chen.FitsTheScreen("the policy board");
        var row = chen.Page.Locator("tr", new() { HasText = chen.Say("按时答复投诉", "Answer the complaint in time") });
        (await row.InnerTextAsync()).ShouldContain(chen.Say("3 个工作日", "3 working days"));
        await row.Locator("td a").First.ClickAsync();
        await chen.At("/board/complaint");
        await chen.Screen("clause");
        await chen.FitsTheScreen("a clause");
        await BehindTheFigureStandsTheCase(chen);
        var reason = chen.Say("客户普遍希望更快", "Customers ask for faster answers");

        await chen.Do("change-complaint-deadline-normal", ("value", "3 working days"), ("effectiveFrom", "2026-01-05"), ("reason", reason + " 1"));
        await chen.Do("change-complaint-deadline-normal", ("value", "2 working days"), ("reason", reason + " 2"));
        var history = chen.Page.Locator(".sw-card", new() { HasText = reason + " 2" }).Last;
        var text = await history.InnerTextAsync();
        text.ShouldContain(NextMonth(chen));
        text.ShouldContain(chen.Say("2 个工作日", "2 working days"));
        text.ShouldContain("2026-01-05");
        text.ShouldContain(chen.Say("3 个工作日", "3 working days"));
        text.ShouldContain("陈静");
        await chen.Screen("clause-history");

        await chen.Go("/board");
        text = await row.InnerTextAsync();
        text.ShouldContain(chen.Say("3 个工作日", "3 working days"), Case.Sensitive, "until then the old limit holds");
        text.ShouldContain(chen.Say($"{NextMonth(chen)} 起：2 个工作日", $"from {NextMonth(chen)}: 2 working days"));
    }

    /// <summary>What was missed in a month of the history leads to its case and back to the clause.</summary>
    private static async Task BehindTheFigureStandsTheCase(Walker chen)
    {
        await chen.Go("/board/complaint.answer?month=2026-02");
        await chen.Page.Locator("main td a[href^='/cases/']").First.ClickAsync();
        await chen.At("/cases/AJ");
        await chen.Page.Locator(".sw-duties tr", new() { HasText = chen.Say("按时答复投诉", "Answer the complaint in time") }).First.WaitForAsync();
        await chen.Page.GoBackAsync();
        await chen.At("/board/complaint");
        await chen.Go("/board/complaint.answer");
    }

    private static string NextMonth(Walker walker)
    {
        var today = DateOnly.FromDateTime(walker.Server.Clock.Local);
        return new DateOnly(today.Year, today.Month, 1).AddMonths(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }
}
