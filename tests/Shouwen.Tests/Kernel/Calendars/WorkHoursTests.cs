using Shouwen.Kernel.Calendars;
using static Shouwen.Tests.Kernel.Calendars.Moment;

namespace Shouwen.Tests.Kernel.Calendars;

public sealed class WorkHoursTests
{
    private static readonly IReadOnlySet<DayOfWeek> week = WorkHours.Default.Days;

    [Fact, Requirement("PLAT-007")]
    public void The_normal_day_is_nine_hours_from_Monday_to_Friday()
    {
        WorkHours.Default.Spans.ShouldBe([(new TimeOnly(8, 30), new TimeOnly(17, 30))]);
        week.Order().ShouldBe([DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday]);
    }

    [Fact, Requirement("PLAT-007")]
    public void A_break_is_not_working_time_where_the_unit_says_so()
    {
        var hours = new WorkHours([(new TimeOnly(8, 30), new TimeOnly(12, 0)), (new TimeOnly(13, 30), new TimeOnly(17, 30))], week);
        var calendar = new WorkCalendar(hours, HolidayTable.Embedded, WorkCalendar.Default.Zone);

        calendar.Due(At("2026-03-02 11:30"), Limit.WorkingHours(1)).Due.ShouldBe(At("2026-03-02 14:00"));
        calendar.WorkingTimeBetween(At("2026-03-02 00:00"), At("2026-03-02 24:00")).ShouldBe(TimeSpan.FromHours(7.5));
    }

    [Fact, Requirement("PLAT-007")]
    public void A_unit_that_works_until_midnight_closes_at_24_00()
    {
        using var _ = Speaking.English();
        var late = new WorkCalendar(new WorkHours([(new TimeOnly(16, 0), TimeOnly.MinValue)], week), HolidayTable.Embedded, WorkCalendar.Default.Zone);
        var due = late.Due(At("2026-03-02 11:30"), Limit.WorkingDays(1));

        due.Due.ShouldBe(At("2026-03-03 24:00"));
        due.Steps[^1].Describe().ShouldBe("ends Tue 2026-03-03 at closing time 24:00");
    }

    [Fact, Requirement("PLAT-007")]
    public void Working_time_that_is_empty_overlaps_or_runs_backwards_is_refused()
    {
        Should.Throw<ArgumentException>(() => new WorkHours([], week));
        Should.Throw<ArgumentException>(() => new WorkHours([(new TimeOnly(9, 0), new TimeOnly(9, 0))], week));
        Should.Throw<ArgumentException>(() => new WorkHours([(new TimeOnly(22, 0), new TimeOnly(6, 0))], week));
        Should.Throw<ArgumentException>(() => new WorkHours([(new TimeOnly(9, 0), new TimeOnly(12, 0)), (new TimeOnly(11, 0), new TimeOnly(17, 0))], week));
        Should.Throw<ArgumentException>(() => new WorkHours([(new TimeOnly(9, 0), TimeOnly.MinValue), (new TimeOnly(10, 0), new TimeOnly(11, 0))], week));
        Should.Throw<ArgumentException>(() => new WorkHours(WorkHours.Default.Spans, new HashSet<DayOfWeek>()));
    }
}
