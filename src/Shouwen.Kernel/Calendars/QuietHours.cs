using System.Globalization;

namespace Shouwen.Kernel.Calendars;

/// <summary>Local times of day in which customers are not disturbed, such as 12:00–14:00 and 20:00–09:00; the end is free again (CBS-012).</summary>
public sealed class QuietHours
{
    private readonly (TimeOnly From, TimeOnly To)[] spans;

    private QuietHours((TimeOnly From, TimeOnly To)[] spans) => this.spans = spans;

    /// <summary>Customers may be called at any time.</summary>
    public static QuietHours None { get; } = new([]);

    public IReadOnlyList<(TimeOnly From, TimeOnly To)> Spans => spans;

    /// <summary>Reads what <see cref="ToString"/> writes; an empty text means no quiet hours.</summary>
    public static QuietHours Parse(string text) =>
        TryParse(text, out var quiet) ? quiet : throw new FormatException($"Not quiet hours: '{text}'.");

    public static bool TryParse(string? text, out QuietHours quiet)
    {
        quiet = None;
        if (text is null)
            return false;

        var read = new List<(TimeOnly From, TimeOnly To)>();
        foreach (var part in text.Replace(" and ", ",", StringComparison.OrdinalIgnoreCase).Split([',', ';', '，', '、', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = part.Split(['–', '-', '—', '~', '～'], StringSplitOptions.TrimEntries);
            if (ends.Length != 2 || !TryReadTime(ends[0], out var from) || !TryReadTime(ends[1], out var to) || from == to)
                return false;
            read.Add((from, to));
        }

        var result = new QuietHours([.. read]);
        if (result.LeavesNoTime())
            return false;
        quiet = result;
        return true;
    }

    public bool Contains(TimeOnly time) => spans.Any(s => Contains(s, time));

    /// <summary>The instant (UTC) itself if customers may be disturbed then, otherwise the first instant after it at which they may.</summary>
    public DateTime NextAllowed(DateTime utc, TimeZoneInfo zone) => Allowed(utc, zone, (date, time, span) =>
        LocalClock.ToUtc(span.To > time ? date : date.AddDays(1), span.To, zone));

    /// <summary>The instant (UTC) itself if customers may be disturbed then, otherwise the last minute before it at which they may.</summary>
    public DateTime LastAllowed(DateTime utc, TimeZoneInfo zone) => Allowed(utc, zone, (date, time, span) =>
        LocalClock.ToUtc(span.From <= time ? date : date.AddDays(-1), span.From, zone).AddMinutes(-1));

    /// <summary>Leaves one quiet span after the other; there is always a time outside of all.</summary>
    private DateTime Allowed(DateTime utc, TimeZoneInfo zone, Func<DateOnly, TimeOnly, (TimeOnly From, TimeOnly To), DateTime> leave)
    {
        while (true)
        {
            var local = LocalClock.ToLocal(utc, zone);
            var time = TimeOnly.FromDateTime(local);
            var index = Array.FindIndex(spans, s => Contains(s, time));
            if (index < 0)
                return utc;
            utc = leave(DateOnly.FromDateTime(local), time, spans[index]);
        }
    }

    /// <summary>The language-neutral form that is stored: "12:00–14:00, 20:00–09:00".</summary>
    public override string ToString() => string.Join(", ", spans.Select(s => $"{Text(s.From)}–{Text(s.To)}"));

    private bool LeavesNoTime() => spans.Length > 0 && spans.All(s => Contains(s.To));

    private static bool Contains((TimeOnly From, TimeOnly To) span, TimeOnly time) =>
        span.From < span.To ? span.From <= time && time < span.To : span.From <= time || time < span.To;

    private static bool TryReadTime(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text == "24:00" ? "00:00" : text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    private static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
