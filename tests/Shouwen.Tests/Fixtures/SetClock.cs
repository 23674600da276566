using System.Globalization;
using Shouwen.Kernel.Calendars;

namespace Shouwen.Tests.Fixtures;

/// <summary>A clock that stands where the test puts it; stopwatches and timers stay real.</summary>
public sealed class SetClock(DateTime utc) : TimeProvider
{
    private long ticks = utc.Ticks;

    public DateTime Utc
    {
        get => new(Interlocked.Read(ref ticks), DateTimeKind.Utc);
        set => Interlocked.Exchange(ref ticks, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => new(Utc);

    /// <summary>A wall-clock time of Shanghai, as people write it: <c>2026-09-29 10:00</c>.</summary>
    public static DateTime Shanghai(string local)
    {
        var wall = DateTime.ParseExact(local, ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"], CultureInfo.InvariantCulture);
        return WorkCalendar.Default.ToUtc(DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall));
    }

    /// <summary>An instant as people in Shanghai read it.</summary>
    public static string Local(DateTime utc) => utc.AddHours(8).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
