using Shouwen.Kernel.Calendars;
using static Shouwen.Tests.Kernel.Calendars.Moment;

namespace Shouwen.Tests.Kernel.Calendars;

public sealed class PauseTests
{
    private static readonly WorkCalendar calendar = WorkCalendar.Default;

    [Fact, Requirement("CASE-066")]
    public void A_clock_limit_moves_by_the_clock_time_of_the_pause()
    {
        var limit = Limit.Hours(24);
        var start = At("2026-03-02 09:00");
        var (from, to) = (At("2026-03-02 14:00"), At("2026-03-03 10:00"));
        var due = calendar.Extend(calendar.Due(start, limit).Due, limit, from, to);

        due.ShouldBe(At("2026-03-04 05:00"));
        calendar.Net(start, due, limit, []).ShouldBe(TimeSpan.FromHours(44));
        calendar.Net(start, due, limit, [(from, to)]).ShouldBe(TimeSpan.FromHours(24));
    }

    [Fact, Requirement("CASE-066")]
    public void A_working_limit_moves_by_the_working_time_of_the_pause()
    {
        var limit = Limit.WorkingHours(4);
        var start = At("2026-09-30 09:00");
        var (from, to) = (At("2026-09-30 10:00"), At("2026-10-08 09:30"));
        var due = calendar.Extend(calendar.Due(start, limit).Due, limit, from, to);

        due.ShouldBe(At("2026-10-08 12:30"));
        calendar.Net(start, due, limit, [(from, to)]).ShouldBe(TimeSpan.FromHours(4));
    }

    [Fact, Requirement("CASE-066")]
    public void A_pause_over_whole_working_days_moves_the_closing_time_by_as_many_days() =>
        calendar.Extend(At("2026-10-09 17:30"), Limit.WorkingDays(3), At("2026-10-08 10:00"), At("2026-10-09 10:00"))
            .ShouldBe(At("2026-10-10 17:30"));

    [Fact, Requirement("CASE-066")]
    public void A_pause_at_night_or_on_a_holiday_does_not_move_a_working_limit() =>
        calendar.Extend(At("2026-10-09 17:30"), Limit.WorkingDays(3), At("2026-09-30 17:30"), At("2026-10-08 08:30"))
            .ShouldBe(At("2026-10-09 17:30"));

    [Fact, Requirement("CASE-066")]
    public void Overlapping_nested_open_and_outlying_pauses_are_taken_off_once()
    {
        var pauses = new[]
        {
            (At("2026-03-02 12:00"), At("2026-03-02 14:00")),
            (At("2026-03-02 11:00"), At("2026-03-02 13:00")),
            (At("2026-03-02 12:15"), At("2026-03-02 12:30")),
            (At("2026-03-01 11:00"), At("2026-03-02 09:30")),
            (At("2026-03-02 16:00"), DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc)),
        };

        calendar.Net(At("2026-03-02 09:00"), At("2026-03-02 17:00"), Limit.Hours(24), pauses).ShouldBe(TimeSpan.FromHours(3.5));
        calendar.Net(At("2026-03-02 09:00"), At("2026-03-02 17:00"), Limit.WorkingDays(1), pauses).ShouldBe(TimeSpan.FromHours(3.5));
    }

    [Fact, Requirement("CASE-066")]
    public void The_derivation_shows_the_pause()
    {
        using var _ = Speaking.English();
        var limit = Limit.Hours(24);
        var before = calendar.Due(At("2026-03-02 09:00"), limit);
        var after = calendar.Extend(before, limit, At("2026-03-02 14:00"), At("2026-03-03 10:00"));

        after.Due.ShouldBe(At("2026-03-04 05:00"));
        after.Steps.Select(s => s.Describe()).ShouldBe(
        [
            "starts Mon 2026-03-02 09:00",
            "24 h by the clock, nights and days off included",
            "ends Tue 2026-03-03 09:00",
            "paused Mon 2026-03-02 14:00 – Tue 2026-03-03 10:00: 20 h added",
            "ends Wed 2026-03-04 05:00",
        ]);
    }

    [Fact, Requirement("CASE-066"), Requirement("PLAT-007")]
    public void A_pause_that_moves_the_end_into_an_unannounced_year_says_so()
    {
        var limit = Limit.WorkingDays(1);
        var before = calendar.Due(At("2026-12-30 10:00"), limit);
        var after = calendar.Extend(before, limit, At("2026-12-30 11:00"), At("2026-12-31 11:00"));

        before.IsProvisional.ShouldBeFalse();
        after.MissingYears.ShouldBe([2027]);
        after.Steps[^1].Code.ShouldBe(DerivationCode.Missing);
    }
}
