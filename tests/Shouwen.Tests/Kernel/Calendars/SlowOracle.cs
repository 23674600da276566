using Shouwen.Kernel.Calendars;

namespace Shouwen.Tests.Kernel.Calendars;

/// <summary>Counts working time one minute and one day at a time from plain data, sharing no code with the calendar it checks.</summary>
internal sealed class SlowOracle(WorkHours hours, IReadOnlyList<DayEntry> entries, TimeZoneInfo zone)
{
    private static readonly TimeSpan minute = TimeSpan.FromMinutes(1);

    private readonly Dictionary<DateOnly, bool> worked = [];

    public bool Works(DateOnly date)
    {
        if (!worked.TryGetValue(date, out var answer))
            worked[date] = answer = entries.LastOrDefault(e => e.Date == date) is { } entry
                ? entry.Kind is DayKind.Working or DayKind.MakeUp
                : hours.Days.Contains(date.DayOfWeek);
        return answer;
    }

    public DateTime Add(DateTime start, int minutes)
    {
        var at = start;
        for (var left = minutes; left > 0; at += minute)
            if (IsWorkingMinute(at))
                left--;
        return at;
    }

    public int MinutesBetween(DateTime from, DateTime to)
    {
        var count = 0;
        for (var at = from; at < to; at += minute)
            if (IsWorkingMinute(at))
                count++;
        return count;
    }

    public DateOnly WorkingDay(DateTime start, int amount)
    {
        var date = Date(start);
        for (var left = amount; left > 0;)
        {
            date = date.AddDays(1);
            if (Works(date))
                left--;
        }
        return date;
    }

    public DateOnly Date(DateTime utc) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, zone));

    /// <summary>The last working minute of the date has just ended.</summary>
    public DateTime Closing(DateOnly date)
    {
        var at = DateTime.SpecifyKind(date.ToDateTime(TimeOnly.MinValue), DateTimeKind.Utc).AddHours(48);
        while (Date(at - minute) != date || !IsInHours(at - minute))
            at -= minute;
        return at;
    }

    private bool IsWorkingMinute(DateTime utc) => IsInHours(utc) && Works(Date(utc));

    private bool IsInHours(DateTime utc)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(utc, zone);
        var now = local.Hour * 60 + local.Minute;
        foreach (var (from, to) in hours.Spans)
        {
            var end = to.Hour == 0 && to.Minute == 0 ? 1440 : to.Hour * 60 + to.Minute;
            if (from.Hour * 60 + from.Minute <= now && now < end)
                return true;
        }
        return false;
    }
}
