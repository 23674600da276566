using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Text;
using static Shouwen.Tests.Kernel.Calendars.Moment;

namespace Shouwen.Tests.Kernel.Calendars;

public sealed class HolidayTableTests
{
    private static readonly WorkCalendar calendar = WorkCalendar.Default;

    [Theory, Requirement("PLAT-007")]
    [InlineData("2026-01-04")]
    [InlineData("2026-02-14")]
    [InlineData("2026-02-28")]
    [InlineData("2026-05-09")]
    [InlineData("2026-09-20")]
    [InlineData("2026-10-10")]
    public void The_make_up_days_of_2026_are_worked(string date)
    {
        calendar.KindOf(Day(date)).ShouldBe(DayKind.MakeUp);
        calendar.IsWorking(Day(date)).ShouldBeTrue();
    }

    [Theory, Requirement("PLAT-007")]
    [InlineData("2026-01-01", 3)]
    [InlineData("2026-02-15", 9)]
    [InlineData("2026-04-04", 3)]
    [InlineData("2026-05-01", 5)]
    [InlineData("2026-06-19", 3)]
    [InlineData("2026-09-25", 3)]
    [InlineData("2026-10-01", 7)]
    public void The_holidays_of_2026_are_off_and_the_days_around_them_are_not_holidays(string first, int length)
    {
        for (var day = 0; day < length; day++)
            calendar.KindOf(Day(first).AddDays(day)).ShouldBe(DayKind.Holiday);
        calendar.KindOf(Day(first).AddDays(-1)).ShouldNotBe(DayKind.Holiday);
        calendar.KindOf(Day(first).AddDays(length)).ShouldNotBe(DayKind.Holiday);
    }

    [Fact, Requirement("PLAT-007")]
    public void The_arrangement_of_2026_has_33_days_off_and_6_days_worked_instead()
    {
        var year = HolidayTable.Embedded.Year(2026).ToList();

        year.Count(e => e.Kind == DayKind.Holiday).ShouldBe(33);
        year.Count(e => e.Kind == DayKind.MakeUp).ShouldBe(6);
        year.ShouldBe(year.OrderBy(e => e.Date));
    }

    [Fact, Requirement("PLAT-007")]
    public void Days_without_an_entry_follow_the_weekday()
    {
        calendar.KindOf(Day("2026-10-12")).ShouldBe(DayKind.Working);
        calendar.KindOf(Day("2026-10-11")).ShouldBe(DayKind.Rest);
        HolidayTable.Embedded.Find(Day("2026-10-12")).ShouldBeNull();
        calendar.FirstWorkingDayFrom(Day("2026-10-11")).ShouldBe(Day("2026-10-12"));
        calendar.FirstWorkingDayFrom(Day("2026-10-12")).ShouldBe(Day("2026-10-12"));
        calendar.NextWorkingDay(Day("2026-09-30")).ShouldBe(Day("2026-10-08"));
    }

    [Fact, Requirement("PLAT-007")]
    public void Years_from_2007_to_2026_are_announced_and_2027_is_not()
    {
        Enumerable.Range(2007, 20).ShouldAllBe(year => calendar.IsAnnounced(year));
        calendar.IsAnnounced(2006).ShouldBeFalse();
        calendar.IsAnnounced(2027).ShouldBeFalse();
    }

    [Fact, Requirement("PLAT-007")]
    public void Every_embedded_day_off_has_a_name_in_both_languages()
    {
        using var _ = Speaking.Chinese();
        var names = Enumerable.Range(2006, 21).SelectMany(HolidayTable.Embedded.Year).Select(e => e.Name).Distinct().ToList();

        names.ShouldAllBe(name => name.All(char.IsAscii));
        names.ShouldAllBe(name => Words.T.Chinese.ContainsKey(name));
    }

