using System.Diagnostics;
using Shouwen.Kernel.Calendars;
using static Shouwen.Tests.Kernel.Calendars.Moment;

namespace Shouwen.Tests.Kernel.Calendars;

public sealed class SpeedTests(ITestOutputHelper output)
{
    /// <summary>About a millisecond is usual; counting hour by hour would take hundreds. Shared machines are slow at times, so the best of many runs counts.</summary>
    private static readonly TimeSpan most = TimeSpan.FromMilliseconds(60);

    private static readonly WorkCalendar calendar = WorkCalendar.Default;
    private static readonly DateTime start = At("2016-01-04 10:00");
    private static readonly DateTime end = At("2025-12-31 10:00");

    [Fact, Requirement("CASE-066")]
    public void Ten_years_are_counted_in_no_time()
    {
        Measure("due in 2500 working days", () => calendar.Due(start, Limit.WorkingDays(2_500)));
        Measure("due in 22500 working hours", () => calendar.Due(start, Limit.WorkingHours(22_500)));
        Measure("due in 3650 calendar days", () => calendar.Due(start, Limit.CalendarDays(3_650)));
        Measure("working time in ten years", () => calendar.WorkingTimeBetween(start, end));
        Measure("warning in ten years", () => calendar.PointAt(start, end, Limit.WorkingDays(2_500), 0.8));
        Measure("due in 3 working days", () => calendar.Due(At("2026-09-30 16:00"), Limit.WorkingDays(3)));
    }

    private void Measure(string what, Action work)
    {
        var best = TimeSpan.MaxValue;
        for (var run = 0; run < 20; run++)
        {
            var watch = Stopwatch.StartNew();
            work();
            best = watch.Elapsed < best ? watch.Elapsed : best;
        }
        output.WriteLine($"{what}: {best.TotalMilliseconds:0.000} ms");
        best.ShouldBeLessThan(most, what);
    }
}
