using System.Globalization;
using Shouwen.Kernel.Calendars;

namespace Shouwen.BrowserTests;

/// <summary>A clock that runs from where the journeys put it; only forward.</summary>
public sealed class MovingClock(string local) : TimeProvider
{
    private long offset = (Utc(local) - System.GetUtcNow().UtcDateTime).Ticks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref offset));

    /// <summary>The local day and time at which the company's people look at the wall.</summary>
    public DateTime Local => GetUtcNow().UtcDateTime.AddHours(8);

    /// <summary>It is the morning of the next working day.</summary>
    public void NextWorkingDay(TimeOnly at)
    {
        var day = DateOnly.FromDateTime(Local);
        do day = day.AddDays(1); while (!WorkCalendar.Default.IsWorking(day));
        Interlocked.Add(ref offset, (WorkCalendar.Default.ToUtc(day, at) - GetUtcNow().UtcDateTime).Ticks);
    }

    private static DateTime Utc(string local)
    {
        var wall = DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return WorkCalendar.Default.ToUtc(DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall));
    }
}
