using System.Buffers;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Shouwen.Kernel.UseCases;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Kernel.Web;

/// <summary>Reads a JSON body into a use case: unknown members, missing members and wrong types are named, never guessed.</summary>
public static class ApiInput
{
    private const int LongestBody = 1_000_000;

    /// <summary>The field that is named when the body as a whole is wrong.</summary>
    private const string Whole = "body";

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        AllowDuplicateProperties = false,
        MaxDepth = 16,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new UtcInstants() },
    };

    /// <summary>The use case, and the body's text for comparing repeated requests.</summary>
    public static async Task<(TUseCase UseCase, string Body)> Read<TUseCase>(HttpContext http) where TUseCase : class
    {
        var body = await Text(http);
        var json = Parse(body);
        Shape(typeof(TUseCase), json, "", http.Request.RouteValues.Keys);
        foreach (var (name, value) in http.Request.RouteValues)
        {
            if (json.ContainsKey(name)) throw Invalid(name, T["This is given by the address and must not be repeated in the body."]);
            json[name] = RouteNode(typeof(TUseCase), name, value?.ToString());
        }
        try
        {
            return (json.Deserialize<TUseCase>(Json)!, body);
        }
        catch (JsonException fault)
        {
            var path = (fault.Path ?? "").TrimStart('$', '.');
            throw Invalid(path.Length > 0 ? path : Whole, T["This value has the wrong type or is not one of the allowed words."]);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is valid JSON and yet no text.
            throw Invalid(Whole, T["The body is not valid JSON."]);
        }
    }

    /// <summary>The whole text, piece by piece: a short body must not cost the room that the longest may need.</summary>
    private static async Task<string> Text(HttpContext http)
    {
        if (http.Request.ContentLength > LongestBody) throw Invalid(Whole, T["The request is too large."]);
        using var reader = new StreamReader(http.Request.Body);
        var (text, piece) = (new StringBuilder(), ArrayPool<char>.Shared.Rent(4096));
        try
        {
            while (await reader.ReadAsync(piece, http.RequestAborted) is > 0 and var length)
                if (text.Append(piece, 0, length).Length > LongestBody) throw Invalid(Whole, T["The request is too large."]);
            return text.ToString();
        }
        finally
        {
            ArrayPool<char>.Shared.Return(piece);
        }
    }

    private static JsonNode? RouteNode(Type type, string name, string? text)
    {
        var member = Members(type).FirstOrDefault(m => string.Equals(m.Name, name, StringComparison.OrdinalIgnoreCase));
        return member?.Type == typeof(int) && int.TryParse(text, out var number) ? JsonValue.Create(number) : JsonValue.Create(text);
    }

    private static JsonObject Parse(string body)
    {
        if (string.IsNullOrWhiteSpace(body)) return [];
        try
        {
            var options = new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false };
            return JsonNode.Parse(body, documentOptions: options) as JsonObject ?? throw Invalid(Whole, T["The body must be a JSON object."]);
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            throw Invalid(Whole, T["The body is not valid JSON."]);
        }
    }

    /// <summary>Names every unknown and every missing member at once.</summary>
    private static void Shape(Type type, JsonObject json, string prefix, ICollection<string> fromRoute)
    {
        var errors = new Dictionary<string, string>();
        Check(type, json, prefix, fromRoute, errors);
        if (errors.Count > 0) throw new InvalidInput(errors);
    }

    private static void Check(Type type, JsonObject json, string prefix, ICollection<string> fromRoute, Dictionary<string, string> errors)
    {
        var members = Members(type);
        foreach (var (name, _) in json)
            if (members.All(m => m.Name != name)) errors[prefix + name] = T["There is no field of this name."];
        foreach (var member in members)
        {
            var name = member.Name;
            if (fromRoute.Contains(name)) continue;
            json.TryGetPropertyValue(name, out var value);
            if (value is null)
            {
                if (member.IsOptional) continue;
                errors[prefix + name] = T["Please fill in this field."];
            }
            else if (Binder.IsRecord(member.Type))
            {
                if (value is JsonObject inner) Check(member.Type, inner, prefix + name + ".", [], errors);
                else errors[prefix + name] = T["This value has the wrong type or is not one of the allowed words."];
            }
        }
    }

    private sealed record Member(string Name, Type Type, bool IsOptional);

    private static readonly ConcurrentDictionary<Type, Member[]> Known = new();

    private static Member[] Members(Type type) => Known.GetOrAdd(type, static t =>
        [.. t.GetConstructors().MaxBy(c => c.GetParameters().Length)!.GetParameters().Select(p => new Member(Names.Camel(p.Name!), p.ParameterType, p.HasDefaultValue || IsOptional(p)))]);

    private static bool IsOptional(ParameterInfo member)
    {
        if (Nullable.GetUnderlyingType(member.ParameterType) is not null) return true;
        return !member.ParameterType.IsValueType && new NullabilityInfoContext().Create(member).WriteState == NullabilityState.Nullable;
    }

    private static InvalidInput Invalid(string field, string sentence) => new(new Dictionary<string, string> { [field] = sentence });

    /// <summary>Instants go out as UTC with a Z; what comes in without an offset is wall time in China, as in the forms.</summary>
    private sealed class UtcInstants : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Binder.Instant(reader.GetString() ?? "") ?? throw new JsonException();

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue(DateTime.SpecifyKind(value, DateTimeKind.Utc));
    }
}
