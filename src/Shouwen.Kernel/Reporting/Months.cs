using Shouwen.Kernel.Calendars;

namespace Shouwen.Kernel.Reporting;

/// <summary>Months of the local calendar, each named by its first day.</summary>
public static class Months
{
    public static DateOnly Of(DateOnly day) => new(day.Year, day.Month, 1);

    public static DateOnly Of(DateTime utc) => Of(WorkCalendar.Default.LocalDate(utc));

    /// <summary>The instant (UTC) at which the month begins.</summary>
    public static DateTime Begin(DateOnly month) => WorkCalendar.Default.ToUtc(month, TimeOnly.MinValue);

    /// <summary>From one month to another, both included.</summary>
    public static IEnumerable<DateOnly> Between(DateOnly first, DateOnly last)
    {
        for (var month = first; month <= last; month = month.AddMonths(1)) yield return month;
    }

    /// <summary>What the given months leave of a period, as few pieces as possible; the months lie within it and in order.</summary>
    public static IEnumerable<(DateOnly From, DateOnly To)> Gaps(DateOnly from, DateOnly to, IEnumerable<DateOnly> months)
    {
        foreach (var month in months)
        {
            if (from < month) yield return (from, month.AddDays(-1));
            from = month.AddMonths(1);
        }
        if (from <= to) yield return (from, to);
    }
}
