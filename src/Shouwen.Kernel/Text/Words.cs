using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Shouwen.Kernel.Text;

/// <summary>Makes <c>T["English text"]</c> available everywhere through <c>using static</c>.</summary>
public static class Words
{
    public static readonly TextCatalog T = new();
}

/// <summary>
/// The product's words. The English text is the key; Chinese stands in each room's <c>Text/zh-CN.json</c>.
/// What follows a <c>|</c> in a key tells two meanings of one word apart and is never shown.
/// </summary>
public sealed class TextCatalog
{
    private static FrozenDictionary<string, string> english = FrozenDictionary<string, string>.Empty;
    private FrozenDictionary<string, string> chinese = FrozenDictionary<string, string>.Empty;

    public IReadOnlyDictionary<string, string> Chinese => chinese;

    /// <summary>The company's own wordings, which win over the product's (PLAT-018).</summary>
    internal FrozenDictionary<string, (string Zh, string En)> Own { get; set; } = FrozenDictionary<string, (string, string)>.Empty;

    /// <summary>The product's own English, whatever the company made of it.</summary>
    public static string English(string key) => english.GetValueOrDefault(key) ?? WithoutMeaning(key);

    /// <summary>The text in the reader's language; English where Chinese is missing.</summary>
    public string this[string key]
    {
        get
        {
            if (Own.Count > 0 && Own.TryGetValue(key, out var own) && (IsChinese ? own.Zh : own.En) is { Length: > 0 } wording) return wording;
            return IsChinese && chinese.TryGetValue(key, out var found) ? found : English(key);
        }
    }

    public string this[string key, params object?[] values] =>
        string.Format(CultureInfo.CurrentCulture, this[key], values);

    public static bool IsChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    /// <summary>
    /// Reads every embedded <c>Text/zh-CN.json</c> of the given assemblies, and <c>Text/en.json</c> with the English of the few codes
    /// that cannot be spelled from themselves; called once at start.
    /// </summary>
    public void Load(params Assembly[] assemblies)
    {
        chinese = Read(chinese, assemblies, "zh-CN");
        english = Read(english, assemblies, "en");
    }

    private static FrozenDictionary<string, string> Read(IReadOnlyDictionary<string, string> before, Assembly[] assemblies, string language)
    {
        var all = new Dictionary<string, string>(before);
        foreach (var assembly in assemblies)
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith($"Text.{language}.json", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var (key, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!) all[key] = value;
        }
        return all.ToFrozenDictionary();
    }

    /// <summary>What stands before the bar; a bare word of an enumeration such as <c>CarriedOut</c> becomes "Carried out".</summary>
    private static string WithoutMeaning(string key)
    {
        var bar = key.IndexOf('|');
        if (bar < 0) return key;
        var word = key[..bar];
        return word.Contains(' ') ? word : Spoken(word);
    }

    private static string Spoken(string word)
    {
        var spoken = string.Concat(word.Select((c, i) =>
            c == '-' ? " " : char.IsUpper(c) && i > 0 && char.IsLower(word[i - 1]) ? " " + char.ToLowerInvariant(c) : c.ToString()));
        return spoken.Length == 0 ? spoken : char.ToUpperInvariant(spoken[0]) + spoken[1..];
    }
}

/// <summary>A name that users maintain in both languages; where one is missing, the other stands for it.</summary>
public sealed record LocalText(string En, string Zh)
{
    public override string ToString() => (TextCatalog.IsChinese && Zh.Length > 0) || En.Length == 0 ? Zh : En;
}