    [Fact, Requirement("PLAT-007")]
    public void A_closing_day_of_one_unit_shifts_only_the_limits_of_that_unit()
    {
        var closed = new WorkCalendar(
            WorkHours.Default,
            HolidayTable.Embedded.With([new DayEntry(Day("2026-10-09"), DayKind.Closed, "Stocktaking")]),
            calendar.Zone,
            version: 2);

        closed.Due(At("2026-09-30 16:00"), Limit.WorkingDays(3)).Due.ShouldBe(At("2026-10-12 17:30"));
        calendar.Due(At("2026-09-30 16:00"), Limit.WorkingDays(3)).Due.ShouldBe(At("2026-10-10 17:30"));
        closed.KindOf(Day("2026-10-09")).ShouldBe(DayKind.Closed);
        closed.Version.ShouldBe(2);
    }

    [Fact, Requirement("PLAT-007")]
    public void An_own_entry_wins_over_the_State_Council_which_wins_over_the_weekday()
    {
        var table = HolidayTable.Embedded.With(
        [
            new DayEntry(Day("2026-10-10"), DayKind.Rest, "Outing"),
            new DayEntry(Day("2026-10-02"), DayKind.Working, "Service on National Day"),
        ]);
        var own = new WorkCalendar(WorkHours.Default, table, calendar.Zone);

        own.IsWorking(Day("2026-10-10")).ShouldBeFalse();
        own.IsWorking(Day("2026-10-02")).ShouldBeTrue();
        calendar.IsWorking(Day("2026-10-10")).ShouldBeTrue();
        calendar.IsWorking(Day("2026-10-02")).ShouldBeFalse();
    }

    [Fact, Requirement("PLAT-007")]
    public void A_computation_that_passes_into_an_unannounced_year_counts_by_weekdays_and_says_so()
    {
        using var _ = Speaking.English();
        var derivation = calendar.Due(At("2026-12-31 10:00"), Limit.WorkingDays(2));

        derivation.Due.ShouldBe(At("2027-01-04 17:30"));
        derivation.IsProvisional.ShouldBeTrue();
        derivation.MissingYears.ShouldBe([2027]);
        derivation.Steps[^1].Describe().ShouldBe("2027: days off not announced yet, counted by weekdays");
    }

    [Theory, Requirement("PLAT-007")]
    [InlineData("2026-12-30 10:00", "1 working day", false)]
    [InlineData("2026-12-31 10:00", "1 working day", true)]
    [InlineData("2026-12-31 16:30", "1 working hour", false)]
    [InlineData("2026-12-31 16:30", "2 working hours", true)]
    [InlineData("2026-12-31 16:30", "24 hours", false)]
    [InlineData("2026-12-31 16:30", "10 calendar days", false)]
    public void Only_limits_that_depend_on_days_off_become_provisional(string start, string limit, bool provisional) =>
        calendar.Due(At(start), Limit.Parse(limit)).IsProvisional.ShouldBe(provisional);

    [Fact, Requirement("PLAT-007")]
    public void A_calendar_day_limit_that_moves_on_depends_on_the_announcement() =>
        calendar.Due(At("2026-12-31 16:30"), Limit.CalendarDays(1), rollCalendarDay: true).MissingYears.ShouldBe([2027]);

    [Fact, Requirement("PLAT-007")]
    public void Entering_the_announcement_makes_the_due_time_final()
    {
        var table = HolidayTable.Embedded.With([new DayEntry(Day("2027-01-01"), DayKind.Holiday, "New Year's Day")], [2027]);
        var derivation = new WorkCalendar(WorkHours.Default, table, calendar.Zone).Due(At("2026-12-31 10:00"), Limit.WorkingDays(2));

        derivation.IsProvisional.ShouldBeFalse();
        derivation.Due.ShouldBe(At("2027-01-05 17:30"));
    }

    [Fact, Requirement("PLAT-007")]
    public void A_calendar_that_is_never_open_is_reported_instead_of_searched_for_ever()
    {
        var closed = Enumerable.Range(0, 4_000).Select(day => new DayEntry(Day("2026-01-01").AddDays(day), DayKind.Closed, "Closed"));
        var never = new WorkCalendar(WorkHours.Default, HolidayTable.Of(closed, [2026]), calendar.Zone);

        Should.Throw<InvalidOperationException>(() => never.Due(At("2026-01-05 10:00"), Limit.WorkingDays(1)));
        Should.Throw<InvalidOperationException>(() => never.AddWorkingTime(At("2026-01-05 10:00"), TimeSpan.FromHours(1)));
    }
}
