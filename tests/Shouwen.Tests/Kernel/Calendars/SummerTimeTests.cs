using Shouwen.Kernel.Calendars;
using static Shouwen.Tests.Kernel.Calendars.Moment;

namespace Shouwen.Tests.Kernel.Calendars;

/// <summary>China put its clocks forward in the summers of 1986 to 1991; imported histories reach back that far.</summary>
public sealed class SummerTimeTests
{
    private static readonly WorkCalendar office = WorkCalendar.Default;
    private static readonly WorkCalendar always = new(
        new WorkHours([(TimeOnly.MinValue, TimeOnly.MinValue)], Enum.GetValues<DayOfWeek>().ToHashSet()),
        HolidayTable.Of([], []),
        office.Zone);

    [Theory, Requirement("CASE-066")]
    [InlineData("1986-05-03", 24)]
    [InlineData("1986-05-04", 23)]
    [InlineData("1986-09-13", 24)]
    [InlineData("1986-09-14", 25)]
    public void A_day_on_which_the_clock_changes_is_an_hour_shorter_or_longer(string date, int hours)
    {
        var (from, to) = (always.ToUtc(Day(date), TimeOnly.MinValue), always.ClosingTime(Day(date)));

        (to - from).ShouldBe(TimeSpan.FromHours(hours));
        always.WorkingTimeBetween(from, to).ShouldBe(TimeSpan.FromHours(hours));
        always.AddWorkingTime(from, TimeSpan.FromHours(hours)).ShouldBe(to);
    }

    [Fact, Requirement("CASE-066")]
    public void A_wall_time_that_was_skipped_is_the_moment_of_the_change()
    {
        var change = always.ToUtc(Day("1986-05-04"), new TimeOnly(3, 0));

        always.ToUtc(Day("1986-05-04"), new TimeOnly(2, 0)).ShouldBe(change);
        always.ToUtc(Day("1986-05-04"), new TimeOnly(2, 59, 59)).ShouldBe(change);
        always.ToUtc(Day("1986-05-04"), new TimeOnly(1, 59)).ShouldBe(change.AddMinutes(-1));
    }

    [Fact, Requirement("CASE-066")]
    public void Wall_times_in_order_are_instants_in_order_through_all_six_summers()
    {
        var previous = DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);
        for (var date = Day("1986-01-01"); date.Year < 1992; date = date.AddDays(1))
        for (var minute = 0; minute < 1_440; minute += 30)
        {
            var instant = always.ToUtc(date, TimeOnly.MinValue.AddMinutes(minute));
            instant.ShouldBeGreaterThanOrEqualTo(previous);
            previous = instant;
        }
    }

    [Fact, Requirement("CASE-066")]
    public void Hours_run_by_the_clock_and_days_by_the_wall()
    {
        var start = office.ToUtc(Day("1986-05-03"), new TimeOnly(16, 0));

        office.Due(start, Limit.Hours(24)).Due.ShouldBe(office.ToUtc(Day("1986-05-04"), new TimeOnly(17, 0)));
        office.Due(start, Limit.CalendarDays(1)).Due.ShouldBe(office.ToUtc(Day("1986-05-05"), TimeOnly.MinValue));
        office.Due(start, Limit.WorkingDays(1)).Due.ShouldBe(office.ToUtc(Day("1986-05-05"), new TimeOnly(17, 30)));
    }
}
