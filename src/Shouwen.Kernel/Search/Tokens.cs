using System.Globalization;
using System.Text;

namespace Shouwen.Kernel.Search;

/// <summary>
/// Turns text into index words, the same on both engines: overlapping pairs of Chinese characters and the last one of
/// a run alone (so one character is found by prefix), Latin words and digits in lower case, telephone tails.
/// </summary>
public static class Tokens
{
    /// <summary>What follows in a word is not looked at: PostgreSQL takes no words beyond two thousand bytes.</summary>
    private const int LongestWord = 200;

    /// <summary>What is asked beyond so many words is not looked at: PostgreSQL reads them one inside the other, and its stack is small.</summary>
    public const int MostAsked = 64;
    private const int ShortestTail = 4;
    private const int LongestTail = 8;

    /// <summary>Begins the word of a telephone's tail; typed text cannot contain it as a word.</summary>
    private const string Tail = "\ue001";

    public static string Normalize(string text) => text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary>The words of a text to be indexed.</summary>
    public static IEnumerable<string> OfText(string text)
    {
        foreach (var (run, isChinese) in Runs(Normalize(text)))
        {
            if (!isChinese) { yield return run; continue; }
            var runes = run.EnumerateRunes().ToArray();
            for (var i = 0; i < runes.Length - 1; i++) yield return $"{runes[i]}{runes[i + 1]}";
            yield return runes[^1].ToString();
        }
    }

    /// <summary>A telephone number: the whole of it and its last four to eight digits.</summary>
    public static IEnumerable<string> OfPhone(string phone)
    {
        var digits = Digits(phone);
        if (digits.Length < ShortestTail) yield break;
        yield return digits;
        for (var length = ShortestTail; length <= Math.Min(LongestTail, digits.Length); length++)
            yield return Tail + digits[^length..];
    }

    /// <summary>What a typed query asks for: every word must be there; a single character and the last Latin word are prefixes.</summary>
    public static IReadOnlyList<QueryWord> OfQuery(string query)
    {
        var words = new List<QueryWord>();
        foreach (var (run, isChinese) in Runs(Normalize(query)))
        {
            if (isChinese)
            {
                var runes = run.EnumerateRunes().ToArray();
                if (runes.Length == 1) words.Add(new(run, IsPrefix: true) { IsCharacter = true });
                for (var i = 0; i < Math.Min(runes.Length - 1, MostAsked); i++) words.Add(new($"{runes[i]}{runes[i + 1]}"));
            }
            else if (run.All(char.IsAsciiDigit) && run.Length is >= ShortestTail and <= LongestTail)
                words.Add(new(run, Or: Tail + run));
            else
                words.Add(new(run, IsPrefix: run.Length >= 2));
            if (words.Count > MostAsked) break;
        }
        return [.. words.Distinct().Take(MostAsked)];
    }

    /// <summary>The digits of a telephone's tail, the last one first: what other tails of the same number begin with too.</summary>
    internal static string FromBehind(QueryWord tail) => new([.. tail.Word.Reverse()]);

    /// <summary>The four digits that a word is: a telephone's last ones, or a number in a text. Nothing of other words.</summary>
    internal static string? FourDigits(string word)
    {
        var digits = word.StartsWith(Tail, StringComparison.Ordinal) ? word[Tail.Length..] : word;
        return digits.Length == ShortestTail && digits.All(char.IsAsciiDigit) ? digits : null;
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static IEnumerable<(string Run, bool IsChinese)> Runs(string text)
    {
        var run = new StringBuilder();
        bool? chinese = null;
        foreach (var rune in text.EnumerateRunes())
        {
            bool? kind = IsChinese(rune) ? true : Rune.IsLetterOrDigit(rune) ? false : null;
            if (kind != chinese && run.Length > 0)
            {
                yield return (run.ToString(), chinese!.Value);
                run.Clear();
            }
            chinese = kind;
            if (kind is true || kind is false && run.Length < LongestWord) run.Append(rune.ToString());
        }
        if (run.Length > 0) yield return (run.ToString(), chinese!.Value);
    }

    private static bool IsChinese(Rune rune) =>
        rune.Value is >= 0x3400 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF or >= 0x3040 and <= 0x30FF or 0x3007;
}

/// <summary>One word that a hit must contain, or its alternative.</summary>
public sealed record QueryWord(string Word, bool IsPrefix = false, string? Or = null)
{
    /// <summary>One Chinese character: SQLite has an index of beginnings of this length, PostgreSQL writes each as a word (script 0015).</summary>
    public bool IsCharacter { get; init; }
}
