using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Shouwen.Tests.HouseRules;

/// <summary>One request as the dice made it; the same seed makes the same request.</summary>
public sealed record Throw(string Url, byte[]? Body, string ContentType, IReadOnlyList<(string Name, string Value)> Headers)
{
    public override string ToString() => $"{Url} {string.Join(' ', Headers.Select(h => $"[{h.Name}: {Cut(h.Value)}]"))} {ContentType} {Cut(Body is null ? "" : Encoding.UTF8.GetString(Body))}";

    private static string Cut(string text) => text.Length > 300 ? text[..300] + "…" : text;
}

/// <summary>Makes requests from the served description: mostly what it asks for, then spoilt in one of many ways.</summary>
public sealed class Dice(int seed, JsonObject schemas, IReadOnlyList<string> known)
{
    private static readonly string[] Texts =
    [
        "", " ", "x", "改一下", "👩‍👩‍👧‍👦", "𠮷野家", "\u202Eright", "\u2066iso", "a\u0000b", "tab\tand\nline", "\u0007bell", "' OR 1=1 --", "<script>alert(1)</script>", "{{7*7}}", "{0}{1}", "%s%n", "../../etc/passwd", "=1+1", "null", "true",
        "NaN", "-0", "1e999", "99999999999999999999", "2026-02-30", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "2026-03-03T10:00:00Z", "2026-03-03", "１３８００００", "ＡＢＣ", "e\u0301", "\ufeff", "\uffff", "AJ2026-000001", "/1/", "me", "00000000-0000-0000-0000-000000000000",
    ];

