using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using Shouwen.Modules.Administration.Roles;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Contacts.Log;
using Shouwen.Shell;
using Shouwen.Tests.Fixtures;
using House = Shouwen.Tests.Fixtures.House;

namespace Shouwen.Tests.HouseRules;

/// <summary>Whatever is sent to any field of any way: a clear no or a stored text, never a fault, never a script.</summary>
public sealed class BadInputTests
{
    private const string Script = "<script>alert(1)</script>";

    private static readonly string[] Texts =
    [
        "", " ", new('长', 100_000), Script, "\"><img src=x onerror=alert(1)>", "=1+1", "=HYPERLINK(\"http://x\")", "@SUM(A1)", "-1", "\u0000", "a\u0007b", "\u202Eabc", "\u2066x", "👩‍👩‍👧‍👦", "𠮷", "\ud800",
        "' OR 1=1 --", "{{7*7}}", "{0}", "%s%n", "../../etc/passwd", "2026-02-30", "99999999999999999999", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "true", "null",
    ];

    private static readonly string[] Bodies =
    [
        "", "{", "[]", "null", "\"x\"", "1", "{\"a\":", "{\"unknown\":1}", "\u0000", "{\"number\":\"x\",\"number\":\"y\"}", "{'a':1}", "<xml/>",
        string.Concat(Enumerable.Repeat("{\"a\":", 200)) + "1" + new string('}', 200), string.Concat(Enumerable.Repeat("[", 5000)),
    ];

    private static readonly string[] Values =
    [
        "null", "1", "-1", "1e400", "99999999999999999999", "1.5", "true", "[]", "{}", "[[]]", "[null]", "[1,\"a\",{}]", "{\"a\":{\"b\":[{}]}}", "\"\\ud800\"", "\"x\"", "\"2026-02-30T00:00:00Z\"", "\"0001-01-01T00:00:00\"",
        "\"9999-12-31T23:59:59.9999999Z\"", "\"00000000-0000-0000-0000-000000000000\"", "0", "\"0\"",
    ];

    [Theory, OnBothEngines]
    public async Task Programs_get_problem_json_with_a_code_for_every_bad_body(Engine engine)
    {
        await using var world = await World.Make(engine);
        using var program = await world.House.Program("all");
        var wrong = new List<string>();
        foreach (var way in Matrix.Of(world.House).Where(w => w.IsApi && w.Method != "GET"))
        {
            foreach (var body in Some(Bodies, 5)) await Try(way, body, body);
            var names = Members(way).Select(m => m.Name).ToList();
            foreach (var value in Some(Values, 8)) await Try(way, "{" + string.Join(",", names.Select(n => $"\"{n}\":{value}")) + "}", $"all = {value}");
            foreach (var member in Members(way))
            {
                foreach (var value in Some(Values)) await Try(way, With(way, member.Name, value), $"{member.Name} = {value}");
                if (member.Type == typeof(string) || member.Type == typeof(List<string>))
                    foreach (var text in Some(Texts)) await Try(way, With(way, member.Name, Json(member.Type == typeof(string) ? JsonValue.Create(text) : new JsonArray(text))), $"{member.Name} = {Shown(text)}");
            }
        }
        string.Join('\n', wrong).ShouldBeEmpty();

        async Task Try(Way way, string body, string shown)
        {
            var answer = await program.SendAsync(new HttpRequestMessage(new HttpMethod(way.Method), world.Url(way)) { Content = new StringContent(body, null, "application/json") });
            var status = (int)answer.StatusCode;
            var clear = status < 400 || status < 500 && answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
                && JsonNode.Parse(await answer.Content.ReadAsStringAsync())?["code"] is not null;
            if (!clear && wrong.Count < 40) wrong.Add($"{way.Method} {way.Path} {Shown(shown)}: {status}");
        }
    }

    [Theory, OnBothEngines]
    public async Task Questions_with_bad_parameters_are_refused_clearly(Engine engine)
    {
        await using var world = await World.Make(engine);
        using var program = await world.House.Program("all");
        using var browser = await world.House.SignedIn("all");
        var wrong = new List<string>();
        foreach (var way in Matrix.Of(world.House).Guarded().Where(w => w.Method == "GET"))
        foreach (var name in Members(way).Select(m => m.Name).Append("nonsense").Where(n => !way.Path.Contains($"{{{n}}}")))
        foreach (var text in Some([.. Texts.Where(t => t.Length < 1000), new string('9', 3000)]))
        {
            var url = $"{world.Url(way)}?{name}={Uri.EscapeDataString(text.Replace("\ud800", ""))}";
            var answer = way.IsApi ? await program.GetAsync(url) : await browser.Get(url);
            if ((int)answer.StatusCode >= 500 && wrong.Count < 40) wrong.Add($"{way.Path} {name} = {Shown(text)}: {(int)answer.StatusCode}");
            else if (!way.IsApi && (await answer.Content.ReadAsStringAsync()).Contains(Script)) wrong.Add($"{way.Path} {name}: a script came back");
        }
        string.Join('\n', wrong).ShouldBeEmpty();
    }

