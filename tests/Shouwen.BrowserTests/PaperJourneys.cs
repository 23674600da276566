using System.Text.Json;
using Microsoft.Playwright;

namespace Shouwen.BrowserTests;

/// <summary>A page printed from the browser says on paper what it says on the screen.</summary>
public sealed class PaperJourneys(Browsers browsers)
{
    /// <summary>A4 upright between its margins, in pixels of the style sheet.</summary>
    private const int Sheet = 182 * 96 * 10 / 254;

    [Theory, InBothLanguages, Requirement("PLAT-017")]
    public async Task Lists_and_tables_show_all_their_columns_on_upright_paper(string language)
    {
        await using var director = await Walker.SignedIn(browsers, language, "chen");
        foreach (var path in new[] { "/cases", "/obligations", "/promises", "/callbacks", "/contacts", "/customers", "/board", "/reports/complaints?by=cause", "/administration/trail" })
        {
            await director.Page.SetViewportSizeAsync(1920, 1080);
            await director.Page.EmulateMediaAsync(new() { Media = Media.Screen });
            await director.Go(path);
            var onScreen = await Columns(director);
            await director.Page.SetViewportSizeAsync(Sheet, 1000);
            await director.Page.EmulateMediaAsync(new() { Media = Media.Print });
            (await Columns(director)).ShouldBe(onScreen, path);
            await director.FitsTheScreen(path);
            var cut = await director.Page.EvaluateAsync<JsonElement>("""
                () => [...document.querySelectorAll('main :is(th, td):not(.sw-chart-table *)')].filter(c => c.getBoundingClientRect().right > document.documentElement.clientWidth + 1
                    || c.scrollWidth > c.clientWidth + 1 && getComputedStyle(c).overflow !== 'visible').map(c => c.innerText.slice(0, 30))
                """);
            cut.EnumerateArray().Select(c => c.GetString()).ShouldBeEmpty(path);
        }
    }

    private static async Task<int> Columns(Walker walker) =>
        await walker.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('main thead th:not(.sw-check, .sw-chart-table *)')].filter(c => c.getBoundingClientRect().width > 0).length");
}
