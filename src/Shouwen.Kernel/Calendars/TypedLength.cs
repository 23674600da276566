using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Shouwen.Kernel.Calendars;

/// <summary>A length of time as people type it in either language, such as "3 working days" or "3个工作日"; the unit is named in English.</summary>
public readonly partial record struct TypedLength(decimal Amount, string Unit)
{
    private const string Digits = "零一二三四五六七八九";

    private static readonly (string Unit, string[] Words)[] Names =
    [
        ("minutes", ["minute", "minutes", "分钟", "分"]),
        ("hours", ["hour", "hours", "小时", "钟头"]),
        ("working hours", ["working hour", "working hours", "工作小时"]),
        ("calendar days", ["calendar day", "calendar days", "day", "days", "天", "日", "自然日", "日历日", "日历天"]),
        ("working days", ["working day", "working days", "工作日", "工作天"]),
        ("months", ["month", "months", "月"]),
    ];

    public static bool TryRead(string? text, out TypedLength length)
    {
        length = default;
        var typed = Spaces().Replace((text ?? "").Normalize(NormalizationForm.FormKC).Trim(), " ");
        if (Form().Match(typed) is not { Success: true } match || AmountOf(match.Groups["amount"].Value) is not { } amount) return false;
        var word = match.Groups["unit"].Value;
        if (Names.FirstOrDefault(n => n.Words.Contains(word, StringComparer.OrdinalIgnoreCase)).Unit is not { } unit) return false;
        length = new TypedLength(amount, unit);
        return true;
    }

    private static decimal? AmountOf(string text)
    {
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)) return amount;
        if (text == "半") return 0.5m;
        return text.IndexOf('十') switch
        {
            < 0 when text.Length == 1 => Digit(text[0]),
            0 when text.Length <= 2 => 10 + Ones(text[1..]),
            1 when text.Length <= 3 => Digit(text[0]) * 10 + Ones(text[2..]),
            _ => null,
        };
    }

    private static int? Ones(string text) => text.Length == 0 ? 0 : Digit(text[0]);

    private static int? Digit(char c) => c == '两' ? 2 : Digits.IndexOf(c) is >= 0 and var digit ? digit : null;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^(?<amount>[0-9.]+|[零一二两三四五六七八九十半]+) ?个? ?(?<unit>\D+)$")]
    private static partial Regex Form();
}
