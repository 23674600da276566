using System.Globalization;

namespace Shouwen.Kernel.Calendars;

/// <summary>When a unit works: local spans of the day and the weekdays; a span that ends at 00:00 ends at 24:00 of its own day.</summary>
public sealed record WorkHours(IReadOnlyList<(TimeOnly From, TimeOnly To)> Spans, IReadOnlySet<DayOfWeek> Days)
{
    /// <summary>08:30–17:30, Monday to Friday, the midday break not deducted.</summary>
    public static WorkHours Default { get; } = new(
        [(new TimeOnly(8, 30), new TimeOnly(17, 30))],
        new HashSet<DayOfWeek> { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday });

    /// <summary>The spans in the order of the day, none of which overlap.</summary>
    public IReadOnlyList<(TimeOnly From, TimeOnly To)> Spans { get; } = Checked(Spans);

    /// <summary>The weekdays worked unless the calendar says otherwise.</summary>
    public IReadOnlySet<DayOfWeek> Days { get; } = Days.Count > 0 ? Days : throw new ArgumentException("A week needs a working day.", nameof(Days));

    /// <summary>When the last span ends, local time; 00:00 stands for 24:00.</summary>
    public TimeOnly Closing => Spans[^1].To;

    /// <summary>The language-neutral form of the spans that is stored: "08:30–12:00, 13:30–17:30".</summary>
    public string SpansText => string.Join(", ", Spans.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.From:HH:mm}–{(s.To == TimeOnly.MinValue ? "24:00" : s.To.ToString("HH:mm", CultureInfo.InvariantCulture))}")));

    /// <summary>Reads what <see cref="SpansText"/> writes and the English names of weekdays.</summary>
    public static WorkHours Parse(string spans, IEnumerable<string> days) =>
        TryParse(spans, days, out var hours) ? hours : throw new FormatException($"Not working hours: '{spans}'.");

    public static bool TryParse(string? spans, IEnumerable<string> days, out WorkHours hours)
    {
        hours = Default;
        var read = new List<(TimeOnly, TimeOnly)>();
        foreach (var part in (spans ?? "").Split([',', ';', '，', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = part.Split(['–', '-', '—', '~'], StringSplitOptions.TrimEntries);
            if (ends.Length != 2 || !TryReadTime(ends[0], out var from) || !TryReadTime(ends[1], out var to)) return false;
            read.Add((from, to));
        }
        var names = days.ToList();
        if (!names.All(d => Enum.TryParse<DayOfWeek>(d, out var day) && Enum.IsDefined(day))) return false;
        try
        {
            hours = new WorkHours(read, names.Select(Enum.Parse<DayOfWeek>).ToHashSet());
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool TryReadTime(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text == "24:00" ? "00:00" : text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    private static IReadOnlyList<(TimeOnly From, TimeOnly To)> Checked(IReadOnlyList<(TimeOnly From, TimeOnly To)> spans)
    {
        if (spans.Count == 0)
            throw new ArgumentException("A working day needs working time.", nameof(spans));

        var previousEnd = TimeSpan.Zero;
        foreach (var (from, to) in spans)
        {
            var end = to == TimeOnly.MinValue ? TimeSpan.FromHours(24) : to.ToTimeSpan();
            if (from.ToTimeSpan() < previousEnd || end <= from.ToTimeSpan())
                throw new ArgumentException("Working time runs forward through the day and does not overlap.", nameof(spans));
            previousEnd = end;
        }
        return [.. spans];
    }
}
