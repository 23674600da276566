using Microsoft.Playwright;

namespace Shouwen.BrowserTests;

/// <summary>What people do with it, in a real browser.</summary>
public sealed class Journeys(LiveServer live)
{
    private static readonly string[] MainPages = ["/", "/customers", "/contacts", "/contacts/new", "/cases", "/cases/new", "/callbacks", "/promises", "/obligations", "/board", "/policies", "/reports", "/notices", "/me", "/search?q=1"];

    [Theory, InBothLanguages, Requirement("PLAT-009"), Requirement("PLAT-024")]
    public async Task Signing_in_leads_to_today(string language)
    {
        await using var walker = await Walker.SignedIn(live, language, "admin");
        (await walker.Page.Locator("main").CountAsync()).ShouldBe(1);
        await walker.Page.GotoAsync("/");
        await walker.Screen("today");
    }

    [Theory, InBothLanguages, Requirement("PLAT-024")]
    public async Task A_wrong_password_is_said_and_nobody_is_let_in(string language)
    {
        await using var walker = await Walker.Arrive(live, language);
        await walker.Page.GotoAsync("/sign-in");
        await walker.Page.FillAsync("input[name=login]", "nobody-here");
        await walker.Page.FillAsync("input[name=password]", "wrong password");
        await walker.Page.ClickAsync("form[action='/sign-in'] button[type=submit]");
        await walker.Page.GetByText(language == "en" ? "Name or password is not right" : "不对").Or(walker.Page.Locator("[role=alert]:visible")).First.WaitForAsync();
        (await walker.Page.InputValueAsync("input[name=login]")).ShouldBe("nobody-here");
    }

    [Theory, InBothLanguages, Requirement("CASE-001"), Requirement("CASE-003"), Requirement("CASE-025")]
    public async Task A_new_case_is_registered_and_its_page_shows_its_duties(string language)
    {
        await using var walker = await Walker.SignedIn(live, language, "admin");
        await walker.Page.GotoAsync("/cases/new?type=complaint");
        await walker.Page.FillAsync("input[name='customer.name']", "浏览器客户" + language);
        await walker.Page.FillAsync("input[name='customer.phone']", "13811112222");
        await walker.Page.FillAsync("input[name=subject]", "空调不制冷");
        await walker.Page.FillAsync("textarea[name=content]", "昨天装的空调不制冷，<b>请</b>尽快处理 👍 𠮷");
        await walker.Page.ClickAsync("form[action^='/cases/new'] button[type=submit]");
        await walker.Page.WaitForURLAsync(url => System.Text.RegularExpressions.Regex.IsMatch(url, "/cases/AJ[0-9-]+$"));
        var text = await walker.Page.Locator("main").InnerTextAsync();
        text.ShouldContain("昨天装的空调不制冷，<b>请</b>尽快处理 👍 𠮷");
        text.ShouldContain(language == "en" ? "Answer the complaint in time" : "投诉");
        await walker.Screen("case");
        await walker.IsAccessible("case page");
    }

    [Theory, InBothLanguages, Requirement("CASE-003")]
    public async Task A_refused_form_names_the_field_and_keeps_what_was_typed(string language)
    {
        await using var walker = await Walker.SignedIn(live, language, "admin");
        await walker.Page.GotoAsync("/cases/new?type=complaint");
        await walker.Page.FillAsync("input[name=subject]", "只有题目");
        await walker.Page.EvaluateAsync("() => document.querySelectorAll('form').forEach(f => f.noValidate = true)");
        await walker.Page.ClickAsync("form[action^='/cases/new'] button[type=submit]");
        await walker.Page.Locator(".is-invalid, [aria-invalid=true]").First.WaitForAsync();
        (await walker.Page.InputValueAsync("input[name=subject]")).ShouldBe("只有题目");
    }

