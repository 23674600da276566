using System.Text.Json;
using System.Text.Json.Nodes;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Web;

namespace Shouwen.Tests.HouseRules;

/// <summary>Fills a use case with what could be meant, so that a request reaches the handler: by name where a name says more than its type.</summary>
public sealed class Typed(Func<Way, string, Type, string?> pointed)
{
    /// <summary>The value of a member as people type it; null leaves it out.</summary>
    public string? Text(Way way, string name, Type type, bool optional)
    {
        if (pointed(way, name, type) is { } reference) return reference.Length == 0 ? null : reference;
        if (optional && type != typeof(bool) && name is not ("kind" or "holds")) return null;
        if (type == typeof(bool)) return "true";
        if (type.IsEnum) return Enum.GetNames(type)[0];
        if (type == typeof(int) || type == typeof(long) || type == typeof(decimal)) return "1";
        if (type == typeof(Guid)) return Guid.Empty.ToString();
        if (type == typeof(DateOnly)) return "2026-03-03";
        if (type == typeof(DateTime)) return name is "startedAt" or "endedAt" or "occurredAt" ? "2026-03-02T00:30:00Z" : "2026-03-03T02:00:00Z";
        if (type == typeof(List<HeldRole>)) return "agent:Unit";
        if (type != typeof(string)) return null;
        return name switch
        {
            "password" or "repeat" or "new" or "current" => "another good password", "login" => "newlogin", "code" => "new-code", "limit" => "24 hours", "value" => "5", "json" => "{}", "email" => "a@example.com",
            "phone" or "callerPhone" => "13911112222", "preset" => "general", "subjectKind" => "case", _ => "plain text",
        };
    }

    /// <summary>The fields of a form.</summary>
    public (string, string)[] Form(Way way, string? swap = null, string? with = null) =>
    [
        .. from member in ScopeTable.Members(way)
           where !way.Path.Contains($"{{{member.Name}}}")
           let text = member.Name == swap ? with : IsRecord(member.Type) ? null : Text(way, member.Name, member.Type, member.IsOptional)
           where text is not null
           select (member.Name, text),
    ];

    /// <summary>The body of a request.</summary>
    public JsonObject Body(Way way, string? swap = null, string? with = null)
    {
        var body = new JsonObject();
        foreach (var (name, type, optional) in ScopeTable.Members(way))
        {
            if (way.Path.Contains($"{{{name}}}")) continue;
            if (name == swap) body[name] = Json(type, with!);
            else if (IsRecord(type)) body[name] = optional ? null : new JsonObject();
            else if (Text(way, name, type, optional) is { } text) body[name] = Json(type, text);
            else if (typeof(System.Collections.IEnumerable).IsAssignableFrom(type) && type != typeof(string) && !optional) body[name] = new JsonArray();
        }
        return body;
    }

    private static bool IsRecord(Type type) => type.IsClass && type != typeof(string) && !typeof(System.Collections.IEnumerable).IsAssignableFrom(type);

    private static JsonNode? Json(Type type, string text) =>
        type == typeof(bool) ? JsonValue.Create(text == "true")
        : type == typeof(int) || type == typeof(long) || type == typeof(decimal) ? JsonValue.Create(int.Parse(text))
        : type.IsEnum ? JsonValue.Create(JsonNamingPolicy.CamelCase.ConvertName(text))
        : type == typeof(List<HeldRole>) ? new JsonArray(new JsonObject { ["role"] = "agent", ["scope"] = "unit" })
        : type == typeof(List<string>) || type == typeof(string[]) ? new JsonArray(text)
        : JsonValue.Create(text);
}
