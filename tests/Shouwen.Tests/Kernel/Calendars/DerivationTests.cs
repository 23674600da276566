using System.Text.Json;
using Shouwen.Kernel.Calendars;
using static Shouwen.Tests.Kernel.Calendars.Moment;

namespace Shouwen.Tests.Kernel.Calendars;

public sealed class DerivationTests
{
    private static readonly WorkCalendar calendar = WorkCalendar.Default;

    [Fact, Requirement("CASE-066")]
    public void Each_day_of_a_working_day_limit_is_explained()
    {
        using var _ = Speaking.English();

        Lines(calendar.Due(At("2026-09-30 16:00"), Limit.WorkingDays(3))).ShouldBe(
        [
            "starts Wed 2026-09-30 16:00",
            "Wed 2026-09-30: day of the start, not counted",
            "Thu 2026-10-01 – Wed 2026-10-07: National Day, not counted",
            "Thu 2026-10-08 – Fri 2026-10-09: working days, counted as days 1–2",
            "Sat 2026-10-10: make-up working day, counted as day 3",
            "ends Sat 2026-10-10 at closing time 17:30",
        ]);
    }

    [Fact, Requirement("CASE-066")]
    public void The_explanation_is_given_in_Chinese_too()
    {
        using var _ = Speaking.Chinese();

        Lines(calendar.Due(At("2026-09-30 16:00"), Limit.WorkingDays(3))).ShouldBe(
        [
            "2026-09-30 周三 16:00 起算",
            "2026-09-30 周三：起算当天，不计",
            "2026-10-01 周四 – 2026-10-07 周三：国庆节，不计",
            "2026-10-08 周四 – 2026-10-09 周五：工作日，计为第 1 至 2 天",
            "2026-10-10 周六：调休上班日，计为第 3 天",
            "2026-10-10 周六 17:30 下班时到期",
        ]);
    }

    [Fact, Requirement("CASE-066")]
    public void Working_hours_are_explained_day_by_day()
    {
        using var _ = Speaking.English();

        Lines(calendar.Due(At("2026-09-30 16:45"), Limit.WorkingHours(2))).ShouldBe(
        [
            "starts Wed 2026-09-30 16:45",
            "Wed 2026-09-30 16:45–17:30: 0 h 45 min of working time",
            "Thu 2026-10-01 – Wed 2026-10-07: National Day, not counted",
            "Thu 2026-10-08 08:30–09:45: 1 h 15 min of working time",
            "ends Thu 2026-10-08 09:45",
        ]);
    }

    [Fact, Requirement("CASE-066")]
    public void Calendar_days_are_explained_with_the_end_of_the_day_and_the_move_to_a_working_day()
    {
        using var _ = Speaking.English();

        Lines(calendar.Due(At("2026-09-30 16:00"), Limit.CalendarDays(3))).ShouldBe(
        [
            "starts Wed 2026-09-30 16:00",
            "Wed 2026-09-30: day of the start, not counted",
            "Thu 2026-10-01 – Sat 2026-10-03: calendar days, counted as days 1–3",
            "ends Sat 2026-10-03 at 24:00",
        ]);
        Lines(calendar.Due(At("2026-09-30 16:00"), Limit.CalendarDays(10), rollCalendarDay: true))[^1].ShouldBe("ends Sat 2026-10-10 at 24:00");
        Lines(calendar.Due(At("2026-09-30 16:00"), Limit.CalendarDays(11), rollCalendarDay: true))[^2..].ShouldBe(
        [
            "Sun 2026-10-11: day of rest, not counted",
            "ends Mon 2026-10-12 at 24:00",
        ]);
    }

    [Fact, Requirement("PLAT-007")]
    public void Own_closing_days_and_extra_working_days_are_named()
    {
        using var _ = Speaking.English();
        var own = new WorkCalendar(WorkHours.Default, HolidayTable.Embedded.With(
        [
            new DayEntry(Day("2026-10-12"), DayKind.Closed, "Stocktaking"),
            new DayEntry(Day("2026-10-11"), DayKind.Working, "Trade fair"),
        ]), calendar.Zone);

        Lines(own.Due(At("2026-10-10 16:00"), Limit.WorkingDays(2)))[2..^1].ShouldBe(
        [
            "Sun 2026-10-11: Trade fair, counted as day 1",
            "Mon 2026-10-12: Stocktaking, not counted",
            "Tue 2026-10-13: working day, counted as day 2",
        ]);
    }

    [Fact, Requirement("CASE-066")]
    public void A_stored_derivation_reads_back_the_same()
    {
        var before = calendar.Due(At("2026-12-30 16:45"), Limit.WorkingHours(20));
        var after = Derivation.FromJson(before.ToJson());

        after.Due.ShouldBe(before.Due);
        after.Due.Kind.ShouldBe(DateTimeKind.Utc);
        after.Steps.ShouldBe(before.Steps);
        after.MissingYears.ShouldBe([2027]);
        after.IsProvisional.ShouldBeTrue();
    }

    [Theory, Requirement("CASE-066")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("no JSON")]
    public void What_is_no_derivation_is_refused(string text) =>
        Should.Throw<JsonException>(() => Derivation.FromJson(text));

    [Theory, Requirement("CASE-066")]
    [InlineData("2500 working days")]
    [InlineData("20000 working hours")]
    public void A_limit_of_years_is_explained_in_a_page(string limit)
    {
        using var _ = Speaking.English();
        var derivation = calendar.Due(At("2010-03-01 10:00"), Limit.Parse(limit));

        derivation.Steps.Count.ShouldBeLessThan(70);
        derivation.Steps.ShouldContain(s => s.Code == DerivationCode.More);
        derivation.Steps.ShouldAllBe(s => s.Describe() != s.Code);
    }

    [Fact, Requirement("CASE-066")]
    public void Days_counted_and_days_off_of_a_limit_of_years_cover_every_date_to_the_end()
    {
        var steps = calendar.Due(At("2010-03-01 10:00"), Limit.WorkingDays(2_500)).Steps;
        var counted = steps.Sum(s => s.Last - s.First + 1 ?? 0);
        var off = steps.Where(s => s.Code == DerivationCode.DayOff).Sum(s => s.To.DayNumber - s.From.DayNumber + 1) + steps.Sum(s => s.DaysOff ?? 0);

        counted.ShouldBe(2_500);
        off.ShouldBe(steps[^1].To.DayNumber - Day("2010-03-01").DayNumber - 2_500);
    }

    private static List<string> Lines(Derivation derivation) => [.. derivation.Steps.Select(s => s.Describe())];
}
