using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouwen.Kernel.Web;
using Shouwen.Tests.Fixtures;
using House = Shouwen.Tests.Fixtures.House;

namespace Shouwen.Tests.HouseRules;

/// <summary>An answer: its status, its text, and its text without what differs from one request to the next.</summary>
public sealed record Said(HttpStatusCode Status, string Body, string Shape);

/// <summary>Someone with both a program's key and an open browser: every way is called as it is meant to be.</summary>
public sealed partial class Caller : IDisposable
{
    private readonly HttpClient program;
    private readonly Visitor browser;
    private readonly string token;

    private Caller(HttpClient program, Visitor browser, string token) => (this.program, this.browser, this.token) = (program, browser, token);

    public static async Task<Caller> Of(House house, string login)
    {
        var browser = await house.SignedIn(login);
        return new Caller(await house.Program(login), browser, await browser.Token("/me"));
    }

    public async Task<Said> Send(Way way, string url, Typed typed, string? swap, string? with)
    {
        if (way.Method == "GET" && swap is not null) url += $"?{swap}={Uri.EscapeDataString(with!)}{(swap == "subjectId" ? "&subjectKind=case" : "")}";
        using var answer = way switch
        {
            { Method: "GET", IsApi: true } => await program.GetAsync(url),
            { Method: "GET" } => await browser.Get(url),
            { IsApi: true } => await program.SendAsync(new HttpRequestMessage(new HttpMethod(way.Method), url) { Content = new StringContent(typed.Body(way, swap, with).ToJsonString(), null, "application/json") }),
            _ => await browser.PostWith(token, url, typed.Form(way, swap, with)),
        };
        var body = await answer.Content.ReadAsStringAsync();
        return new Said(answer.StatusCode, body, Plain(body, url, with));
    }

    /// <summary>Tokens, keys of forms, traces, and what was asked for itself.</summary>
    private static string Plain(string body, string url, string? with)
    {
        var plain = Fleeting().Replace(body, "#");
        foreach (var asked in url.Split('/', '?', '&', '=').Append(with ?? "").Select(Uri.UnescapeDataString).Where(p => p.Length >= 6 && p.Any(char.IsAsciiDigit))) plain = plain.Replace(asked, "#").Replace(Uri.EscapeDataString(asked), "#");
        return plain;
    }

    public void Dispose()
    {
        program.Dispose();
        browser.Dispose();
    }

    [GeneratedRegex("""CfDJ8[\w-]+|"traceId":"[^"]*"|(?<=name="_once" value=")[^"]*|(?<=id="[a-z]+-)[0-9a-f]{6,}|DY[0-9]{8}-[A-Z0-9]{6}""")]
    private static partial Regex Fleeting();
}

/// <summary>Counts what was asserted and tells everything that is wrong at once.</summary>
public sealed class Checks
{
    private readonly List<string> wrong = [];

    public int Made { get; private set; }

    public void That(bool holds, string otherwise)
    {
        Made++;
        if (!holds) wrong.Add(otherwise);
    }

    public void Done() => (wrong.Count > 60 ? string.Join('\n', wrong.Take(60)) + $"\n… {wrong.Count} in all" : string.Join('\n', wrong)).ShouldBeEmpty();
}

/// <summary>How the world of two branches fills addresses, forms and queries.</summary>
public static class Filling
{
    /// <summary>The address with one place swapped; the other places point at records of the caller's own branch.</summary>
    public static string Url(this TwoBranches world, Way way, string? swap, string? with, Records own) => Matrix.Url(way, name =>
        name == swap ? Uri.EscapeDataString(with!)
        : ScopeTable.Of(way).FirstOrDefault(r => r.Member == name && own.Of.ContainsKey(r.Kind)) is { } row ? own.Point(row.Kind, name == "id" ? typeof(Guid) : typeof(string))
        : (name, way.Path) switch
        {
            ("no", _) => "1",
            ("login", _) => "sun",
            ("clause", _) => "complaint.answer",
            ("code", var path) when path.Contains("roles") => "agent",
            ("code", var path) when path.Contains("policies") => "no-such-policy",
            ("code", _) => "complaint.deadline.normal",
            _ => null!,
        });

    public static Typed Typed(this TwoBranches world) => new((way, name, type) =>
        ScopeTable.Of(way).FirstOrDefault(r => r.Member == name) is not { } row ? null
        : world.West.Of.ContainsKey(row.Kind) ? (row.Member is "customerId" or "customer" or "contactId" or "caseNumber" or "promiseId" or "caseId" ? world.West.Point(row.Kind, type) : "")
        : name switch
        {
            "unitId" or "parentId" => world.UnitInWest.ToString(),
            _ when type == typeof(Guid) && row.Kind == "directory" => world.Colleague.ToString(),
            _ => null,
        });

    /// <summary>Queries that ask for something of the other branch, and each choice of each filter.</summary>
    public static IEnumerable<string> Queries(this TwoBranches world, Way way)
    {
        yield return "";
        foreach (var (name, type, _) in ScopeTable.Members(way).Where(m => !way.Path.Contains($"{{{m.Name}}}")))
            foreach (var value in Values(world, way, name, type).Distinct())
                yield return $"{name}={Uri.EscapeDataString(value)}";
    }

    private static IEnumerable<string> Values(TwoBranches world, Way way, string name, Type type)
    {
        if (ScopeTable.Of(way).FirstOrDefault(r => r.Member == name && world.East.Of.ContainsKey(r.Kind)) is { } row) return [world.East.Point(row.Kind, type)];
        if (type.IsEnum) return Enum.GetNames(type).Take(6);
        return name switch
        {
            "q" => [TwoBranches.Mark, world.East.Of["case"].Number, world.East.Of["customer"].Number, "13877770002", "0002"],
            "name" => [TwoBranches.Mark + "客户2"], "phone" or "callerPhone" => ["13877770002"],
            "unit" => [type == typeof(Guid) ? world.EastUnit.ToString() : type == typeof(int) ? world.EastNo.ToString() : "/1/2/"],
            "owner" or "person" or "keeper" => [type == typeof(Guid) ? Guid.Empty.ToString() : "lin", "me"], "by" => ["unit", "handler", "caller", "month", "rule", "type"],
            "state" => ["all", "kept", "broken"], "clause" => ["complaint.answer"], "month" => [type == typeof(int) ? "3" : "2026-03"], "subject" or "label" => [type == typeof(Guid) ? world.East.Of["case"].Id.ToString() : world.East.Of["case"].Number],
            "limit" => ["1", "200"], "territory" => ["1"], "level" => ["3"], "kind" => ["case"], "tab" => [],
            _ => [],
        };
    }
}