    private static readonly string[] Raw = ["null", "1", "-1", "0", "1.5", "1e400", "-99999999999999999999999", "true", "[]", "{}", "[[[[]]]]", "[null]", "{\"a\":{\"b\":[{}]}}", "\"\\ud800\"", "\"\\u0000\"", "\"x\"", "2147483648", "9223372036854775808"];
    private static readonly string[] ContentTypes = ["application/json", "application/json; charset=utf-8", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml", "application/json; charset=utf-16", "*/*"];
    private readonly Random random = new(seed);

    public Throw Make(string path, JsonObject operation)
    {
        var (url, query, headers) = (path, new List<string>(), new List<(string, string)>());
        foreach (var parameter in operation["parameters"]?.AsArray().OfType<JsonObject>() ?? [])
        {
            var (name, schema) = (parameter["name"]!.ToString(), parameter["schema"]!.AsObject());
            switch (parameter["in"]!.ToString())
            {
                case "path": url = url.Replace("{" + name + "}", Segment(schema)); break;
                case "query" when One(3): query.Add($"{name}={Uri.EscapeDataString(Sendable(Plain(schema)))}"); break;
                case "header" when One(5): headers.Add((name, Header(name))); break;
            }
        }
        if (One(12)) query.Add(Pick(["nonsense=1", "%zz", "=", "a=%00", "limit=1&limit=2", "after=%F0%9F", "sort=no", "Q=x"]));
        if (One(20) && query.Count > 0) query.Add(query[0]);
        if (query.Count > 0) url += "?" + string.Join('&', query);
        if (operation["requestBody"]?["content"]?["application/json"]?["schema"] is not JsonObject body) return new Throw(url, null, "", headers);
        return new Throw(url, Bytes(body), One(10) ? Pick(ContentTypes) : "application/json", headers);
    }

    private byte[] Bytes(JsonObject schema)
    {
        var text = Value(schema, "", 0);
        return random.Next(24) switch
        {
            0 => Encoding.UTF8.GetBytes(text[..random.Next(text.Length + 1)]),
            1 => Encoding.UTF8.GetBytes(text.Length > 2 ? text[..^1] + "," + text[1..] : "{\"a\":1,\"a\":2}"),
            2 => [.. Encoding.UTF8.GetBytes(text[..(text.Length / 2)]), 0xff, 0xfe, 0x00, .. Encoding.UTF8.GetBytes(text[(text.Length / 2)..])],
            3 => Encoding.UTF8.GetBytes(Pick(["", "null", "[]", "\"x\"", "1", "{", "<xml/>", string.Concat(Enumerable.Repeat("{\"a\":", 200)) + "1" + new string('}', 200), string.Concat(Enumerable.Repeat("[", 4000))])),
            4 => Encoding.Unicode.GetBytes(text),
            5 => [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(text)],
            _ => Encoding.UTF8.GetBytes(text),
        };
    }

    /// <summary>A value that the schema allows, or now and then one that it does not.</summary>
    private string Value(JsonObject schema, string name, int depth)
    {
        schema = Resolve(schema);
        if (depth > 0 && One(14)) return Pick(Raw);
        if (schema["enum"] is JsonArray words) return Quote(words[random.Next(words.Count)]?.ToString() ?? "");
        var type = schema["type"] is JsonArray several ? several.Select(t => t!.ToString()).FirstOrDefault(t => t != "null") ?? "null" : schema["type"]?.ToString();
        return type switch
        {
            "object" => Object(schema, depth),
            "array" => "[" + string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(schema["items"]!.AsObject(), name, depth + 1))) + "]",
            "boolean" => One(2) ? "true" : "false",
            "integer" or "number" => random.Next(-3, 500).ToString(CultureInfo.InvariantCulture),
            _ => Quote(Plain(schema)),
        };
    }

    private string Object(JsonObject schema, int depth)
    {
        if (depth > 6) return "{}";
        var required = schema["required"]?.AsArray().Select(r => r!.ToString()).ToHashSet() ?? [];
        var members = new List<string>();
        foreach (var (name, property) in schema["properties"]?.AsObject() ?? [])
        {
            if (required.Contains(name) ? One(25) : !One(3)) continue;
            members.Add($"{Quote(name)}:{(One(30) ? "null" : Value(property!.AsObject(), name, depth + 1))}");
        }
        if (One(20)) members.Add("\"unknown\":1");
        if (One(40)) members.Add("\"number\":\"AJ2026-000001\"");
        return "{" + string.Join(',', members) + "}";
    }

    private string Plain(JsonObject schema)
    {
        schema = Resolve(schema);
        if (One(60)) return new string(Pick(["长", "a", "\ud83d\ude00", "1"])[0] is var c && char.IsSurrogate(c) ? '长' : c, random.Next(1, 60_000));
        if (schema["enum"] is JsonArray words && !One(6)) return words[random.Next(words.Count)]!.ToString();
        return schema["format"]?.ToString() switch
        {
            "uuid" when !One(6) => One(2) ? Pick([.. known.Where(k => Guid.TryParse(k, out _))]) : new Guid(random.Next(), 1, 2, [1, 2, 3, 4, 5, 6, 7, 8]).ToString(),
            "date" when !One(6) => $"{random.Next(1899, 2202)}-{random.Next(1, 14):00}-{random.Next(0, 33):00}",
            "date-time" when !One(6) => $"20{random.Next(20, 32)}-0{random.Next(1, 10)}-{random.Next(1, 30):00}T{random.Next(0, 25):00}:30:00{Pick(["Z", "+08:00", "", "-23:59"])}",
            _ => One(3) ? Pick(Texts) : One(3) ? Pick(known) : "说明" + random.Next(1000),
        };
    }

    private string Segment(JsonObject schema)
    {
        var text = One(3) ? Plain(schema) : Pick(known);
        // The server itself refuses a zero character in a path.
        text = Sendable(text.Length > 2000 ? text[..2000] : text).Replace("\0", "");
        return text.Trim('.', ' ').Length == 0 ? "x" : Uri.EscapeDataString(text);
    }

    private string Header(string name) => name == "If-Match" ? Pick(["\"1\"", "\"0\"", "*", "W/\"1\"", "x", "\"99999999999\"", "\"-1\""]) : Pick(["k1", "k2", new string('k', 256), "键", "a b", Guid.Empty.ToString()]);

    private JsonObject Resolve(JsonObject schema)
    {
        if (schema["$ref"]?.ToString() is { } reference) return Resolve(schemas[reference[(reference.LastIndexOf('/') + 1)..]]!.AsObject());
        return (schema["oneOf"] ?? schema["anyOf"]) is JsonArray options ? Resolve(options.OfType<JsonObject>().First(o => o["type"]?.ToString() != "null")) : schema;
    }

    private bool One(int of) => random.Next(of) == 0;

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private static string Quote(string text) => JsonSerializer.Serialize(text);

    /// <summary>Half a surrogate pair cannot be written into an address.</summary>
    private static string Sendable(string text) => text.Replace("\ud800", "");
}
