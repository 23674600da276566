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
        : value.Split(", ") is var words && TextCatalog.IsChinese && words.All(w => IsKnown(w) || IsCode(w)) ? string.Join(T[", |list"], words.Select(w => IsKnown(w) ? T[w + "|parameter"] : w))
        : value;

    /// <summary>How a value may be typed, in the reader's language.</summary>
    public static string Hint(string hint) => T.Chinese.ContainsKey(hint) ? T[hint] : string.Join(" · ", hint.Split(" · ").Select(Show));

    /// <summary>The stored words of what a person typed as <see cref="Show"/> writes it; what has no other name stays as it is.</summary>
    public static string Stored(string typed) =>
        string.Join(", ", typed.Split([',', '，', '、', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(w => Spelled.Meant(w, "parameter") ?? Spelled.Meant(w, "rhythm") ?? w));

    /// <summary>A word without another name, such as the kind of a file.</summary>
    private static bool IsCode(string word) => word.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));

    private static bool IsKnown(string word) => T.Chinese.ContainsKey(word + "|parameter");
}

/// <summary>How a value may be typed, said in the reader's language when the sentence is made.</summary>
internal sealed record WrittenLike(string Hint)
{
    public override string ToString() => ParameterWords.Hint(Hint);
}
