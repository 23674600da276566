using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouwen.Kernel.Web;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.BrowserTests;

/// <summary>
/// Every page there is, followed link by link from the menu until each page of the route table was seen, on a wide and a
/// narrow screen, with every dialog opened.
/// </summary>
public sealed class PagesWalk(Browsers browsers)
{
    /// <summary>Pages that no link of a signed-in person leads to, and pieces of pages.</summary>
    private static readonly string[] Elsewhere =
        ["/sign-in", "/welcome", "/sign-out", "/language/{language}", "/contacts/caller", "/customers/pick", "/customers/duplicates", "/gallery",
         "/reports/{name}/csv", "/administration/people/{login}/tokens", "/attachments/{id}", "/company/logo", "/live",
         // Pieces of a step, and a page that the walk counts under the address of one rule.
         "/me/second-factor/confirm", "/callbacks/rules/new"];

    private static readonly string[] Downloads = ["/csv", "/xlsx", "/files/"];

    /// <summary>They show both languages, or what people wrote, word for word.</summary>
    private static readonly string[] InTwoLanguages = ["/administration/texts", "/administration/trail"];

    private static readonly (int Width, int Height)[] Sizes = [(1920, 1080), (390, 844)];

    [Theory, InBothLanguages, Requirement("PLAT-018")]
    public async Task Every_page_and_dialog_fits_both_screens_and_speaks_one_language(string language)
    {
        var house = browsers.For(language).House;
        var pages = house.Routes.Ways.Where(w => w is { Method: "GET", IsApi: false } && !Elsewhere.Contains(w.Path)).Select(w => w.Path).Distinct().ToDictionary(p => p, Pattern);
        var (seen, found) = (new HashSet<string>(), new List<string>());
        foreach (var login in new[] { "chen", "admin" })
        {
            await using var walker = await Walker.SignedIn(browsers, language, login);
            await Follow(walker, pages, seen, found);
        }
        var reached = seen.Select(k => k.Split('?')[0]).ToHashSet();
        found.AddRange(pages.Keys.Where(p => !reached.Contains(p)).Select(p => $"{p}: no link leads here"));
        found.ShouldBeEmpty();
    }

    private static async Task Follow(Walker walker, Dictionary<string, Regex> pages, HashSet<string> seen, List<string> found)
    {
        var ahead = new Queue<string>(["/", "/today", "/search?q=空气", "/me", "/notices"]);
        while (ahead.TryDequeue(out var url))
        {
            if (Downloads.Any(url.Contains) || PageOf(url, pages) is not { } page || !seen.Add(KeyOf(page, url))) continue;
            var answer = await walker.Page.GotoAsync(url);
            if (answer!.Status != 200) found.Add($"{url}: {answer.Status}");
            foreach (var link in await Links(walker)) ahead.Enqueue(link);
            await Look(walker, page, KeyOf(page, url), found);
        }
        // The menus of two people differ: who comes next starts anew from the same first page.
        seen.Remove("/");
    }

    [Theory, InBothLanguages]
    public async Task Every_page_of_the_menu_is_accessible_in_both_sizes(string language)
    {
        await using var walker = await Walker.SignedIn(browsers, language, "admin");
        foreach (var entry in walker.Server.House.Entries)
        {
            await walker.Go(entry.Url);
            foreach (var (width, height) in walker.IsChinese ? Sizes : Sizes[..1])
            {
                await walker.Page.SetViewportSizeAsync(width, height);
                await walker.IsAccessible($"{entry.Url} at {width}");
            }
        }
    }

    [Theory, InBothLanguages]
    public async Task Twenty_rows_of_a_list_stand_on_a_wide_screen(string language)
    {
        await using var walker = await Walker.SignedIn(browsers, language, "chen");
        foreach (var url in new[] { "/cases", "/contacts", "/customers", "/callbacks?state=done", "/obligations?state=all" })
        {
            await walker.Go(url);
            var rows = await walker.Page.Locator(".sw-list tbody tr").EvaluateAllAsync<int>("rows => rows.filter(r => r.getBoundingClientRect().bottom <= innerHeight).length");
            rows.ShouldBeGreaterThanOrEqualTo(20, url);
        }
    }

