using System.Text.RegularExpressions;

namespace Shouwen.Kernel.Text;

/// <summary>Hides the middle of telephone-like numbers: enough is left to recognise one's own.</summary>
public static partial class Masks
{
    public static string Phone(string text) => text.Length == 0 ? "" : Phones(text) is var masked && masked != text ? masked : new string('*', text.Length);

    /// <summary>Every telephone-like number within a text; shorter numbers are no telephones.</summary>
    public static string Phones(string text) => PhoneLike().Replace(text, found =>
    {
        var number = found.Value;
        if (number.Count(char.IsAsciiDigit) < ShortestPhone) return number;
        var keep = number.Length >= 11 ? 3 : 2;
        return string.Concat(number.AsSpan(0, keep), "****", number.AsSpan(number.Length - keep));
    });

    private const int ShortestPhone = 7;

    [GeneratedRegex(@"(?<![0-9A-Za-z-])\+?(?:[0-9]{1,5}[- ]?)?[0-9]{3,4}[- ]?[0-9]{3,4}(?![0-9A-Za-z:-])")]
    private static partial Regex PhoneLike();
}
