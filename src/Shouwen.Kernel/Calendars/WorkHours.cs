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
