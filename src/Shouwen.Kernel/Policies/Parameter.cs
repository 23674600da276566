using System.Globalization;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Policies;

/// <summary>
/// A number or word of the rules that companies set differently, with its default, its requirement and what the
/// industry presets say (PLAT-020). Its value always has a date from which it holds.
/// </summary>
public abstract class Parameter(string code, string title, string @default, string requirement, bool assumed)
{
    public string Code { get; } = code;

    /// <summary>English; the key of its Chinese text.</summary>
    public string Title { get; } = title;
    public string Default { get; } = @default;
    public string Requirement { get; } = requirement;

    /// <summary>The sources give no value; the default is our proposal.</summary>
    public bool Assumed { get; } = assumed;

    /// <summary>What each industry preset sets.</summary>
    public IReadOnlyDictionary<string, string> Presets { get; init; } = new Dictionary<string, string>();

    /// <summary>How a value is written, as a hint beside the field.</summary>
    public abstract string Hint { get; }

    /// <summary>The value in its one spelling, or a refusal that says how to write it.</summary>
    public abstract string Normalize(string text);

    public override string ToString() => Code;
}

/// <summary>A parameter whose values are read as a type.</summary>
public sealed class Parameter<T>(
    string code, string title, string @default, string requirement, bool assumed, string hint, Func<string, (bool Ok, T Value)> parse)
    : Parameter(code, title, @default, requirement, assumed)
{
    public override string Hint { get; } = hint;

    /// <summary>Reads the stored form, and what people type in either language.</summary>
    public T Read(string text)
    {
        var (ok, value) = parse(text);
        if (!ok) (ok, value) = parse(ParameterWords.Stored(text));
        return ok ? value : throw Refusal.Of("value", "parameter.value", "This is not a possible value. Write it like this: {0}", new WrittenLike(Hint));
    }

    public override string Normalize(string text) => Read(text.Trim()) switch
    {
        null => "off",
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        var value => value.ToString()!,
    };
}

/// <summary>Declares parameters of the usual kinds.</summary>
public static class Parameters
{
    private const string LimitHint = "3 working days · 2 working hours · 24 hours · 30 minutes · 3 calendar days · off";

    /// <summary>A time limit; "off" means that the rule does not hold.</summary>
    public static Parameter<Limit?> Limit(string code, string title, string @default, string requirement, bool assumed = false, params (string Preset, string Value)[] presets) =>
        new(code, title, @default, requirement, assumed, LimitHint,
            text => text == "off" ? (true, null) : Calendars.Limit.TryParse(text, out var limit) ? (true, limit) : (false, null))
        {
            Presets = presets.ToDictionary(p => p.Preset, p => p.Value),
        };

    /// <summary>A rhythm of the calendar; "off" means that the rule does not hold.</summary>
    public static Parameter<Rhythm?> Rhythm(string code, string title, string @default, string requirement, bool assumed = false, params (string Preset, string Value)[] presets) =>
        new(code, title, @default, requirement, assumed, "Week · Month · Quarter · HalfYear · Year · off",
            text => text == "off" ? (true, null)
                : text.All(char.IsLetter) && Enum.TryParse<Calendars.Rhythm>(text, ignoreCase: true, out var rhythm) ? (true, rhythm) : (false, null))
        {
            Presets = presets.ToDictionary(p => p.Preset, p => p.Value),
        };

    public static Parameter<int> Number(string code, string title, int @default, string requirement, bool assumed = false, int least = 0, int most = 1_000_000) =>
        new(code, title, @default.ToString(CultureInfo.InvariantCulture), requirement, assumed, "a whole number",
            text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? (true, value) : (false, 0));

    /// <summary>A share in percent, 0 to 100.</summary>
    public static Parameter<Percent> Share(string code, string title, decimal @default, string requirement, bool assumed = false) =>
        new(code, title, new Percent(@default).ToString(), requirement, assumed, "95 %",
            text => decimal.TryParse(text.TrimEnd('%', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 100
                ? (true, new Percent(value)) : (false, default));

    public static Parameter<string> Choice(string code, string title, string[] choices, string requirement, bool assumed = false, params (string Preset, string Value)[] presets) =>
        new(code, title, choices[0], requirement, assumed, string.Join(" · ", choices),
            text => choices.Contains(text) ? (true, text) : (false, ""))
        {
            Presets = presets.ToDictionary(p => p.Preset, p => p.Value),
        };

    /// <summary>Some of the given words, separated by commas.</summary>
    public static Parameter<WordSet> Words(string code, string title, string @default, string[] possible, string requirement, bool assumed = false, params (string Preset, string Value)[] presets) =>
        new(code, title, @default, requirement, assumed, string.Join(", ", possible),
            text => WordSet.Parse(text) is var set && set.All(possible.Contains) ? (true, set) : (false, WordSet.Empty))
        {
            Presets = presets.ToDictionary(p => p.Preset, p => p.Value),
        };

    public static Parameter<QuietHours> Quiet(string code, string title, string @default, string requirement, bool assumed = false) =>
        new(code, title, @default, requirement, assumed, "12:00–14:00, 20:00–09:00", text => QuietHours.TryParse(text, out var quiet) ? (true, quiet) : (false, null!));

    public static Parameter<string> Text(string code, string title, string @default, string requirement, bool assumed = false) =>
        new(code, title, @default, requirement, assumed, "text",
            text => text.Length is > 0 and <= 200 ? (true, Spelled.Meant(text, "parameter") == @default ? @default : text) : (false, ""));
}

/// <summary>A share of a hundred.</summary>
public readonly record struct Percent(decimal Value)
{
    public double Share => (double)Value / 100;

    public override string ToString() => Value.ToString("0.##", CultureInfo.InvariantCulture) + " %";
}

/// <summary>A set of words such as required fields.</summary>
public sealed class WordSet(IEnumerable<string> words) : List<string>(words)
{
    public static readonly WordSet Empty = new([]);

    public static WordSet Parse(string text) => new(text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct());

    public override string ToString() => string.Join(", ", this);
}
