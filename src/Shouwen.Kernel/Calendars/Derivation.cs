using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Shouwen.Kernel.Calendars;

/// <summary>How a due time (UTC) was computed, so that nobody needs to recompute it by hand, and the years whose arrangement was missing.</summary>
public sealed record Derivation(DateTime Due, IReadOnlyList<DerivationStep> Steps, IReadOnlyList<int> MissingYears)
{
    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Whether the due time may still change because an arrangement it depends on is not announced.</summary>
    [JsonIgnore]
    public bool IsProvisional => MissingYears.Count > 0;

    public string ToJson() => JsonSerializer.Serialize(this, json);

    public static Derivation FromJson(string text) =>
        JsonSerializer.Deserialize<Derivation>(text, json) ?? throw new JsonException("A derivation was expected.");
}
