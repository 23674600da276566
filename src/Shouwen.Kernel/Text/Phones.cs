using System.Text;
using System.Text.RegularExpressions;

namespace Shouwen.Kernel.Text;

/// <summary>Telephone numbers: their digits for comparing, and the form that strangers may see (CUST-014).</summary>
public static partial class Phones
{
    private const int MobileLength = 11;
    private const int ShownTail = 4;
    private const int ShortestPhone = 7;

    /// <summary>The digits alone, full-width ones included and without China's country code before a mobile number.</summary>
    public static string Digits(string? phone)
    {
        var digits = string.Concat((phone ?? "").Normalize(NormalizationForm.FormKC).Where(char.IsAsciiDigit));
        foreach (var country in new[] { "0086", "86" })
            if (digits.Length == country.Length + MobileLength && digits.StartsWith(country + "1", StringComparison.Ordinal)) return digits[country.Length..];
        return digits;
    }

    /// <summary>The number with its middle hidden: <c>138****5678</c>; a short one shows at most its last two digits.</summary>
    public static string Mask(string? phone)
    {
        var text = (phone ?? "").Normalize(NormalizationForm.FormKC);
        var count = text.Count(char.IsAsciiDigit);
        var (head, tail) = count >= 10 ? (3, ShownTail) : count >= 7 ? (0, ShownTail) : (0, count > 3 ? 2 : 0);
        var masked = new StringBuilder(text.Length);
        var seen = 0;
        foreach (var c in text)
            masked.Append(!char.IsAsciiDigit(c) ? c : seen++ < head || seen > count - tail ? c : '*');
        return masked.ToString();
    }

    /// <summary>A text with every telephone-like number in it masked; shorter numbers are no telephones.</summary>
    public static string MaskWithin(string text) => PhoneLike().Replace(text, found => found.Value.Count(char.IsAsciiDigit) < ShortestPhone ? found.Value : Mask(found.Value));

    /// <summary>What was typed is only the masked form of what is known: the number was not changed.</summary>
    public static bool IsMasked(string typed) => typed.Contains('*');

    [GeneratedRegex(@"(?<![0-9A-Za-z-])\+?(?:[0-9]{1,5}[- ]?)?[0-9]{3,4}[- ]?[0-9]{3,4}(?![0-9A-Za-z:-])")]
    private static partial Regex PhoneLike();
}