    [Theory, InBothLanguages, Requirement("PLAT-018")]
    public async Task The_main_pages_open_without_a_fault_fit_the_screen_and_are_accessible(string language)
    {
        await using var walker = await Walker.SignedIn(live, language, "admin");
        foreach (var url in MainPages)
        {
            var answer = await walker.Page.GotoAsync(url);
            answer!.Status.ShouldBe(200, url);
            await walker.FitsTheScreen(url);
            await walker.IsAccessible(url);
            await walker.Screen("page" + url.Split('?')[0].Replace('/', '-'));
        }
    }

    [Theory, InBothLanguages]
    public async Task Nothing_overflows_on_a_telephone(string language)
    {
        await using var walker = await Walker.SignedIn(live, language, "admin", 390, 844);
        foreach (var url in MainPages)
        {
            (await walker.Page.GotoAsync(url))!.Status.ShouldBe(200, url);
            await walker.FitsTheScreen(url);
            await walker.Screen("telephone" + url.Split('?')[0].Replace('/', '-'));
        }
    }

    [Theory, InBothLanguages, Requirement("PLAT-018")]
    public async Task The_language_is_switched_by_a_link(string language)
    {
        await using var walker = await Walker.SignedIn(live, language, "admin");
        var other = language == "en" ? "zh-CN" : "en";
        await walker.Page.GotoAsync($"/language/{other}?back=/cases");
        (await walker.Page.TitleAsync()).ShouldContain(other == "en" ? "Cases" : "事项", Case.Insensitive, customMessage: "the page speaks the other language");
    }

    [Theory, InBothLanguages, Requirement("CASE-010"), Requirement("CASE-014"), Requirement("DOCS-012")]
    public async Task A_call_becomes_a_complaint_is_judged_and_its_clause_stands_on_the_board(string language)
    {
        string url;
        await using (var lin = await Walker.SignedIn(live, language, "lin"))
        {
            await lin.Page.GotoAsync("/contacts/new");
            await lin.Page.FillAsync("[name=callerName]", "来电客户" + language);
            await lin.Page.FillAsync("[name=callerPhone]", language == "en" ? "13877770001" : "13877770002");
            await lin.Page.FillAsync("[name=subject]", "冰箱不制冷");
            await lin.Page.FillAsync("[name=content]", "买了一周就不制冷");
            await lin.Page.ClickAsync("form[action^='/contacts/new'] button[type=submit]:not([name=close])");
            await lin.Page.ClickAsync("a[href*='/cases/new?contact='][href*='type=complaint']");
            await lin.Page.WaitForURLAsync(at => at.Contains("/cases/new?contact="));
            (await lin.Page.InputValueAsync("[name=subject]")).ShouldBe("冰箱不制冷", "nothing is typed again");
            (await lin.Page.InputValueAsync("textarea[name=content]")).ShouldBe("买了一周就不制冷");
            await lin.Page.ClickAsync("form[action^='/cases/new'] button[type=submit]");
            await lin.Page.WaitForURLAsync(at => System.Text.RegularExpressions.Regex.IsMatch(at, "/cases/AJ[0-9-]+$"));
            url = lin.Page.Url;
        }
        await using (var zhao = await Walker.SignedIn(live, language, "zhao"))
        {
            await zhao.Page.GotoAsync(url);
            await zhao.Page.EvaluateAsync("() => document.getElementById('do-Judge').showModal()");
            await zhao.Page.CheckAsync("#do-Judge input[name=validity][value=upheld]", new() { Force = true });
            await zhao.Page.CheckAsync("#do-Judge input[name=severity][value=serious]", new() { Force = true });
            await zhao.Page.ClickAsync("#do-Judge button[type=submit]");
            await zhao.Page.Locator("#do-Assign").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        }
        await using var chen = await Walker.SignedIn(live, language, "chen");
        (await chen.Page.GotoAsync("/board"))!.Status.ShouldBe(200);
        (await chen.Page.Locator("main").InnerTextAsync()).ShouldContain(language == "en" ? "Answer the complaint in time" : "投诉");
        await chen.Screen("board-after-judgement");
    }
}
