using System.Collections.Frozen;
using System.Text.Json;

namespace Shouwen.Kernel.Web;

/// <summary>Turns the plain name of an asset into its fingerprinted address, so browsers may keep it for ever.</summary>
public sealed class Assets
{
    private readonly FrozenDictionary<string, string> addresses;

    public Assets(string applicationName) : this(AppContext.BaseDirectory, applicationName) { }

    /// <summary>Reads the list the build leaves beside the program; without one, names stand for themselves.</summary>
    public Assets(string folder, string applicationName)
    {
        var list = Path.Combine(folder, $"{applicationName}.staticwebassets.endpoints.json");
        addresses = File.Exists(list) ? Read(list) : FrozenDictionary<string, string>.Empty;
    }

    public string this[string name] => addresses.TryGetValue(name, out var found) ? found : "/" + name;

    private static FrozenDictionary<string, string> Read(string list)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(list));
        var found = new Dictionary<string, string>();
        foreach (var endpoint in document.RootElement.GetProperty("Endpoints").EnumerateArray())
        {
            var route = endpoint.GetProperty("Route").GetString()!;
            if (Property(endpoint, "label") is { } label && !IsCompressed(route)) found.TryAdd(label, "/" + route);
        }
        return found.ToFrozenDictionary();
    }

    private static string? Property(JsonElement endpoint, string name) =>
        endpoint.TryGetProperty("EndpointProperties", out var all)
            ? all.EnumerateArray().Where(p => p.GetProperty("Name").GetString() == name)
                .Select(p => p.GetProperty("Value").GetString()).FirstOrDefault()
            : null;

    private static bool IsCompressed(string route) =>
        route.EndsWith(".gz", StringComparison.Ordinal) || route.EndsWith(".br", StringComparison.Ordinal);
}