    [Theory, OnBothEngines]
    public async Task Forms_come_back_with_what_was_typed_and_never_break(Engine engine)
    {
        await using var world = await World.Make(engine);
        using var browser = await world.House.SignedIn("all");
        var token = await browser.Token("/me");
        var wrong = new List<string>();
        foreach (var way in Matrix.Of(world.House).Guarded().Where(w => !w.IsApi && w.Method == "POST" && w.Path != "/me/password"))
        {
            var names = Members(way).ToList();
            foreach (var text in Some(Sendable, 6)) await Try(way, [.. names.Select(n => (n.Name, text))], "all = " + Shown(text));
            foreach (var member in names.Where(m => m.Type == typeof(string)))
            foreach (var text in Some(Sendable, 2))
                await Try(way, [.. names.Select(n => (n.Name, n.Name == member.Name ? text : Plausible(n.Type)))], $"{member.Name} = {Shown(text)}");
        }
        string.Join('\n', wrong).ShouldBeEmpty();

        async Task Try(Way way, (string, string)[] fields, string shown)
        {
            var answer = await browser.PostWith(token, world.Url(way), [.. fields.Where(f => !way.Path.Contains($"{{{f.Item1}}}"))]);
            var html = await answer.Content.ReadAsStringAsync();
            if ((int)answer.StatusCode is >= 500 or 401 && wrong.Count < 40) wrong.Add($"{way.Path} {shown}: {(int)answer.StatusCode}");
            if (html.Contains(Script) || html.Contains("<img src=x")) wrong.Add($"{way.Path} {shown}: a script came back");
        }
    }

    private static readonly string[] Sendable = [.. Texts.Where(t => !t.Contains('\ud800'))];

    /// <summary>The next few of a list: each field gets some, all fields together get all, and the run stays short.</summary>
    private T[] Some<T>(T[] all, int count = 3) => [.. Enumerable.Range(0, count).Select(_ => all[next++ % all.Length])];

    private int next;

    private static IEnumerable<(string Name, Type Type)> Members(Way way) =>
        (way.UseCase.GetConstructors().MaxBy(c => c.GetParameters().Length)?.GetParameters() ?? []).Select(p => (Names.Camel(p.Name!), Nullable.GetUnderlyingType(p.ParameterType) ?? p.ParameterType));

    /// <summary>A body that could be meant, with one member spoilt.</summary>
    private static string With(Way way, string name, string value)
    {
        var members = Members(way).Where(m => !way.Path.Contains($"{{{m.Name}}}"));
        return "{" + string.Join(",", members.Select(m => $"\"{m.Name}\":{(m.Name == name ? value : PlausibleJson(m.Type))}")) + "}";
    }

    private static string PlausibleJson(Type type) =>
        type == typeof(bool) ? "true" : type == typeof(int) || type == typeof(decimal) ? "1" : type.IsEnum || type == typeof(string) || type == typeof(DateTime) || type == typeof(DateOnly) || type == typeof(Guid)
            ? Json(JsonValue.Create(type.IsEnum ? JsonNamingPolicy.CamelCase.ConvertName(Plausible(type)) : Plausible(type))) : typeof(System.Collections.IEnumerable).IsAssignableFrom(type) ? "[]" : "null";

    private static string Plausible(Type type) =>
        type.IsEnum ? Enum.GetNames(type)[0] : type == typeof(bool) ? "true" : type == typeof(DateTime) ? "2026-03-03T10:00:00Z" : type == typeof(DateOnly) ? "2026-03-03" : type == typeof(Guid) ? Guid.Empty.ToString() : type == typeof(int) ? "1" : "plain text";

    private static string Json(JsonNode? node) => node!.ToJsonString();

    private static string Shown(string text) => text.Length > 60 ? text[..60] + "…" : text;

    /// <summary>A house with one record of each kind and someone who may do everything.</summary>
    private sealed record World(House House, string Case, string Customer, string Contact, string Callback) : IAsyncDisposable
    {
        public static async Task<World> Make(Engine engine)
        {
            var house = await House.OpenWeb(engine);
            var root = (await house.Unit("Company")).Id;
            await house.Itself.Run(new AddRole("all", "全部", "Everything"));
            await house.Itself.Run(new ChangeRole("all", "全部", "Everything", [.. Permission.All.Where(p => !p.Code.StartsWith("kernel.", StringComparison.Ordinal)).Select(p => p.Code)], "test"));
            await house.Itself.Run(new AddUser("all", "万能", Cast.Password, root, [new HeldRole("all", DataScope.All)]));
            var made = await house.LedTo((await house.As("lin").Opens(CaseType.Complaint)).Number, CaseState.Answered);
            await house.Settle();
            var contact = await house.As("lin").Run(new RecordContact(CallerName: "王建国", CallerPhone: "13800001234"));
            await using var db = house.Db();
            return new World(house, made, db.Customers.OrderBy(c => c.Number).First().Number, contact.Number, (await house.Callback(made)).Number);
        }

        public string Url(Way way) => Matrix.Url(way, name => (name, way.Path) switch
        {
            ("number", var path) when path.Contains("/cases/") => Case,
            ("number", var path) when path.Contains("/customers/") => Customer,
            ("number", var path) when path.Contains("/contacts/") => Contact,
            ("number", var path) when path.Contains("/callbacks/") => Callback,
            ("no", _) => "1",
            ("login", _) => "sun",
            ("name", _) => "complaints",
            ("code", var path) when path.Contains("roles") => "agent",
            ("code", _) => "complaint.deadline.normal",
            _ => null!,
        });

        public ValueTask DisposeAsync() => House.DisposeAsync();
    }
}
