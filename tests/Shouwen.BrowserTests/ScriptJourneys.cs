using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Shouwen.BrowserTests;

/// <summary>
/// Four hundred scripts are written into every text that can be written, and every page that shows one is opened with the content
/// policy switched off: that nothing runs is the doing of the pages, not of the policy that stands behind them.
/// </summary>
public sealed class ScriptJourneys(Browsers browsers)
{
    /// <summary>How many records of the great kinds are opened; forty show every script in some of their fields. The long form opens all.</summary>
    private static readonly int Opened = Environment.GetEnvironmentVariable("SHOUWEN_FAULTS") == "long" ? 400 : 40;

    private static readonly string[] Records = ["/cases/{number}", "/customers/{number}", "/contacts/{number}"];

    [Fact]
    public async Task A_script_in_a_text_is_a_text()
    {
        Scripts.All.Count.ShouldBe(400);
        await using var server = await LiveServer.OnSqlite(days: 2);
        var stored = await new StoredScripts(server).Write(Scripts.All);
        stored.Fields.ShouldBeGreaterThan(60 * 40);
        stored.Missing.ShouldBeEmpty();

        var found = new ConcurrentBag<string>();
        await using var context = await browsers.Browser.NewContextAsync(new() { BaseURL = server.Url, BypassCSP = true });
        await context.AddCookiesAsync([new() { Name = "lang", Value = "c=zh-CN|uic=zh-CN", Url = server.Url }]);
        var shown = 0;
        foreach (var login in new[] { "chen", "admin" })
        {
            var page = await context.NewPageAsync();
            page.Dialog += (_, dialog) => found.Add("dialog: " + dialog.Message);
            page.Request += (_, request) => { if (request.Url.Contains("ran.invalid") || request.Url.EndsWith("/ran")) found.Add("asked: " + request.Url); };
            await SignIn(page, login);
            shown += await Follow(page, login, server, found);
            await context.ClearCookiesAsync();
        }
        found.Distinct().ShouldBeEmpty();
        shown.ShouldBeGreaterThan(150, "pages that show a script");
    }

    /// <summary>Of the other pages, with their filters, a few each.</summary>
    private static int Most(string way, string login) => login == "chen" && Records.Contains(way) ? Opened : way.Contains('{') ? 2 : 3;

    private static async Task SignIn(IPage page, string login)
    {
        await page.GotoAsync("/sign-in");
        await page.FillAsync("input[name=login]", login);
        await page.FillAsync("input[name=password]", Walker.Password);
        await page.ClickAsync("form[action='/sign-in'] button[type=submit]");
        await page.Leaves("/sign-in");
    }

    /// <summary>Link by link from the first page on; says how many pages showed a script as text.</summary>
    private static async Task<int> Follow(IPage page, string login, LiveServer server, ConcurrentBag<string> found)
    {
        var ways = server.House.Routes.Ways.Where(w => w is { Method: "GET", IsApi: false }).Select(w => w.Path).Distinct()
            .OrderBy(p => p.Count(c => c == '{')).ToDictionary(p => p, p => new Regex("^" + Regex.Replace(p, @"\{[^}]+\}", "[^/?]+") + "$"));
        var (seen, kinds, shown) = (new HashSet<string>(), new Dictionary<string, int>(), 0);
        var ahead = new Queue<string>(["/", "/search?q=window", "/cases?limit=200", "/customers?limit=200", "/contacts?limit=200", "/callbacks?limit=200", "/cases?q=script"]);
        while (ahead.TryDequeue(out var url))
        {
            if (url.Contains("/csv") || url.Contains("/xlsx") || url.Contains("/files/") || url.StartsWith("/language") || !seen.Add(url)) continue;
            if (ways.FirstOrDefault(w => w.Value.IsMatch(url.Split('?')[0])).Key is not { } way || way is "/live") continue;
            if ((kinds[way] = kinds.GetValueOrDefault(way) + 1) > Most(way, login)) continue;
            var answer = await page.GotoAsync(url);
            if (answer!.Status >= 500) found.Add($"{url}: {answer.Status}");
            foreach (var wrong in await page.EvaluateAsync<string[]>(Scripts.Scan)) found.Add($"{url}: {wrong}");
            if ((await page.ContentAsync()).Contains("window.ran")) shown++;
            foreach (var link in await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href^=\"/\"]')].map(a => a.getAttribute('href').split('#')[0])")) ahead.Enqueue(link);
        }
        return shown;
    }
}
