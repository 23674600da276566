using Shouwen.Kernel.Calendars;
using static Shouwen.Tests.Kernel.Calendars.Moment;

namespace Shouwen.Tests.Kernel.Calendars;

public sealed class DueTests
{
    private static readonly WorkCalendar calendar = WorkCalendar.Default;

    [Fact, Requirement("CASE-066"), Requirement("PLAT-007")]
    public void Three_working_days_from_the_eve_of_National_Day_end_on_the_make_up_Saturday() =>
        Due("2026-09-30 16:00", "3 working days").ShouldBe(At("2026-10-10 17:30"));

    [Fact, Requirement("CASE-066")]
    public void Three_working_days_before_Spring_Festival_count_the_make_up_Saturday_and_skip_nine_days() =>
        Due("2026-02-12 16:00", "3 working days").ShouldBe(At("2026-02-24 17:30"));

    [Fact, Requirement("CASE-066"), Requirement("CASE-027")]
    public void Hours_run_into_a_holiday() =>
        Due("2026-09-30 16:00", "24 hours").ShouldBe(At("2026-10-01 16:00"));

    [Fact, Requirement("CASE-027")]
    public void An_answer_a_minute_before_the_end_is_in_time_and_a_minute_after_it_is_late()
    {
        var due = Due("2026-09-30 16:00", "24 hours");

        At("2026-10-01 15:59").ShouldBeLessThanOrEqualTo(due);
        At("2026-10-01 16:01").ShouldBeGreaterThan(due);
    }

    [Fact, Requirement("CASE-066")]
    public void Calendar_days_end_at_midnight_even_on_a_holiday() =>
        Due("2026-09-30 16:00", "3 calendar days").ShouldBe(At("2026-10-03 24:00"));

    [Fact, Requirement("CASE-066"), Requirement("CASE-031")]
    public void Working_hours_continue_after_the_holiday() =>
        Due("2026-09-30 16:30", "2 working hours").ShouldBe(At("2026-10-08 09:30"));

    [Fact, Requirement("CASE-031")]
    public void A_first_contact_five_minutes_late_is_a_breach_of_five_minutes()
    {
        var limit = Limit.WorkingHours(2);
        var due = calendar.Due(At("2026-09-30 16:30"), limit).Due;

        calendar.Net(due, At("2026-10-08 09:35"), limit, []).ShouldBe(TimeSpan.FromMinutes(5));
        calendar.Net(due, At("2026-10-08 09:25"), limit, []).ShouldBe(TimeSpan.Zero);
    }

    [Theory, Requirement("CASE-025")]
    [InlineData("3 working days", "2026-10-09 17:30")]
    [InlineData("7 working days", "2026-10-14 17:30")]
    [InlineData("0 calendar days", "2026-09-29 24:00")]
    [InlineData("3 calendar days", "2026-10-02 24:00")]
    [InlineData("24 hours", "2026-09-30 10:00")]
    public void Each_preset_counts_from_the_same_receipt_in_its_own_unit(string limit, string due) =>
        Due("2026-09-29 10:00", limit).ShouldBe(At(due));

    [Fact, Requirement("CASE-026")]
    public void The_longer_limit_is_counted_from_receipt_and_can_be_asked_for_until_the_normal_one_ends()
    {
        var normal = Due("2026-09-29 10:00", "3 working days");

        At("2026-10-09 16:00").ShouldBeLessThanOrEqualTo(normal);
        At("2026-10-09 17:31").ShouldBeGreaterThan(normal);
        Due("2026-09-29 10:00", "7 working days").ShouldBe(At("2026-10-14 17:30"));
    }

    [Fact, Requirement("CASE-028")]
    public void Ten_working_days_for_a_suggestion_pass_over_National_Day()
    {
        var due = Due("2026-09-29 11:00", "10 working days");

        due.ShouldBe(At("2026-10-19 17:30"));
        calendar.NextWorkingDay(calendar.LocalDate(due)).ShouldBe(Day("2026-10-20"), "an answer on the 20th is one day late");
    }

    [Theory]
    [Requirement("CASE-009"), Requirement("CASE-021"), Requirement("CASE-034"), Requirement("CASE-063"), Requirement("CUST-023")]
    [InlineData("2026-09-30 10:00", "1 working day", "2026-10-08 17:30")]
    [InlineData("2026-02-12 16:00", "1 working day", "2026-02-13 17:30")]
    [InlineData("2026-09-29 10:00", "2 working days", "2026-10-08 17:30")]
    [InlineData("2026-09-29 10:00", "3 working days", "2026-10-09 17:30")]
    public void Working_days_end_at_closing_time(string start, string limit, string due) =>
        Due(start, limit).ShouldBe(At(due));

