using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Shouwen.BrowserTests;

/// <summary>Someone at a browser. Any page error, console error, broken content policy or answer of 500 fails the journey when it ends.</summary>
public sealed class Walker : IAsyncDisposable
{
    public const string Password = "shouwen-demo";
    private static readonly Lazy<string> Axe = new(() => File.ReadAllText(Path.Combine(Browsers.Root, "node_modules/axe-core/axe.min.js")) + "; 0");
    private readonly List<string> faults = [];

    private Walker(IBrowserContext context, IPage page, LiveServer server, string language) => (Context, Page, Server, Language) = (context, page, server, language);

    public IBrowserContext Context { get; }
    public IPage Page { get; }
    public LiveServer Server { get; }
    public string Language { get; }
    public bool IsChinese => Language != "en";

    /// <summary>The connection is cut on purpose: what the browser says about it is no fault.</summary>
    public bool IsCutOff { get; set; }

    public static async Task<Walker> Arrive(Browsers browsers, string language, int width = 1920, int height = 1080)
    {
        var server = browsers.For(language);
        var context = await browsers.Browser.NewContextAsync(new() { BaseURL = server.Url, ViewportSize = new() { Width = width, Height = height }, Locale = language, ReducedMotion = ReducedMotion.Reduce });
        await context.AddCookiesAsync([new() { Name = "lang", Value = $"c={language}|uic={language}", Url = server.Url }]);
        var walker = new Walker(context, await context.NewPageAsync(), server, language);
        walker.Page.SetDefaultTimeout(45_000);
        walker.Page.PageError += (_, error) => walker.faults.Add("page error: " + error);
        walker.Page.Console += (_, message) => walker.Hear(message);
        walker.Page.Response += (_, answer) => { if (answer.Status >= 500) walker.faults.Add($"{answer.Status} {answer.Url}"); };
        return walker;
    }

    /// <summary>Chromium reports refusals of the content policy as console errors; an answer of 4xx is the page's own business.</summary>
    private void Hear(IConsoleMessage message)
    {
        if (message.Type != "error" || message.Text.Contains("status of 4") || IsCutOff && (message.Text.Contains("ERR_INTERNET_DISCONNECTED") || message.Text.Contains("Failed to fetch"))) return;
        faults.Add($"console: {message.Text} at {message.Location} on {Page.Url}");
    }

    public static async Task<Walker> SignedIn(Browsers browsers, string language, string login, int width = 1920, int height = 1080)
    {
        var walker = await Arrive(browsers, language, width, height);
        await walker.Page.GotoAsync("/sign-in");
        await walker.SignIn(login);
        return walker;
    }

    /// <summary>Fills in the sign-in page that is shown.</summary>
    public async Task SignIn(string login)
    {
        await Page.FillAsync("input[name=login]", login);
        await Page.FillAsync("input[name=password]", Password);
        await Page.ClickAsync("form[action='/sign-in'] button[type=submit]");
        await Page.Leaves("/sign-in");
    }

    /// <summary>The words of the reader's language.</summary>
    public string Say(string zh, string en) => IsChinese ? zh : en;

    public async Task Go(string url) => (await Page.GotoAsync(url))!.Status.ShouldBe(200, url);

    /// <summary>Looks again until the worker has done its part and the page shows it.</summary>
    public async Task Until(string url, string selector)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            await Go(url);
            if (await Page.Locator("main " + selector).CountAsync() > 0) return;
            await Server.Settle();
            await Task.Delay(250);
        }
        await Screen("never-shown");
        throw new TimeoutException($"{url} never showed {selector}");
    }

    public Task<string> Text(string selector = "main") => Page.Locator(selector).First.InnerTextAsync();

    /// <summary>Types, ticks or chooses, whatever the field is.</summary>
    public async Task Fill(string form, params (string Name, string Value)[] fields)
    {
        foreach (var (name, value) in fields)
        {
            var field = Page.Locator($"{form} [name='{name}']").First;
            var kind = await field.EvaluateAsync<string>("e => e.tagName === 'SELECT' ? 'select' : e.type");
            if (kind is "radio") await Page.Locator($"{form} label:has(input[name='{name}'][value='{value}'])").ClickAsync();
            else if (kind is "checkbox") await Page.Locator($"{form} input[name='{name}'][value='{value}']").CheckAsync();
            else if (kind is "select") await field.SelectOptionAsync(new[] { new SelectOptionValue { Label = value } });
            else await field.FillAsync(value);
        }
    }

    public Task Submit(string form) => Page.Locator($"{form} button[type=submit]:not([name])").First.ClickAsync();

    /// <summary>Opens a dialog by its button, in the "More" menu if it stands there, fills it in and sends it.</summary>
    public async Task Do(string dialog, params (string Name, string Value)[] fields)
    {
        var button = Page.Locator($"main [data-dialog='{dialog}']").First;
        if (!await button.IsVisibleAsync()) await Page.ClickAsync($"main .dropdown:has([data-dialog='{dialog}']) > button");
        await button.ClickAsync();
        await Page.Locator($"#{dialog}[open]").WaitForAsync();
        await Fill($"#{dialog}", fields);
        await Submit($"#{dialog}");
        await Page.Locator($"#{dialog}[open]").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await Page.Locator("html:not(.sw-busy)").WaitForAsync();
    }

    public async Task<string> At(string pattern)
    {
        await Page.ComesTo(pattern);
        await Page.Locator("html:not(.sw-busy)").WaitForAsync();
        return new Uri(Page.Url).AbsolutePath;
    }

    public Task Screen(string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(Browsers.Screens, $"{name}-{Language}.png") });

    /// <summary>axe-core finds nothing serious on the page as it stands.</summary>
    public async Task IsAccessible(string where)
    {
        // Run by the debugger, not by the page: the page's content policy stays as strict as it is.
        await Page.EvaluateAsync(Axe.Value);
        var found = await Page.EvaluateAsync<JsonElement>("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.filter(v => v.impact === 'serious' || v.impact === 'critical').map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(', '))");
        found.EnumerateArray().Select(v => v.GetString()).ShouldBeEmpty(where);
    }

    /// <summary>Nothing stands out to the right.</summary>
    public async Task FitsTheScreen(string where) =>
        (await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBeLessThanOrEqualTo(0, where);

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        faults.ShouldBeEmpty();
    }
}
