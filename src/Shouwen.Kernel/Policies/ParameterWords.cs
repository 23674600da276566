using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Text;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Kernel.Policies;

/// <summary>Writes stored parameter values the way people read them, in their language (PLAT-020).</summary>
public static class ParameterWords
{
    /// <summary>A time limit or a rhythm in words, "off" as such, words of a choice translated, anything else as it stands.</summary>
    public static string Show(string value) =>
        value == "off" ? T["off|parameter"]
        : Limit.TryParse(value, out var limit) ? limit.Display
        : Enum.GetNames<Rhythm>().Contains(value) ? T[value + "|rhythm"]
        : string.Join(T[", |list"], value.Split(", ").Select(Word));

    private static string Word(string word) => T.Chinese.ContainsKey(word + "|parameter") && TextCatalog.IsChinese ? T[word + "|parameter"] : word;
}
