using FsCheck;
using FsCheck.Fluent;
using Shouwen.Kernel.Calendars;

namespace Shouwen.Tests.Kernel.Calendars;

/// <summary>What holds for every calendar, start and limit; a failure prints the scenario and the seed.</summary>
public sealed class WorkCalendarProperties
{
    [Fact, Requirement("CASE-066"), Requirement("PLAT-007")]
    public void Adding_working_time_agrees_with_counting_minute_by_minute() => Holds(s =>
        s.Calendar.AddWorkingTime(s.Start, Minutes(s.First)).ShouldBe(s.Oracle.Add(s.Start, s.First)));

    [Fact, Requirement("CASE-066"), Requirement("PLAT-007")]
    public void Working_time_between_agrees_with_counting_minute_by_minute() => Holds(s =>
    {
        var end = s.Start + Minutes(s.First * 3);
        s.Calendar.WorkingTimeBetween(s.Start, end).ShouldBe(Minutes(s.Oracle.MinutesBetween(s.Start, end)));
        s.Calendar.WorkingTimeBetween(end, s.Start).ShouldBe(TimeSpan.Zero);
    });

    [Fact, Requirement("CASE-066"), Requirement("PLAT-007")]
    public void Working_days_agree_with_counting_day_by_day() => Holds(s =>
    {
        var amount = s.First % 15 + 1;
        var date = s.Oracle.WorkingDay(s.Start, amount);
        var due = s.Calendar.Due(s.Start, Limit.WorkingDays(amount)).Due;

        due.ShouldBe(s.Oracle.Closing(date));
        s.Calendar.ClosingTime(date).ShouldBe(due);
    });

    [Fact, Requirement("CASE-066")]
    public void A_limit_in_working_units_never_ends_on_a_day_off() => Holds(s =>
    {
        if (!s.Limit.IsWorking || s.Limit == Limit.WorkingHours(0))
            return;
        var due = s.Calendar.Due(s.Start, s.Limit).Due;
        s.Oracle.Works(s.Oracle.Date(due.AddTicks(-1))).ShouldBeTrue();
    });

    [Fact, Requirement("CASE-066")]
    public void Working_time_can_be_added_in_parts() => Holds(s =>
    {
        var start = s.Start.AddTicks(s.Third * 7_654_321L);
        var (a, b) = (Minutes(s.First) + TimeSpan.FromTicks(s.Third), Minutes(s.Second));
        s.Calendar.AddWorkingTime(s.Calendar.AddWorkingTime(start, a), b).ShouldBe(s.Calendar.AddWorkingTime(start, a + b));
    });

    [Fact, Requirement("CASE-066")]
    public void Working_time_between_inverts_adding_it() => Holds(s =>
    {
        var start = s.Start.AddTicks(s.Third * 7_654_321L);
        var added = Minutes(s.First) + TimeSpan.FromTicks(s.Second);
        s.Calendar.WorkingTimeBetween(start, s.Calendar.AddWorkingTime(start, added)).ShouldBe(added);
    });

    [Fact, Requirement("CASE-066")]
    public void More_working_time_or_a_later_start_never_ends_earlier() => Holds(s =>
    {
        var end = s.Calendar.AddWorkingTime(s.Start, Minutes(s.First));
        s.Calendar.AddWorkingTime(s.Start, Minutes(s.First + s.Second)).ShouldBeGreaterThanOrEqualTo(end);
        s.Calendar.AddWorkingTime(s.Start + Minutes(s.Third), Minutes(s.First)).ShouldBeGreaterThanOrEqualTo(end);
    });

    [Fact, Requirement("CASE-066")]
    public void A_longer_limit_or_a_later_start_is_never_due_earlier() => Holds(s =>
    {
        var due = s.Calendar.Due(s.Start, s.Limit).Due;
        due.ShouldBeGreaterThanOrEqualTo(s.Start);
        s.Calendar.Due(s.Start, new Limit(s.Limit.Amount + s.First % 5, s.Limit.Unit)).Due.ShouldBeGreaterThanOrEqualTo(due);
        s.Calendar.Due(s.Start + Minutes(s.Second), s.Limit).Due.ShouldBeGreaterThanOrEqualTo(due);
    });

    [Fact, Requirement("CASE-066")]
    public void A_pause_of_no_length_changes_nothing() => Holds(s =>
    {
        var due = s.Calendar.Due(s.Start, s.Limit).Due;
        var pause = s.Start + Minutes(s.First);
        s.Calendar.Extend(due, s.Limit, pause, pause).ShouldBe(due);
    });

    [Fact, Requirement("CASE-066")]
    public void Two_pauses_that_do_not_overlap_can_be_applied_in_either_order() => Holds(s =>
    {
        var due = s.Calendar.Due(s.Start, s.Limit).Due;
        var (a, b, c, d) = Pauses(s);
        var forward = s.Calendar.Extend(s.Calendar.Extend(due, s.Limit, a, b), s.Limit, c, d);
        var backward = s.Calendar.Extend(s.Calendar.Extend(due, s.Limit, c, d), s.Limit, a, b);
        forward.ShouldBe(backward);
    });

