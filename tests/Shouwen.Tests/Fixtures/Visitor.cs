using System.Net;
using System.Text.RegularExpressions;

namespace Shouwen.Tests.Fixtures;

/// <summary>A browser without script: it keeps cookies and sends the hidden token of the form it saw.</summary>
public sealed partial class Visitor(HttpMessageHandler handler, string language) : IDisposable
{
    private readonly HttpMessageInvoker sender = new(handler);
    private readonly CookieContainer cookies = new();
    private static readonly Uri Site = new("http://localhost");

    public async Task<HttpResponseMessage> Get(string path) => await Send(new HttpRequestMessage(HttpMethod.Get, new Uri(Site, path)));

    /// <summary>The page's text; it must have been answered with 200.</summary>
    public async Task<string> Read(string path)
    {
        var answer = await Get(path);
        ((int)answer.StatusCode).ShouldBe(200, path);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Opens the page, takes its token and posts the fields.</summary>
    public async Task<HttpResponseMessage> PostForm(string page, string action, params (string Name, string Value)[] fields) =>
        await PostWith(await Token(page), action, fields);

    public async Task<HttpResponseMessage> PostWith(string token, string action, params (string Name, string Value)[] fields) =>
        await Send(new HttpRequestMessage(HttpMethod.Post, new Uri(Site, action))
        {
            Content = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(f => new KeyValuePair<string, string>(f.Item1, f.Item2))),
        });

    /// <summary>Sends a form with files, as the upload of a page does.</summary>
    public async Task<HttpResponseMessage> PostFiles(string page, string action, IEnumerable<(string Name, byte[] Content)> files, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Append(("__RequestVerificationToken", await Token(page)))) form.Add(new StringContent(value), name);
        foreach (var (name, content) in files) form.Add(new ByteArrayContent(content), "file", name);
        return await Send(new HttpRequestMessage(HttpMethod.Post, new Uri(Site, action)) { Content = form });
    }

    /// <summary>The antiforgery token of a page.</summary>
    public async Task<string> Token(string page)
    {
        var html = await (await Get(page)).Content.ReadAsStringAsync();
        return TokenField().Match(html) is { Success: true } found ? found.Groups[1].Value : "";
    }

    private async Task<HttpResponseMessage> Send(HttpRequestMessage request)
    {
        var sent = cookies.GetCookieHeader(Site);
        request.Headers.Add("Cookie", $"lang=c={language}|uic={language}" + (sent.Length > 0 ? "; " + sent : ""));
        var answer = await sender.SendAsync(request, default);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
            foreach (var cookie in set) cookies.SetCookies(Site, cookie);
        if (answer.Content.Headers.ContentType?.MediaType == "text/event-stream") HangUp(answer);
        return answer;
    }

    /// <summary>A stream of live updates never ends by itself; that it was opened is answer enough.</summary>
    private static void HangUp(HttpResponseMessage answer)
    {
        answer.Content.Dispose();
        answer.Content = new StringContent("", null, "text/event-stream");
    }

    public void Dispose() => sender.Dispose();

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="([^"]+)""")]
    private static partial Regex TokenField();
}