    [Fact, Requirement("CBS-012")]
    public void A_callback_within_three_days_of_registration_is_due_at_midnight() =>
        Due("2026-03-02 10:00", "3 days").ShouldBe(At("2026-03-05 24:00"));

    [Fact, Requirement("CBS-002")]
    public void A_next_day_call_is_due_at_closing_time_of_the_next_open_day()
    {
        calendar.NextDay(At("2026-03-03 15:00")).Due.ShouldBe(At("2026-03-04 17:30"));
        calendar.NextDay(At("2026-09-30 15:00")).Due.ShouldBe(At("2026-10-08 17:30"));
    }

    [Fact, Requirement("CBS-002")]
    public void A_unit_open_on_the_holiday_calls_on_the_holiday()
    {
        var open = new WorkCalendar(
            WorkHours.Default,
            HolidayTable.Embedded.With([new DayEntry(Day("2026-10-01"), DayKind.Working, "Open on National Day")]),
            calendar.Zone);

        open.NextDay(At("2026-09-30 15:00")).Due.ShouldBe(At("2026-10-01 17:30"));
    }

    [Theory, Requirement("CASE-066")]
    [InlineData("2026-10-09 17:30", "0 working days", "2026-10-09 17:30")]
    [InlineData("2026-10-09 17:31", "0 working days", "2026-10-10 17:30")]
    [InlineData("2026-10-03 09:00", "0 working days", "2026-10-08 17:30")]
    [InlineData("2026-10-03 09:00", "1 working day", "2026-10-08 17:30")]
    [InlineData("2026-10-09 23:59", "0 calendar days", "2026-10-09 24:00")]
    [InlineData("2026-10-10 00:00", "0 calendar days", "2026-10-10 24:00")]
    [InlineData("2026-10-03 09:00", "30 minutes", "2026-10-03 09:30")]
    [InlineData("2026-10-03 09:00", "1.5 working hours", "2026-10-08 10:00")]
    [InlineData("2026-10-09 07:00", "9 working hours", "2026-10-09 17:30")]
    [InlineData("2026-10-09 18:00", "0 working hours", "2026-10-09 18:00")]
    public void Limits_at_the_edges_of_a_day_never_end_before_they_start(string start, string limit, string due) =>
        Due(start, limit).ShouldBe(At(due));

    [Theory, Requirement("CASE-066")]
    [InlineData(false, "2026-10-03 24:00")]
    [InlineData(true, "2026-10-08 24:00")]
    public void A_calendar_day_limit_moves_to_the_next_working_day_only_where_the_policy_says_so(bool roll, string due) =>
        calendar.Due(At("2026-09-30 16:00"), Limit.CalendarDays(3), roll).Due.ShouldBe(At(due));

    [Theory, Requirement("CASE-025")]
    [InlineData(0.5, "2026-10-08 09:15")]
    [InlineData(0.8, "2026-10-09 10:36")]
    [InlineData(0.0, "2026-09-29 10:00")]
    [InlineData(1.0, "2026-10-09 17:30")]
    public void Warnings_of_a_working_limit_fall_at_shares_of_the_working_time(double share, string moment)
    {
        var limit = Limit.WorkingDays(3);
        var start = At("2026-09-29 10:00");
        var due = calendar.Due(start, limit).Due;

        calendar.WorkingTimeBetween(start, due).ShouldBe(TimeSpan.FromHours(34.5));
        calendar.PointAt(start, due, limit, share).ShouldBe(At(moment));
    }

    [Fact, Requirement("CASE-025")]
    public void Warnings_of_a_clock_limit_fall_at_shares_of_the_clock_time()
    {
        var (start, due) = (At("2026-09-30 16:00"), At("2026-10-01 16:00"));

        calendar.PointAt(start, due, Limit.Hours(24), 0.5).ShouldBe(At("2026-10-01 04:00"));
        calendar.PointAt(start, due, Limit.Hours(24), 0.8).ShouldBe(At("2026-10-01 11:12"));
    }

    [Theory, Requirement("CASE-025")]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_share_outside_the_whole_is_refused(double share) =>
        Should.Throw<ArgumentOutOfRangeException>(() => calendar.PointAt(At("2026-09-30 16:00"), At("2026-10-01 16:00"), Limit.Hours(24), share));

    [Fact, Requirement("CASE-066")]
    public void Only_instants_in_UTC_are_accepted()
    {
        Should.Throw<ArgumentException>(() => calendar.Due(new DateTime(2026, 9, 30, 16, 0, 0, DateTimeKind.Unspecified), Limit.Hours(1)));
        Should.Throw<ArgumentException>(() => calendar.LocalDate(new DateTime(2026, 9, 30, 16, 0, 0, DateTimeKind.Local)));
    }
}
