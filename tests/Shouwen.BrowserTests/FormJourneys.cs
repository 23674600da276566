using Microsoft.Playwright;

namespace Shouwen.BrowserTests;

/// <summary>What was typed outlives the connection and the session.</summary>
public sealed class FormJourneys(Browsers browsers)
{
    private const string NewContact = "form[action^='/contacts/new']";
    private static readonly (string Name, string Value)[] Typed = [("callerName", "欧阳修远"), ("callerPhone", "13917261111"), ("subject", "净化器噪音"), ("content", "晚上二档嗡嗡响，“睡不着” & <b>很烦</b>\n第二行")];

    [Theory, InBothLanguages]
    public async Task A_lost_connection_loses_nothing_that_was_typed(string language)
    {
        await using var lin = await Walker.SignedIn(browsers, language, "lin");
        await HalfFilled(lin);
        lin.IsCutOff = true;
        await lin.Context.SetOfflineAsync(true);
        await lin.Submit(NewContact);
        await lin.Page.Locator("#banner:not([hidden])").WaitForAsync();
        (await lin.Page.InnerTextAsync("#banner")).ShouldContain(lin.Say("网络", "No connection"));
        await Holds(lin);
        await lin.Context.SetOfflineAsync(false);
        lin.IsCutOff = false;
        await lin.Page.Locator("#banner").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await lin.Submit(NewContact);
        await lin.At("/contacts/(?!new)[^/]+$");
        (await lin.Text()).ShouldContain("晚上二档嗡嗡响，“睡不着” & <b>很烦</b>");
    }

    [Theory, InBothLanguages]
    public async Task A_step_sent_after_the_session_expired_opens_again_with_what_was_typed(string language)
    {
        const string Note = "#do-note";
        await using var lin = await Walker.SignedIn(browsers, language, "lin");
        await lin.Go("/cases");
        await lin.Page.Locator("main a.sw-row-anchor").First.ClickAsync();
        await lin.At("/cases/AJ[^/]+$");
        await lin.Page.EvaluateAsync("() => document.getElementById('do-note').showModal()");
        await lin.Fill(Note, ("text", "客户补充了型号"));
        await lin.Context.ClearCookiesAsync(new() { Name = "shouwen" });
        await lin.Page.ClickAsync(Note + " button[type=submit]");
        await lin.Page.ComesTo("/sign-in");
        await lin.SignIn("lin");
        await lin.At("/cases/AJ[^/]+$");
        await lin.Page.Locator(Note + "[open] .sw-draft-note").WaitForAsync();
        (await lin.Page.InputValueAsync(Note + " [name=text]")).ShouldBe("客户补充了型号");
        await lin.Page.ClickAsync(Note + " button[type=submit]");
        await lin.Page.Locator("dialog[open]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        (await lin.Text()).ShouldContain("客户补充了型号");
    }

    [Theory, InBothLanguages]
    public async Task After_an_expired_session_everything_typed_is_there_again(string language)
    {
        await using var lin = await Walker.SignedIn(browsers, language, "lin");
        await HalfFilled(lin);
        await lin.Context.ClearCookiesAsync(new() { Name = "shouwen" });
        await lin.Submit(NewContact);
        await lin.Page.ComesTo("/sign-in");
        await lin.SignIn("lin");
        await lin.At("/contacts/new");
        await lin.Page.Locator(".sw-draft-note").WaitForAsync();
        await Holds(lin);
        await lin.Submit(NewContact);
        await lin.At("/contacts/(?!new)[^/]+$");
        await lin.Go("/contacts/new");
        (await lin.Page.InputValueAsync($"{NewContact} [name=subject]")).ShouldBe("", "what was saved is no draft any more");
    }

    private static async Task HalfFilled(Walker lin)
    {
        await lin.Go("/contacts/new");
        await lin.Fill(NewContact, Typed);
        await lin.Fill(NewContact, ("channel", "wechat"), ("isPrivatePerson", "true"));
    }

    private static async Task Holds(Walker lin)
    {
        foreach (var (name, value) in Typed) (await lin.Page.InputValueAsync($"{NewContact} [name={name}]")).ShouldBe(value, name);
        (await lin.Page.IsCheckedAsync($"{NewContact} input[name=channel][value=wechat]")).ShouldBeTrue();
        (await lin.Page.IsCheckedAsync($"{NewContact} input[name=isPrivatePerson]")).ShouldBeTrue();
    }
}
