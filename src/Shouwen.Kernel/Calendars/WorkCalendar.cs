namespace Shouwen.Kernel.Calendars;

/// <summary>Computes due times, warning moments, pauses and net times of one unit; instants are UTC, dates are local to the zone (CASE-066, PLAT-007).</summary>
public sealed class WorkCalendar(WorkHours hours, HolidayTable days, TimeZoneInfo zone, int version = 1)
{
    private const int LongestClosure = 3_660;

    private static readonly Lazy<WorkCalendar> standard = new(() =>
        new(WorkHours.Default, HolidayTable.Embedded, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));

    /// <summary>08:30–17:30 from Monday to Friday with the State Council's arrangement, in the zone Asia/Shanghai.</summary>
    public static WorkCalendar Default => standard.Value;

    /// <summary>Which version of the unit's calendar this is, so that a computed due time can name it.</summary>
    public int Version => version;

    /// <summary>The zone in which dates and working time are meant.</summary>
    public TimeZoneInfo Zone => zone;

    /// <summary>The kind of the date: own entry before the State Council's arrangement before the weekday rule (PLAT-007).</summary>
    public DayKind KindOf(DateOnly date) =>
        days.Find(date)?.Kind ?? (hours.Days.Contains(date.DayOfWeek) ? DayKind.Working : DayKind.Rest);

    public bool IsWorking(DateOnly date) => KindOf(date) is DayKind.Working or DayKind.MakeUp;

    /// <summary>Whether the arrangement of the year is known; otherwise only the weekday rule and own entries apply.</summary>
    public bool IsAnnounced(int year) => days.HasYear(year);

    /// <summary>The date on the wall at the instant (UTC).</summary>
    public DateOnly LocalDate(DateTime utc) => DateOnly.FromDateTime(LocalClock.ToLocal(utc, zone));

    /// <summary>The instant (UTC) at which the wall shows the date and time.</summary>
    public DateTime ToUtc(DateOnly date, TimeOnly time) => LocalClock.ToUtc(date, time, zone);

    /// <summary>The instant (UTC) at which working time ends on the date, whether or not it is worked.</summary>
    public DateTime ClosingTime(DateOnly date) => EndOf(date, hours.Closing);

    /// <summary>The first worked date after the given one.</summary>
    public DateOnly NextWorkingDay(DateOnly after) => FirstWorkingDayFrom(after.AddDays(1));

    /// <summary>The given date if it is worked, otherwise the first worked date after it.</summary>
    public DateOnly FirstWorkingDayFrom(DateOnly date)
    {
        var last = date.AddDays(LongestClosure);
        for (; date <= last; date = date.AddDays(1))
            if (IsWorking(date))
                return date;
        throw new InvalidOperationException($"The calendar has no working day in the ten years before {last:yyyy-MM-dd}.");
    }

    /// <summary>When the limit ends and how that was counted; a calendar-day limit that ends on a day off moves on only when asked (CASE-025, CASE-066).</summary>
    public Derivation Due(DateTime startUtc, Limit limit, bool rollCalendarDay = false)
    {
        var steps = new DerivationWriter(days, zone);
        steps.Start(startUtc);
        return limit.Unit switch
        {
            LimitUnit.WorkingDay => DueInWorkingDays(startUtc, (int)limit.Amount, steps),
            LimitUnit.CalendarDay => DueInCalendarDays(startUtc, (int)limit.Amount, rollCalendarDay, steps),
            LimitUnit.WorkingHour => DueInWorkingTime(startUtc, limit.ToTimeSpan(), steps),
            _ => DueInClockTime(startUtc, limit.ToTimeSpan(), steps),
        };
    }

    /// <summary>The closing time of the next day, or of the first open day after it (CBS-002); the same as one working day.</summary>
    public Derivation NextDay(DateTime startUtc) => Due(startUtc, Limit.WorkingDays(1));

    /// <summary>The earliest instant (UTC) by which the working time has passed since the start.</summary>
    public DateTime AddWorkingTime(DateTime startUtc, TimeSpan working) => AddWorkingTime(startUtc, working, null);

    /// <summary>The working time between two instants (UTC); none if the second is not later.</summary>
    public TimeSpan WorkingTimeBetween(DateTime fromUtc, DateTime toUtc)
    {
        var total = TimeSpan.Zero;
        if (toUtc <= fromUtc)
            return total;

        var last = LocalDate(toUtc);
        for (var date = LocalDate(fromUtc); date <= last; date = date.AddDays(1))
        {
            if (!IsWorking(date))
                continue;
            foreach (var (from, to) in hours.Spans)
                total += Overlap(Later(fromUtc, ToUtc(date, from)), Earlier(toUtc, EndOf(date, to)));
        }
        return total;
    }

