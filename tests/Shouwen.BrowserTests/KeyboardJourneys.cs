using Microsoft.Playwright;
using Shouwen.Kernel.Text;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.BrowserTests;

/// <summary>Every page can be reached, read and left by keys; neither the keys nor the mouse miss what was meant while others change it.</summary>
public sealed class KeyboardJourneys(Browsers browsers)
{
    [Theory, InBothLanguages]
    public async Task Keys_lead_to_search_help_lists_and_out_of_dialogs(string language)
    {
        await using var lin = await Walker.SignedIn(browsers, language, "lin");
        var keys = lin.Page.Keyboard;
        await lin.Go("/cases");
        await keys.PressAsync("/");
        (await Focused(lin)).ShouldBe("search");
        await keys.TypeAsync("空气");
        (await lin.Page.InputValueAsync("#search")).ShouldBe("空气");

        // What others receive today does not come into it.
        await lin.Go("/cases?to=2026-03-10");
        await keys.PressAsync("?");
        await lin.Page.Locator("#help.show .sw-keys").First.WaitForAsync();
        await keys.PressAsync("Escape");
        await lin.Page.Locator("#help:not(.show)").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });

        await keys.PressAsync("j");
        await keys.PressAsync("j");
        var second = await lin.Page.Locator(".sw-row-anchor").Nth(1).GetAttributeAsync("href");
        (await StandsOn(lin)).ShouldBe(second);
        await keys.PressAsync("Enter");
        await lin.At("/cases/AJ");

        await keys.PressAsync("n");
        await lin.At("/contacts/new");
        await lin.Go("/contacts");
        await keys.PressAsync("g");
        await keys.PressAsync("t");
        await lin.At("/today");
    }

    [Theory, InBothLanguages]
    public async Task The_row_one_stands_on_stays_under_ones_hands_while_others_change_the_list(string language)
    {
        await using var lin = await Walker.SignedIn(browsers, language, "lin");
        await using var zhao = await Walker.SignedIn(browsers, language, "zhao");
        await lin.Go("/cases");
        for (var steps = 0; steps < 3; steps++) await lin.Page.Keyboard.PressAsync("j");
        var stoodOn = await StandsOn(lin);
        stoodOn.ShouldStartWith("/cases/AJ");

        foreach (var subject in new[] { "暖气片不热", "管道有异响", "遥控器失灵" })
        {
            await Shows(lin.Page, await Opened(zhao, subject));
            (await StandsOn(lin)).ShouldBe(stoodOn);
        }
        await lin.Page.Keyboard.PressAsync("Enter");
        await lin.At(stoodOn + "$");
    }

    [Theory, InBothLanguages]
    public async Task Nothing_moves_away_from_under_the_finger(string language)
    {
        await using var lin = await Walker.SignedIn(browsers, language, "lin");
        await using var zhao = await Walker.SignedIn(browsers, language, "zhao");
        await lin.Go("/cases");
        var beside = await lin.Context.NewPageAsync();
        await beside.GotoAsync("/cases");
        await lin.Page.BringToFrontAsync();
        var row = lin.Page.Locator("main .sw-row-anchor").Nth(2);
        await row.HoverAsync();
        await lin.Page.Mouse.DownAsync();
        var meant = await row.GetAttributeAsync("href");
        var added = await Opened(zhao, "出风口有异味");
        await beside.BringToFrontAsync();
        await Shows(beside, added);
        (await lin.Page.Locator($"main [href='{added}']").CountAsync()).ShouldBe(0);
        await lin.Page.Mouse.UpAsync();
        await lin.At(meant + "$");
    }

    [Theory, InBothLanguages]
    public async Task A_late_answer_does_not_throw_back_whoever_has_gone_on(string language)
    {
        await using var lin = await Walker.SignedIn(browsers, language, "lin");
        await lin.Go("/cases");
        await using var search = await HeldAnswer.To(lin.Page, "**/search?*");
        await lin.Page.FillAsync("#search", "空气");
        await lin.Page.PressAsync("#search", "Enter");
        await search.Begun;
        await lin.Page.ClickAsync("nav a[href='/contacts']");
        await lin.At("/contacts$");
        await search.LetGo();
        await lin.At("/contacts$");
        (await lin.Page.Locator("html.sw-busy").CountAsync()).ShouldBe(0);
    }

    [Theory, InBothLanguages]
    public async Task What_is_being_saved_is_waited_for_and_its_page_shown(string language)
    {
        await using var lin = await Walker.SignedIn(browsers, language, "lin");
        await lin.Go("/contacts/new");
        await lin.Fill("form[action='/contacts/new']", ("subject", "窗外机器漏水"), ("callerPhone", "13900010002"));
        await using var saving = await HeldAnswer.To(lin.Page, "**/contacts/new", "POST");
        await lin.Submit("form[action='/contacts/new']");
        await saving.Begun;
        await lin.Page.ClickAsync("nav a[href='/cases']");
        (await lin.Page.Locator("html.sw-busy").CountAsync()).ShouldBe(1);
        await saving.LetGo();
        await lin.At("/contacts/(?!new)[^/]+$");
    }

    [Theory, InBothLanguages, Requirement("PLAT-028")]
    public async Task The_help_key_opens_a_text_in_ones_language_on_every_page_of_the_menu(string language)
    {
        await using var admin = await Walker.SignedIn(browsers, language, "admin");
        await using var zhao = await Walker.SignedIn(browsers, language, "zhao");
        var entries = admin.Server.House.Entries;
        foreach (var entry in entries)
        {
            var walker = entry.Url.StartsWith("/administration", StringComparison.Ordinal) ? admin : zhao;
            await walker.Go(entry.Url);
            await walker.Page.Keyboard.PressAsync("F1");
            var text = walker.Page.Locator("#help.show #help-body");
            await text.Locator("h2").WaitForAsync();
            (await text.Locator("h2").InnerTextAsync()).ShouldBe(walker.IsChinese ? T.Chinese[entry.Title] : TextCatalog.English(entry.Title));
            (await text.InnerTextAsync()).Any(c => c > '\u2e80').ShouldBe(walker.IsChinese, entry.Url);
        }
    }

    [Theory, InBothLanguages, Requirement("PLAT-028")]
    public async Task Help_stands_beside_a_half_filled_form_and_leads_to_the_clause(string language)
    {
        await using var lin = await Walker.SignedIn(browsers, language, "lin");
        await lin.Go("/cases/new?type=complaint");
        await lin.Page.FillAsync("[name=subject]", "热水器漏水");
        await lin.Page.Keyboard.PressAsync("F1");
        var clause = lin.Page.Locator("#help.show a[href='/board/firstcontact.closing']");
        await clause.WaitForAsync();
        var other = await lin.Context.RunAndWaitForPageAsync(() => clause.ClickAsync());
        await other.ComesTo(@"/board/firstcontact\.closing$");
        (await lin.Page.InputValueAsync("[name=subject]")).ShouldBe("热水器漏水");
        await lin.Page.BringToFrontAsync();
        await lin.Page.Locator("[data-help-close]").ClickAsync();
        (await Focused(lin)).ShouldNotBe("help");
        await lin.IsAccessible("the form with its help");
    }

    [Theory, InBothLanguages]
    public async Task Tab_goes_first_to_the_content_then_through_the_form_in_reading_order(string language)
    {
        await using var lin = await Walker.SignedIn(browsers, language, "lin");
        await lin.Go("/cases");
        await lin.Page.Keyboard.PressAsync("Tab");
        (await lin.Page.EvaluateAsync<string>("() => document.activeElement.className")).ShouldBe("sw-skip");
        await lin.Go("/cases/new?type=complaint");
        await lin.Page.FocusAsync(".sw-skip");
        await lin.Page.Keyboard.PressAsync("Enter");
        var places = new List<string>();
        for (var i = 0; i < 60 && !places.Contains("submit"); i++)
        {
            await lin.Page.Keyboard.PressAsync("Tab");
            var at = await lin.Page.EvaluateAsync<string>("() => { const e = document.activeElement; return !e.closest('main form') ? '' : e.type === 'submit' ? 'submit' : e.name ?? ''; }");
            if (at.Length > 0) places.Add(at);
        }
        places.ShouldContain("submit", "the form can be sent by keys");
        places.IndexOf("customer.name").ShouldBeLessThan(places.IndexOf("subject"));
        places.IndexOf("subject").ShouldBeLessThan(places.IndexOf("content"));
        places.IndexOf("content").ShouldBeLessThan(places.IndexOf("submit"));
    }

    [Theory, InBothLanguages]
    public async Task A_refused_form_puts_one_on_what_was_wrong_and_each_line_of_it_leads_to_its_field(string language)
    {
        const string form = "form[action='/customers/new']";
        await using var lin = await Walker.SignedIn(browsers, language, "lin");
        await lin.Go("/customers/new");
        await lin.Fill(form, ("name", "黎晓舟"), ("phone", "abc"));
        await lin.Submit(form);
        await lin.Page.Locator(".sw-errors:focus").WaitForAsync();
        await lin.Page.Keyboard.PressAsync("Tab");
        await lin.Page.Keyboard.PressAsync("Enter");
        await lin.Page.Locator($"{form} [name=phone]:focus").WaitForAsync();
        (await lin.Page.InputValueAsync("[name=name]")).ShouldBe("黎晓舟");
    }

    private static async Task<string> Opened(Walker walker, string subject)
    {
        await walker.Go("/cases/new?type=consultation");
        await walker.Fill("form[action^='/cases/new']", ("customer.name", "黎晓舟"), ("customer.phone", "13917260001"), ("subject", subject), ("content", "请尽快答复"));
        await walker.Submit("form[action^='/cases/new']");
        return await walker.At("/cases/AJ[0-9-]+$");
    }

    private static Task Shows(IPage page, string url) => page.Locator($"main .sw-row-anchor[href='{url}']").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    private static Task<string> StandsOn(Walker walker) => walker.Page.EvaluateAsync<string>("() => document.activeElement.getAttribute('href') ?? ''");

    private static Task<string> Focused(Walker walker) => walker.Page.EvaluateAsync<string>("() => document.activeElement.id");
}
