using System.Text.Json;
using Microsoft.Playwright;

namespace Shouwen.BrowserTests;

/// <summary>Someone at a browser. Any page error, console error or answer of 500 fails the journey when it ends.</summary>
public sealed class Walker : IAsyncDisposable
{
    public const string Password = "shouwen-demo";
    private readonly IBrowserContext context;
    private readonly List<string> faults = [];

    private Walker(IBrowserContext context, IPage page, string language) => (this.context, Page, Language) = (context, page, language);

    public IPage Page { get; }
    public string Language { get; }

    public static async Task<Walker> Arrive(LiveServer live, string language, int width = 1920, int height = 1080)
    {
        var context = await live.Browser.NewContextAsync(new() { BaseURL = live.Url, ViewportSize = new() { Width = width, Height = height }, Locale = language });
        await context.AddCookiesAsync([new() { Name = "lang", Value = $"c={language}|uic={language}", Url = live.Url }]);
        var walker = new Walker(context, await context.NewPageAsync(), language);
        walker.Page.SetDefaultTimeout(15_000);
        walker.Page.PageError += (_, error) => walker.faults.Add("page error: " + error);
        walker.Page.Console += (_, message) => { if (message.Type == "error" && !message.Text.Contains("status of 4")) walker.faults.Add($"console: {message.Text} at {message.Location}"); };
        walker.Page.Response += (_, answer) => { if (answer.Status >= 500) walker.faults.Add($"{answer.Status} {answer.Url}"); };
        return walker;
    }

    public static async Task<Walker> SignedIn(LiveServer live, string language, string login, int width = 1920, int height = 1080)
    {
        var walker = await Arrive(live, language, width, height);
        await walker.Page.GotoAsync("/sign-in");
        await walker.Page.FillAsync("input[name=login]", login);
        await walker.Page.FillAsync("input[name=password]", Password);
        await walker.Page.ClickAsync("form[action='/sign-in'] button[type=submit]");
        await walker.Page.WaitForURLAsync(url => !url.Contains("/sign-in"));
        return walker;
    }

    public Task Screen(string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(LiveServer.Screens, $"{name}-{Language}.png") });

    /// <summary>axe-core finds nothing serious on the page as it stands.</summary>
    public async Task IsAccessible(string where)
    {
        // Run by the debugger, not by the page: the page's content policy stays as strict as it is.
        await Page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(LiveServer.Root, "node_modules/axe-core/axe.min.js")) + "; 0");
        var found = await Page.EvaluateAsync<JsonElement>("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.filter(v => v.impact === 'serious' || v.impact === 'critical').map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(', '))");
        found.EnumerateArray().Select(v => v.GetString()).ShouldBeEmpty(where);
    }

    /// <summary>Nothing stands out to the right.</summary>
    public async Task FitsTheScreen(string where) =>
        (await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBeLessThanOrEqualTo(0, where);

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        faults.ShouldBeEmpty();
    }
}
