using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Shouwen.BrowserTests;

/// <summary>
/// Waits for an address by asking the browser until it is there. Playwright's own WaitForURLAsync misses an address that comes between
/// its look and its listening (microsoft/playwright-dotnet#3364), and then waits for another that never comes.
/// </summary>
internal static class Addresses
{
    private const float Longest = 45_000;

    public static async Task ComesTo(this IPage page, string pattern)
    {
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(pattern), new() { Timeout = Longest });
        await page.WaitForLoadStateAsync();
    }

    public static async Task Leaves(this IPage page, string pattern)
    {
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex(pattern), new() { Timeout = Longest });
        await page.WaitForLoadStateAsync();
    }
}
