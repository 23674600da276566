using System.Globalization;
using Shouwen.Kernel.Calendars;

namespace Shouwen.Tests.Kernel.Calendars;

/// <summary>Writes instants as the wall in China shows them, UTC+8, without the code under test.</summary>
internal static class Moment
{
    private static readonly TimeSpan china = TimeSpan.FromHours(8);

    /// <summary>The instant of "2026-10-08 17:30"; 24:00 is the end of the day.</summary>
    public static DateTime At(string local)
    {
        var endOfDay = local.EndsWith("24:00", StringComparison.Ordinal);
        var wall = DateTime.ParseExact(endOfDay ? local[..^5] + "00:00" : local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return DateTime.SpecifyKind((endOfDay ? wall.AddDays(1) : wall) - china, DateTimeKind.Utc);
    }

    public static DateOnly Day(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateTime Due(string start, string limit) => WorkCalendar.Default.Due(At(start), Limit.Parse(limit)).Due;
}
