using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Shouwen.Tests.Fixtures;

namespace Shouwen.FaultTests.Ground;

/// <summary>Somebody with a browser without script. Cookies hold for all nodes, because they have one address and differ by port only.</summary>
public sealed partial class Person : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(30) };

    public static async Task<Person> SignIn(string at, string login)
    {
        var person = new Person();
        (await person.Knock(await person.Token(at + "/sign-in"), at, login)).ShouldBe(303, $"{login} could not sign in");
        return person;
    }

    /// <summary>Sends name and password; 303 for whoever is let in.</summary>
    public Task<int> Knock(string token, string at, string login) => Post(token, at + "/sign-in", ("login", login), ("password", Cast.Password));

    public async Task<string> Read(string url)
    {
        using var answer = await http.GetAsync(url);
        ((int)answer.StatusCode).ShouldBe(200, url);
        return await answer.Content.ReadAsStringAsync();
    }

    public Task<byte[]> Download(string url) => http.GetByteArrayAsync(url);

    /// <summary>The antiforgery token of a page.</summary>
    public async Task<string> Token(string page) => TokenField().Match(await Read(page)) is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException("No form on " + page);

    public async Task<int> Post(string token, string action, params (string Name, string Value)[] fields)
    {
        using var answer = await http.PostAsync(action, new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))));
        return (int)answer.StatusCode;
    }

    /// <summary>Attaches a file and says where it can be read.</summary>
    public async Task<int> Attach(string token, string action, string name, byte[] content, Guid subject)
    {
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent("case"), "subjectKind" }, { new StringContent(subject.ToString()), "subjectId" }, { new ByteArrayContent(content), "file", name } };
        using var answer = await http.PostAsync(action, form);
        return (int)answer.StatusCode;
    }

    /// <summary>Opens live updates; each "changed" is noted with its time.</summary>
    public async Task<Stream> Listen(string url, Action<long> changed, CancellationToken ct)
    {
        var answer = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, ct);
        ((int)answer.StatusCode).ShouldBe(200, url);
        var stream = await answer.Content.ReadAsStreamAsync(ct);
        var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(ct) is { } line && line != "event: hello") { }
        _ = Task.Run(async () =>
        {
            try
            {
                while (await reader.ReadLineAsync(ct) is { } line)
                    if (line == "event: changed") changed(Stopwatch.GetTimestamp());
            }
            catch (Exception fault) when (fault is IOException or OperationCanceledException or ObjectDisposedException) { }
        }, ct);
        return stream;
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="([^"]+)""")]
    private static partial Regex TokenField();
}
