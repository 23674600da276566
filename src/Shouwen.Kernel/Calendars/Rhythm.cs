using System.Globalization;

namespace Shouwen.Kernel.Calendars;

/// <summary>How often something comes round by the calendar.</summary>
public enum Rhythm { Week, Month, Quarter, HalfYear, Year }

/// <summary>One turn of a rhythm, such as the quarter 2026-Q1, with its first and last day.</summary>
public readonly record struct Period(string Name, DateOnly First, DateOnly Last)
{
    /// <summary>The turn that a date lies in.</summary>
    public static Period Of(Rhythm rhythm, DateOnly on) => rhythm switch
    {
        Rhythm.Week => Week(on.AddDays(-(((int)on.DayOfWeek + 6) % 7))),
        Rhythm.Month => Months(on, 1, on.ToString("yyyy-MM", CultureInfo.InvariantCulture)),
        Rhythm.Quarter => Months(on, 3, $"{on.Year}-Q{(on.Month + 2) / 3}"),
        Rhythm.HalfYear => Months(on, 6, $"{on.Year}-H{(on.Month + 5) / 6}"),
        _ => Months(on, 12, on.Year.ToString(CultureInfo.InvariantCulture)),
    };

    /// <summary>The end of the last day, 24:00 in the calendar's zone.</summary>
    public DateTime End(WorkCalendar calendar) => calendar.ToUtc(Last.AddDays(1), TimeOnly.MinValue);

    /// <summary>A week belongs to the year of its Thursday, as ISO 8601 counts.</summary>
    private static Period Week(DateOnly monday)
    {
        var thursday = monday.AddDays(3).ToDateTime(TimeOnly.MinValue);
        return new($"{ISOWeek.GetYear(thursday)}-W{ISOWeek.GetWeekOfYear(thursday):00}", monday, monday.AddDays(6));
    }

    private static Period Months(DateOnly on, int length, string name)
    {
        var first = new DateOnly(on.Year, (on.Month - 1) / length * length + 1, 1);
        return new(name, first, first.AddMonths(length).AddDays(-1));
    }
}
