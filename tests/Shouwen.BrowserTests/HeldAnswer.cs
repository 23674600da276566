using Microsoft.Playwright;

namespace Shouwen.BrowserTests;

/// <summary>The answer to the first request for an address: the server has given it, and it arrives when it is let go.</summary>
public sealed class HeldAnswer : IAsyncDisposable
{
    private readonly IPage page;
    private readonly string pattern;
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HeldAnswer(IPage page, string pattern) => (this.page, this.pattern) = (page, pattern);

    /// <summary>The server has answered, and nobody knows yet.</summary>
    public Task Begun => begun.Task;

    public static async Task<HeldAnswer> To(IPage page, string pattern, string method = "GET")
    {
        var held = new HeldAnswer(page, pattern);
        await page.RouteAsync(pattern, route => route.Request.Method == method ? held.Hold(route) : route.ContinueAsync());
        return held;
    }

    /// <summary>Ends when the page has had time to show what arrived, or had asked for it no more.</summary>
    public async Task LetGo()
    {
        release.TrySetResult();
        await over.Task;
        await page.EvaluateAsync("() => new Promise(done => setTimeout(() => requestAnimationFrame(done), 300))");
    }

    public async ValueTask DisposeAsync()
    {
        release.TrySetResult();
        await page.UnrouteAsync(pattern);
    }

    private async Task Hold(IRoute route)
    {
        try
        {
            var answer = await route.FetchAsync(new() { MaxRedirects = 0 });
            begun.TrySetResult();
            await release.Task;
            await route.FulfillAsync(new() { Response = answer });
        }
        catch (PlaywrightException)
        {
            // The page has asked for it no more.
        }
        finally { over.TrySetResult(); }
    }
}