    private static async Task Look(Walker walker, string page, string key, List<string> found)
    {
        var name = "walk-" + Regex.Replace(key, "[^a-z0-9]+", "-", RegexOptions.IgnoreCase).Trim('-');
        foreach (var (width, height) in Sizes)
        {
            await walker.Page.SetViewportSizeAsync(width, height);
            var over = await walker.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (over > 0) found.Add($"{page} at {width}: {over} pixels too wide");
            await Photograph(walker, $"{name}-{width}");
            foreach (var dialog in await walker.Page.Locator("dialog.sw-dialog[id]").EvaluateAllAsync<string[]>("all => all.map(d => d.id)"))
                if (OncePerKind(dialog)) await LookInto(walker, page, dialog, $"{name}-{width}", found);
        }
        if (!InTwoLanguages.Contains(page)) found.AddRange((await Wordings(walker)).Select(w => $"{page}: {w}"));

        bool OncePerKind(string dialog) => dialog is not "confirm" && !Regex.IsMatch(dialog, "[0-9a-f]{32}");
    }

    private static async Task LookInto(Walker walker, string page, string dialog, string name, List<string> found)
    {
        var over = await walker.Page.EvaluateAsync<int>(
            "id => { const d = document.getElementById(id); d.showModal(); const b = d.querySelector('.sw-dialog-body') ?? d; const box = d.getBoundingClientRect(); return Math.max(0, b.scrollWidth - b.clientWidth, Math.ceil(box.right - innerWidth), Math.ceil(-box.left)); }", dialog);
        if (over > 0) found.Add($"{page} dialog {dialog}: {over} pixels too wide");
        await Photograph(walker, $"{name}-dialog-{dialog}");
        await walker.Page.EvaluateAsync("id => document.getElementById(id).close()", dialog);
    }

    /// <summary>Text of the other language, and places where a value is missing. What people wrote stays as they wrote it.</summary>
    private static async Task<IEnumerable<string>> Wordings(Walker walker)
    {
        var texts = await walker.Page.EvaluateAsync<string[]>("""
            () => {
              const said = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walk.nextNode()) { const p = walk.currentNode.parentElement; if (!p.closest('script, style, kbd, [lang]:not(html)')) said.push(walk.currentNode.data); }
              for (const e of document.querySelectorAll('[placeholder], [aria-label], [title]')) said.push(e.getAttribute('placeholder') ?? '', e.getAttribute('aria-label') ?? '', e.getAttribute('title') ?? '');
              return [...new Set(said.map(t => t.trim().replace(/\s+/g, ' ')).filter(t => t.length > 1))];
            }
            """);
        // A greeting says itself that {0} stands for the company.
        texts = [.. texts.Where(t => !t.Contains("{0} 代表") && !t.Contains("{0} is the company"))];
        var other = walker.IsChinese
            ? T.Chinese.Where(t => !t.Value.Equals(English(t.Key), StringComparison.OrdinalIgnoreCase)).Select(t => English(t.Key)).ToHashSet()
            : T.Chinese.Where(t => t.Value.Any(IsHan) && !Regex.IsMatch(t.Key, "^[A-Z][a-z]+ [A-Z][a-z]+$|^(No answer|Engaged|Switched off|Wrong number)$")).Select(t => t.Value).ToHashSet();
        return texts.Where(t => Regex.IsMatch(t, @"\{\w*\}") || other.Contains(t) || walker.IsChinese && IsEnglishSentence(t)).Select(t => $"“{t}”");
    }

    private static string English(string key) => Kernel.Text.TextCatalog.English(key);

    private static bool IsHan(char c) => c is >= '\u4e00' and <= '\u9fff';

    /// <summary>Three English words on end are a sentence that nobody translated; codes and names are shorter.</summary>
    private static bool IsEnglishSentence(string text) => Regex.IsMatch(text, @"[A-Za-z]{2,},? [A-Za-z]+,? [A-Za-z]{2,}") && !text.Any(IsHan);

    private static Task Photograph(Walker walker, string name) =>
        Environment.GetEnvironmentVariable("SHOUWEN_SCREENS") is { Length: > 0 } ? walker.Screen(name) : Task.CompletedTask;

    private static async Task<string[]> Links(Walker walker) =>
        await walker.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href^=\"/\"]')].map(a => a.getAttribute('href').split('#')[0])");

    private static Regex Pattern(string path) => new("^" + Regex.Replace(path, @"\{[^}]+\}", "[^/?]+") + "$", RegexOptions.Compiled);

    /// <summary>The page behind an address: a fixed path before one with a record in it.</summary>
    private static string? PageOf(string url, Dictionary<string, Regex> pages)
    {
        var path = url.Split('?')[0];
        return pages.ContainsKey(path) ? path : pages.Where(p => p.Key.Contains('{') && p.Value.IsMatch(path)).Select(p => p.Key).FirstOrDefault();
    }

    /// <summary>A page with another tab open, or for another kind of record, is another page to look at.</summary>
    private static string KeyOf(string page, string url) =>
        page + string.Concat(Regex.Matches(url, "[?&](?:tab|type|whose)=([^&]*)").Select((m, i) => (i == 0 ? "?" : "&") + m.Value[1..]));
}
