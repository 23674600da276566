using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Modules.Cases.Import;

/// <summary>Where the values of a case stand in a file of another system: read from the JSON file given with <c>--map</c>.</summary>
public sealed record CaseMap(
    string Key, string ReceivedAt, IReadOnlyList<string> Subject, IReadOnlyList<string> Content, string? ClosedAt = null, string? Answer = null,
    string? TimeZone = null, IReadOnlyList<string>? DateFormats = null,
    WordMap? Type = null, WordMap? Channel = null, WordMap? Severity = null, WordMap? State = null, WordMap? Territory = null, WordMap? Unit = null,
    IReadOnlyList<string>? CustomerName = null, string? CustomerPhone = null, IReadOnlyList<string>? CustomerAddress = null, string? DefaultAnswer = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip };

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone ?? "Asia/Shanghai");

    public static CaseMap Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<CaseMap>(json, Json)!;
        }
        catch (JsonException fault)
        {
            throw new Refusal("import.map", "The mapping cannot be read: {0}", fault.Message);
        }
    }

    /// <summary>A local time of the file as UTC; null when it cannot be read.</summary>
    public DateTime? Instant(string text)
    {
        string[] formats = DateFormats is { Count: > 0 } given ? [.. given] : ["yyyy-MM-ddTHH:mm:ss.fff", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];
        if (!DateTime.TryParseExact(text.Trim(), formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return null;
        var zone = Zone;
        return zone.IsInvalidTime(local) ? TimeZoneInfo.ConvertTimeToUtc(local.AddHours(1), zone) : TimeZoneInfo.ConvertTimeToUtc(local, zone);
    }
}

/// <summary>A column whose words are translated; what is not in the table takes the default, or is refused where there is none.</summary>
public sealed record WordMap(string? Column = null, IReadOnlyDictionary<string, string>? Words = null, string? Default = null)
{
    public string? Translate(Func<string, string> cell)
    {
        var text = Column is null ? "" : cell(Column).Trim();
        if (Words is not null && Words.TryGetValue(text, out var word)) return word;
        return Words is null && text.Length > 0 && Column is not null ? text : Default;
    }
}
