using System.Text;
using System.Text.RegularExpressions;

namespace Shouwen.Data.Seed;

/// <summary>A text of a told case in which names, numbers, keys and days can be put anew: literals between tokens and dates.</summary>
internal sealed partial class TextPattern
{
    private readonly List<(string? Literal, int Token, DateOnly Day)> parts = [];

    private TextPattern() { }

    /// <summary>The pattern of a text, or null when there is nothing in it to put anew.</summary>
    public static TextPattern? Of(string text, IReadOnlyList<string> tokens)
    {
        if (text.Length == 0) return null;
        var known = tokens.Select((t, i) => (Text: t, Index: i)).Where(t => t.Text.Length > 1).OrderByDescending(t => t.Text.Length).ToList();
        var all = new Regex(string.Join('|', known.Select(t => Regex.Escape(t.Text)).Append(Days().ToString())));
        var (pattern, end) = (new TextPattern(), 0);
        foreach (Match match in all.Matches(text))
        {
            if (match.Index > end) pattern.parts.Add((text[end..match.Index], -1, default));
            var token = known.FindIndex(t => t.Text == match.Value);
            if (token >= 0) pattern.parts.Add((null, known[token].Index, default));
            else if (DateOnly.TryParseExact(match.Value, "yyyy-MM-dd", out var day)) pattern.parts.Add((null, -1, day));
            else pattern.parts.Add((match.Value, -1, default));
            end = match.Index + match.Length;
        }
        if (end == 0) return null;
        pattern.parts.Add((text[end..], -1, default));
        return pattern;
    }

    public string With(IReadOnlyList<string> tokens, int days)
    {
        var text = new StringBuilder();
        foreach (var (literal, token, day) in parts)
            if (literal is not null) text.Append(literal);
            else if (token >= 0) text.Append(tokens[token]);
            else text.Append(day.AddDays(days).ToString("yyyy-MM-dd"));
        return text.ToString();
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\d")]
    private static partial Regex Days();
}
