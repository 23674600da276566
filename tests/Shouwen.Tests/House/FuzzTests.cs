using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using Shouwen.Tests.Fixtures;

using House = Shouwen.Tests.Fixtures.House;

namespace Shouwen.Tests.HouseRules;

/// <summary>
/// Random requests made from the served description: every operation answers in time, clearly, never with a fault, and only with
/// what the description says. Each operation gets 300 of them, 5,000 with <c>./test --faults</c>, or as many as <c>SHOUWEN_FUZZ</c>
/// says; half of them go to each engine.
/// </summary>
public sealed partial class FuzzTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("SHOUWEN_FAULTS") == "long";
    private static readonly double Share = double.TryParse(Environment.GetEnvironmentVariable("SHOUWEN_FAULTS_SHARE"), CultureInfo.InvariantCulture, out var given) ? given : 1;
    private static readonly int Requests = int.TryParse(Environment.GetEnvironmentVariable("SHOUWEN_FUZZ"), out var asked) ? asked : IsLong ? Math.Max(300, (int)(5_000 * Share)) : 300;

    /// <summary>What is sent at the same time: enough for every core, few enough that an answer is late by its own doing.</summary>
    private static readonly int AtOnce = Environment.ProcessorCount + 1;

    [Theory, OnBothEngines]
    public async Task Whatever_is_sent_the_answer_is_clear_in_time_and_as_described(Engine engine)
    {
        await using var world = await TwoBranches.Make(engine);
        using var program = await world.House.Program($"{TwoBranches.EverythingRole}-all");
        var document = await Document(program);
        var schemas = document["components"]!["schemas"]!.AsObject();
        string[] known = [.. world.East.Traces, .. world.West.Traces, world.Colleague.ToString(), world.UnitInWest.ToString(), "complaints", "complaint.deadline.normal"];
        var operations = Operations(document).ToList();
        Open(document);
        var (wrong, answers) = (new ConcurrentQueue<string>(), new ConcurrentQueue<(int Status, TimeSpan Took, string At)>());
        var throws = from o in operations from i in Enumerable.Range(0, (Requests + 1) / 2) select (o.Path, o.Method, o.Operation, Seed: HashCode($"{engine} {o.Method} {o.Path} {i}"));
        await Parallel.ForEachAsync(throws, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (one, _) =>
        {
            if (wrong.Count > 30) return;
            var described = one.Operation["responses"]!.AsObject().Select(r => int.Parse(r.Key)).ToHashSet();
            var thrown = new Dice(one.Seed, schemas, known).Make(one.Path, one.Operation);
            var (status, media, body, took) = await Send(program, one.Method, thrown);
            if (took > Longest) took = TimeSpan.FromTicks(Math.Min(took.Ticks, (await Send(program, one.Method, thrown)).Took.Ticks));
            answers.Enqueue((status, took, $"{one.Method} {one.Path}"));
            if (Fault(status, media, body, took, described) is { } fault) wrong.Enqueue($"{one.Method} {thrown}\n   {fault} (seed {one.Seed})");
        });
        Report(engine, operations.Count, [.. answers], wrong.Count);
        string.Join('\n', wrong.Take(30)).ShouldBeEmpty();
        answers.Count.ShouldBe(operations.Count * ((Requests + 1) / 2));
        answers.Count(a => a.Status < 300).ShouldBeGreaterThan(answers.Count / 20, "requests that are never accepted test little");
    }

    /// <summary>What was sent and how long the slowest took; the long form says it in the table of the faults too.</summary>
    private void Report(Engine engine, int operations, IReadOnlyList<(int Status, TimeSpan Took, string At)> answers, int faults)
    {
        var (slowest, sorted) = (answers.MaxBy(a => a.Took), answers.Select(a => a.Took.TotalMilliseconds).Order().ToList());
        var measured = $"{answers.Count:N0} requests to {operations} operations: {string.Join(", ", answers.GroupBy(a => a.Status).OrderBy(g => g.Key).Select(g => $"{g.Key} × {g.Count():N0}"))}; "
            + $"p50 {sorted[sorted.Count / 2]:0.0} ms, p99 {sorted[sorted.Count * 99 / 100]:0} ms, slowest {slowest.Took.TotalMilliseconds:0} ms ({slowest.At}); {faults} faults";
        output.WriteLine($"{engine}: {measured}");
        if (!IsLong) return;
        var table = Path.Combine(Docs.Repository.PathOf("artifacts"), "faults.md");
        Directory.CreateDirectory(Path.GetDirectoryName(table)!);
        File.AppendAllText(table, $"| Random requests made from the served description | {engine} | {measured} |\n");
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
        if (Trace().IsMatch(body)) return "a stack trace came back: " + Cut(body);
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

    /// <summary>Reads the whole document once: its parts come to be when they are first asked for, and several threads are going to ask.</summary>
    private static int Open(JsonNode? node) => node switch
    {
        JsonObject some => some.Sum(m => Open(m.Value)),
        JsonArray some => some.Sum(Open),
        _ => 1,
    };

    /// <summary>The same in every run, unlike the framework's own.</summary>
    private static int HashCode(string text) => text.Aggregate(17, (hash, c) => unchecked(hash * 31 + c));

    [GeneratedRegex(@"\s{2,}at [A-Z]\w+\.[\w.<>`\[\]]+\(|[A-Z]\w+Exception\b|\.cs:line \d+")]
    private static partial Regex Trace();

    private static string Cut(string text) => text.Length > 300 ? text[..300] + "…" : text;
}
