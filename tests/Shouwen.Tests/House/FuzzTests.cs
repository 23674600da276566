using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using Shouwen.Tests.Fixtures;

using House = Shouwen.Tests.Fixtures.House;

namespace Shouwen.Tests.HouseRules;

/// <summary>
/// Random requests made from the served description: every operation answers in time, clearly, never with a fault, and only with
/// what the description says. <c>SHOUWEN_FUZZ</c> says how many requests each operation gets; half of them go to each engine.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private static readonly int Requests = int.TryParse(Environment.GetEnvironmentVariable("SHOUWEN_FUZZ"), out var asked) ? asked : 300;

    [Theory, OnBothEngines]
    public async Task Whatever_is_sent_the_answer_is_clear_in_time_and_as_described(Engine engine)
    {
        await using var world = await TwoBranches.Make(engine);
        using var program = await world.House.Program($"{TwoBranches.EverythingRole}-all");
        var document = await Document(program);
        var schemas = document["components"]!["schemas"]!.AsObject();
        string[] known = [.. world.East.Traces, .. world.West.Traces, world.Colleague.ToString(), world.UnitInWest.ToString(), "complaints", "complaint.deadline.normal"];
        var (sent, wrong, tally) = (0, new List<string>(), new Dictionary<int, int>());
        foreach (var (path, method, operation) in Operations(document))
        {
            var described = operation["responses"]!.AsObject().Select(r => int.Parse(r.Key)).ToHashSet();
            for (var i = 0; i < (Requests + 1) / 2; i++)
            {
                var seed = HashCode($"{engine} {method} {path} {i}");
                var thrown = new Dice(seed, schemas, known).Make(path, operation);
                var (status, media, body, took) = await Send(program, method, thrown);
                if (took > Longest) took = TimeSpan.FromTicks(Math.Min(took.Ticks, (await Send(program, method, thrown)).Took.Ticks));
                sent++;
                tally[status] = tally.GetValueOrDefault(status) + 1;
                if (Fault(status, media, body, took, described) is { } fault) wrong.Add($"{method} {thrown}\n   {fault} (seed {seed})");
            }
            if (wrong.Count > 30) break;
        }
        output.WriteLine($"{engine}: {sent:N0} requests: {string.Join(", ", tally.OrderBy(t => t.Key).Select(t => $"{t.Key} × {t.Value:N0}"))}");
        string.Join('\n', wrong.Take(30)).ShouldBeEmpty();
        tally.Where(t => t.Key < 300).Sum(t => t.Value).ShouldBeGreaterThan(sent / 20, "requests that are never accepted test little");
    }

    [Theory, OnBothEngines]
    public async Task The_description_tells_of_every_way_each_parameter_and_nothing_else(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        using var program = await house.Program("lin");
        var document = await Document(program);
        var operations = Operations(document).ToList();
        var ways = Matrix.Of(house).Where(w => w.IsApi).ToList();
        operations.Select(o => $"{o.Method} {o.Path}").Order().ShouldBe(ways.Select(w => $"{w.Method} {w.Path}").Order());
        foreach (var way in ways)
        {
            var operation = operations.Single(o => o.Method == way.Method && o.Path == way.Path).Operation;
            var told = (operation["parameters"]?.AsArray() ?? []).Where(p => p!["in"]!.ToString() != "header").Select(p => p!["name"]!.ToString()).ToList();
            var own = ScopeTable.Members(way).Select(m => m.Name).Where(n => way.Method == "GET" || way.Path.Contains($"{{{n}}}")).ToList();
            if (way.Path.EndsWith("/reports/{name}", StringComparison.Ordinal)) own.Add("format");
            told.Order().ShouldBe(own.Order(), $"{way.Method} {way.Path}");
            if (operation["requestBody"]?["content"]?["application/json"] is null) continue;
            var body = document["components"]!["schemas"]![way.UseCase.Name]!["properties"]?.AsObject().Select(p => p.Key) ?? [];
            body.Order().ShouldBe(ScopeTable.Members(way).Select(m => m.Name).Where(n => !way.Path.Contains($"{{{n}}}")).Order(), $"{way.Method} {way.Path}");
        }
    }

    private static string? Fault(int status, string? media, string body, TimeSpan took, HashSet<int> described)
    {
        if (status >= 500) return $"{status}: {Cut(body)}";
        if (body.Contains("   at Shouwen") || body.Contains("Exception:")) return "a stack trace came back: " + Cut(body);
        if (took > Longest) return $"took {took.TotalMilliseconds:0} ms";
        if (!described.Contains(status)) return $"{status} is not described: {Cut(body)}";
        if (status < 400) return null;
        if (media != "application/problem+json") return $"{status} comes as {media}";
        var problem = JsonNode.Parse(body)!.AsObject();
        if (problem["code"] is null) return $"{status} has no code: {Cut(body)}";
        return status == 422 && (problem["errors"] is not JsonObject { Count: > 0 } errors || errors.Any(e => e.Key.Length == 0)) ? $"422 names no field: {Cut(body)}" : null;
    }

    private static async Task<(int Status, string? Media, string Body, TimeSpan Took)> Send(HttpClient program, string method, Throw thrown)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), thrown.Url);
        foreach (var (name, value) in thrown.Headers) request.Headers.TryAddWithoutValidation(name, value);
        if (thrown.Body is not null) request.Content = new ByteArrayContent(thrown.Body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(thrown.ContentType) } };
        var began = Stopwatch.GetTimestamp();
        using var answer = await program.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, body, Stopwatch.GetElapsedTime(began));
    }

    private static async Task<JsonObject> Document(HttpClient program) => JsonNode.Parse(await program.GetStringAsync("/openapi/v1.json"))!.AsObject();

    private static IEnumerable<(string Path, string Method, JsonObject Operation)> Operations(JsonObject document) =>
        from path in document["paths"]!.AsObject() from operation in path.Value!.AsObject() select (path.Key, operation.Key.ToUpperInvariant(), operation.Value!.AsObject());

    /// <summary>The same in every run, unlike the framework's own.</summary>
    private static int HashCode(string text) => text.Aggregate(17, (hash, c) => unchecked(hash * 31 + c));

    private static string Cut(string text) => text.Length > 300 ? text[..300] + "…" : text;
}