    /// <summary>The moment (UTC) at which a share between 0 and 1 of the time is used, in working time for working units and in clock time for others (CASE-025).</summary>
    public DateTime PointAt(DateTime startUtc, DateTime dueUtc, Limit limit, double share)
    {
        if (share is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies between 0 and 1.");
        if (dueUtc <= startUtc)
            return dueUtc;

        var part = TimeSpan.FromTicks((long)decimal.Round((decimal)share * Elapsed(startUtc, dueUtc, limit).Ticks));
        return Earlier(dueUtc, Advance(startUtc, part, limit));
    }

    /// <summary>The due time (UTC) after a pause: moved by the clock time, or for working units the working time, of the pause (CASE-066).</summary>
    public DateTime Extend(DateTime dueUtc, Limit limit, DateTime pausedFromUtc, DateTime pausedToUtc) =>
        Advance(dueUtc, Elapsed(pausedFromUtc, pausedToUtc, limit), limit);

    /// <summary>The derivation after a pause, with the pause as a further step (CASE-066).</summary>
    public Derivation Extend(Derivation before, Limit limit, DateTime pausedFromUtc, DateTime pausedToUtc)
    {
        var added = Elapsed(pausedFromUtc, pausedToUtc, limit);
        var due = Advance(before.Due, added, limit);
        var steps = new DerivationWriter(days, zone, before);
        steps.Pause(pausedFromUtc, pausedToUtc, added);
        if (limit.IsWorking)
            steps.Touch(LocalDate(Earlier(pausedFromUtc, before.Due)), LocalDate(due));
        steps.End(due, asDay: limit.IsInDays);
        return steps.Finish(due);
    }

    /// <summary>The time used between two instants (UTC) without the pauses, in working time for working units and in clock time for others (CASE-066).</summary>
    public TimeSpan Net(DateTime fromUtc, DateTime toUtc, Limit limit, IEnumerable<(DateTime From, DateTime To)> pauses)
    {
        var net = TimeSpan.Zero;
        var running = fromUtc;
        foreach (var (from, to) in pauses.OrderBy(p => p.From))
        {
            net += Elapsed(running, Earlier(from, toUtc), limit);
            running = Later(running, to);
        }
        return net + Elapsed(running, toUtc, limit);
    }

    private Derivation DueInWorkingDays(DateTime start, int amount, DerivationWriter steps)
    {
        var date = LocalDate(start);
        if (amount > 0 || start > ClosingTime(date))
        {
            steps.First(date);
            date = NextWorkingDayWithSteps(date.AddDays(1), steps);
        }
        else
        {
            date = NextWorkingDayWithSteps(date, steps);
        }

        for (var number = 1; number <= amount; number++)
        {
            if (number > 1)
                date = NextWorkingDayWithSteps(date.AddDays(1), steps);
            steps.Count(date, KindOf(date), number);
        }
        steps.Close(date, hours.Closing);
        return steps.Finish(ClosingTime(date));
    }

    private Derivation DueInCalendarDays(DateTime start, int amount, bool roll, DerivationWriter steps)
    {
        var first = LocalDate(start);
        var last = first.AddDays(amount);
        if (amount > 0)
        {
            steps.First(first);
            steps.CountAll(first.AddDays(1), last, amount);
        }
        if (roll)
            last = NextWorkingDayWithSteps(last, steps);

        var due = ToUtc(last.AddDays(1), TimeOnly.MinValue);
        steps.End(due, asDay: true);
        return steps.Finish(due);
    }

    private Derivation DueInWorkingTime(DateTime start, TimeSpan length, DerivationWriter steps)
    {
        var due = AddWorkingTime(start, length, steps);
        steps.End(due, asDay: false);
        return steps.Finish(due);
    }

    private Derivation DueInClockTime(DateTime start, TimeSpan length, DerivationWriter steps)
    {
        var due = start + length;
        steps.Clock(start, due, length);
        steps.End(due, asDay: false);
        return steps.Finish(due);
    }

    private DateOnly NextWorkingDayWithSteps(DateOnly from, DerivationWriter steps)
    {
        var next = FirstWorkingDayFrom(from);
        for (var date = from; date < next; date = date.AddDays(1))
            steps.Skip(date, KindOf(date));
        steps.Touch(next, next);
        return next;
    }

    private DateTime AddWorkingTime(DateTime startUtc, TimeSpan working, DerivationWriter? steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(working, TimeSpan.Zero);
        if (working == TimeSpan.Zero)
            return startUtc;

        var remaining = working;
        for (var date = LocalDate(startUtc); ; date = date.AddDays(1))
        {
            var next = FirstWorkingDayFrom(date);
            for (; date < next; date = date.AddDays(1))
                steps?.Skip(date, KindOf(date));

            foreach (var (from, to) in hours.Spans)
            {
                var begin = Later(startUtc, ToUtc(date, from));
                var used = Overlap(begin, EndOf(date, to));
                if (used == TimeSpan.Zero)
                    continue;
                used = used < remaining ? used : remaining;
                steps?.Work(date, begin, begin + used);
                remaining -= used;
                if (remaining == TimeSpan.Zero)
                    return begin + used;
            }
        }
    }

    private TimeSpan Elapsed(DateTime from, DateTime to, Limit limit) =>
        limit.IsWorking ? WorkingTimeBetween(from, to) : Overlap(from, to);

    private DateTime Advance(DateTime from, TimeSpan by, Limit limit) =>
        limit.IsWorking ? AddWorkingTime(from, by) : from + by;

    private DateTime EndOf(DateOnly date, TimeOnly to) =>
        to == TimeOnly.MinValue ? ToUtc(date.AddDays(1), to) : ToUtc(date, to);

    private static TimeSpan Overlap(DateTime from, DateTime to) => to > from ? to - from : TimeSpan.Zero;

    private static DateTime Earlier(DateTime left, DateTime right) => left < right ? left : right;

    private static DateTime Later(DateTime left, DateTime right) => left > right ? left : right;
}