    [Fact, Requirement("CASE-066")]
    public void Net_time_is_what_the_minutes_outside_the_pauses_add_up_to_and_never_more_than_gross() => Holds(s =>
    {
        var (a, b, c, d) = Pauses(s);
        var end = s.Start + Minutes(s.Third * 2);
        var net = s.Calendar.Net(s.Start, end, s.Limit, [(c, d), (a, b)]);

        net.ShouldBeLessThanOrEqualTo(s.Calendar.Net(s.Start, end, s.Limit, []));
        var expected = Count(s.Start, Earlier(a, end)) + Count(b, Earlier(c, end)) + Count(d, end);
        net.ShouldBe(Minutes(expected));

        int Count(DateTime from, DateTime to) => s.Limit.IsWorking
            ? s.Oracle.MinutesBetween(from, to)
            : Math.Max(0, (int)(to - from).TotalMinutes);
    });

    [Fact, Requirement("CASE-066")]
    public void Answering_at_the_extended_due_time_uses_the_same_net_time_as_answering_without_a_pause() => Holds(s =>
    {
        var due = s.Calendar.Due(s.Start, s.Limit).Due;
        var (from, to) = (s.Start, s.Start + Minutes(s.Second));
        var extended = s.Calendar.Extend(due, s.Limit, from, to);
        s.Calendar.Net(s.Start, extended, s.Limit, [(from, to)]).ShouldBe(s.Calendar.Net(s.Start, due, s.Limit, []));
    });

    [Fact, Requirement("CASE-025")]
    public void A_warning_lies_between_start_and_due_and_a_greater_share_is_never_earlier() => Holds(s =>
    {
        var due = s.Calendar.Due(s.Start, s.Limit).Due;
        var (small, great) = (Math.Min(s.First, s.Second) / 4_000.0, Math.Max(s.First, s.Second) / 4_000.0);
        var early = s.Calendar.PointAt(s.Start, due, s.Limit, small);
        var late = s.Calendar.PointAt(s.Start, due, s.Limit, great);

        early.ShouldBeInRange(s.Start, due);
        late.ShouldBeInRange(early, due);
    });

    [Fact, Requirement("CASE-066")]
    public void The_steps_of_a_derivation_add_up_to_the_limit() => Holds(s =>
    {
        var derivation = s.Calendar.Due(s.Start, s.Limit);
        var days = derivation.Steps.Where(t => t.Code is DerivationCode.Count or DerivationCode.More);
        var time = derivation.Steps.Where(t => t.Code is DerivationCode.Work or DerivationCode.More);

        if (s.Limit.IsInDays)
            days.Sum(t => t.Last - t.First + 1 ?? 0).ShouldBe((int)s.Limit.Amount);
        if (s.Limit.Unit == LimitUnit.WorkingHour)
            time.Sum(t => t.Length?.TotalHours ?? 0).ShouldBe((double)s.Limit.Amount, 0.0001);
        Derivation.FromJson(derivation.ToJson()).Steps.ShouldBe(derivation.Steps);
    });

    [Fact, Requirement("CASE-066")]
    public void A_limit_survives_being_written_and_read() => Holds(s =>
        Limit.Parse(s.Limit.ToString()).ShouldBe(s.Limit));

    [Fact, Requirement("PLAT-020"), Requirement("PLAT-018")]
    public void A_limit_typed_as_it_is_shown_in_either_language_is_the_same_limit() => Holds(s =>
    {
        using (Speaking.English()) Limit.Parse(s.Limit.Display).ShouldBe(s.Limit);
        using var _ = Speaking.Chinese();
        Limit.Parse(s.Limit.Display).ShouldBe(s.Limit);
        Limit.Parse(s.Limit.Display.Replace(" ", "", StringComparison.Ordinal)).ToString().ShouldBe(s.Limit.ToString());
    });

    [Fact, Requirement("CBS-012")]
    public void The_next_allowed_moment_is_the_first_minute_that_is_not_quiet() => Holds(s =>
    {
        var text = $"{Clock(s.First)}–{Clock(s.First + s.Second % 600 + 1)}, {Clock(s.Third)}–{Clock(s.Third + s.Second % 700 + 1)}";
        var quiet = QuietHours.Parse(text);
        var zone = s.Calendar.Zone;

        var first = s.Start;
        while (quiet.Contains(TimeOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(first, zone))))
            first = first.AddMinutes(1);
        quiet.NextAllowed(s.Start, zone).ShouldBe(first);

        static string Clock(int minute) => TimeOnly.MinValue.AddMinutes(minute).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
    }, Scenario.Any);

    private static (DateTime A, DateTime B, DateTime C, DateTime D) Pauses(Scenario s)
    {
        var a = s.Start + Minutes(s.First);
        var b = a + Minutes(s.Second);
        var c = b + Minutes(s.Third % 500);
        return (a, b, c, c + Minutes(s.Third));
    }

    private static void Holds(Action<Scenario> check)
    {
        Holds(check, Scenario.Any);
        Holds(check, Scenario.WithSummerTime);
    }

    private static void Holds(Action<Scenario> check, Arbitrary<Scenario> scenarios) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(250).WithQuietOnSuccess(true), Prop.ForAll(scenarios, check));

    private static TimeSpan Minutes(int minutes) => TimeSpan.FromMinutes(minutes);

    private static DateTime Earlier(DateTime left, DateTime right) => left < right ? left : right;
}
