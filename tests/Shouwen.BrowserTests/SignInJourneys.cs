using Microsoft.Playwright;

namespace Shouwen.BrowserTests;

/// <summary>Coming in, being refused, and reading in the other language.</summary>
public sealed class SignInJourneys(Browsers browsers)
{
    [Theory, InBothLanguages, Requirement("PLAT-024")]
    public async Task A_wrong_password_is_said_and_nobody_is_let_in(string language)
    {
        await using var walker = await Walker.Arrive(browsers, language);
        await walker.Page.GotoAsync("/sign-in");
        await walker.Fill("form[action='/sign-in']", ("login", "nobody-here"), ("password", "wrong password"));
        await walker.Submit("form[action='/sign-in']");
        await walker.Page.GetByText(walker.Say("登录名或密码不正确", "Name or password is not right")).First.WaitForAsync();
        (await walker.Page.InputValueAsync("input[name=login]")).ShouldBe("nobody-here");
    }

    [Theory, InBothLanguages, Requirement("PLAT-018")]
    public async Task The_language_is_switched_by_a_link(string language)
    {
        await using var walker = await Walker.SignedIn(browsers, language, "admin");
        var other = language == "en" ? "zh-CN" : "en";
        await walker.Page.GotoAsync($"/language/{other}?back=/cases");
        (await walker.Page.TitleAsync()).ShouldContain(other == "en" ? "Cases" : "事项", Case.Insensitive, customMessage: "the page speaks the other language");
    }

    [Theory, InBothLanguages, Requirement("CASE-003")]
    public async Task A_refused_form_names_the_field_and_keeps_what_was_typed(string language)
    {
        await using var walker = await Walker.SignedIn(browsers, language, "admin");
        await walker.Go("/cases/new?type=complaint");
        await walker.Fill("form[action^='/cases/new']", ("subject", "只有题目"), ("content", "昨天装的空调不制冷，<b>请</b>尽快处理 👍 𠮷"));
        await walker.Page.EvaluateAsync("() => document.querySelectorAll('form').forEach(f => f.noValidate = true)");
        await walker.Submit("form[action^='/cases/new']");
        await walker.Page.Locator("[name='customer.name'][aria-invalid=true]").WaitForAsync();
        (await walker.Page.InputValueAsync("input[name=subject]")).ShouldBe("只有题目");
        (await walker.Page.InputValueAsync("textarea[name=content]")).ShouldBe("昨天装的空调不制冷，<b>请</b>尽快处理 👍 𠮷");
    }
}
