namespace Shouwen.Kernel.Calendars;

/// <summary>Writes down a computation while it is made: joins equal neighbouring days and sums up what would be too long to read.</summary>
internal sealed class DerivationWriter(HolidayTable days, TimeZoneInfo zone, Derivation? before = null)
{
    private const int Readable = 60;

    private readonly List<DerivationStep> steps = [.. before?.Steps ?? []];
    private readonly SortedSet<int> missing = [.. before?.MissingYears ?? []];

    public void Start(DateTime utc)
    {
        var (date, time) = Local(utc);
        steps.Add(new(DerivationCode.Start, date, date) { FromTime = time });
    }

    public void First(DateOnly date) => steps.Add(new(DerivationCode.First, date, date));

    public void Skip(DateOnly date, DayKind kind)
    {
        Touch(date, date);
        if (steps[^1] is { Code: DerivationCode.More } sum)
            steps[^1] = sum with { To = date, DaysOff = sum.DaysOff + 1 };
        else
            Join(new(DerivationCode.DayOff, date, date) { Kind = kind, Name = NameOf(date) });
    }

    public void Count(DateOnly date, DayKind kind, int number)
    {
        if (steps[^1] is { Code: DerivationCode.More } sum)
            steps[^1] = sum with { To = date, Last = number };
        else if (steps.Count >= Readable)
            steps.Add(new(DerivationCode.More, date, date) { First = number, Last = number, DaysOff = 0 });
        else
            Join(new(DerivationCode.Count, date, date) { Kind = kind, Name = NameOf(date), First = number, Last = number });
    }

    public void CountAll(DateOnly first, DateOnly last, int amount) =>
        steps.Add(new(DerivationCode.Count, first, last) { First = 1, Last = amount });

    public void Work(DateOnly date, DateTime fromUtc, DateTime toUtc)
    {
        Touch(date, date);
        var length = toUtc - fromUtc;
        var (_, end) = Local(toUtc);
        if (steps[^1] is { Code: DerivationCode.More } sum)
            steps[^1] = sum with { To = date, Length = sum.Length + length };
        else if (steps[^1] is { Code: DerivationCode.Work } same && same.From == date)
            steps[^1] = same with { ToTime = end, Length = same.Length + length };
        else if (steps.Count >= Readable)
            steps.Add(new(DerivationCode.More, date, date) { Length = length, DaysOff = 0 });
        else
            steps.Add(new(DerivationCode.Work, date, date) { FromTime = Local(fromUtc).Time, ToTime = end, Length = length });
    }

    public void Clock(DateTime fromUtc, DateTime toUtc, TimeSpan length) =>
        steps.Add(new(DerivationCode.Clock, Local(fromUtc).Date, Local(toUtc).Date) { Length = length });

    public void Pause(DateTime fromUtc, DateTime toUtc, TimeSpan added)
    {
        var (from, fromTime) = Local(fromUtc);
        var (to, toTime) = Local(toUtc);
        steps.Add(new(DerivationCode.Pause, from, to) { FromTime = fromTime, ToTime = toTime, Length = added });
    }

    public void Close(DateOnly date, TimeOnly closing) => steps.Add(new(DerivationCode.Close, date, date) { ToTime = closing });

    /// <summary>The end; midnight is 24:00 of the day before where the limit ends with a day.</summary>
    public void End(DateTime utc, bool asDay)
    {
        var (date, time) = Local(utc);
        steps.Add(asDay && time == TimeOnly.MinValue
            ? new(DerivationCode.Midnight, date.AddDays(-1), date.AddDays(-1))
            : new(DerivationCode.End, date, date) { ToTime = time });
    }

    /// <summary>Notes that the kind of these dates mattered.</summary>
    public void Touch(DateOnly from, DateOnly to)
    {
        for (var year = from.Year; year <= to.Year; year++)
            if (!days.HasYear(year))
                missing.Add(year);
    }

    public Derivation Finish(DateTime due)
    {
        var said = before?.MissingYears ?? [];
        steps.AddRange(missing.Except(said).Select(year =>
            new DerivationStep(DerivationCode.Missing, new DateOnly(year, 1, 1), new DateOnly(year, 12, 31))));
        return new Derivation(due, steps, [.. missing]);
    }

    private void Join(DerivationStep next)
    {
        var last = steps[^1];
        if (last.Code == next.Code && last.Kind == next.Kind && last.Name == next.Name && last.To.AddDays(1) == next.From)
            steps[^1] = last with { To = next.To, Last = next.Last };
        else
            steps.Add(next);
    }

    private string? NameOf(DateOnly date) => days.Find(date)?.Name;

    private (DateOnly Date, TimeOnly Time) Local(DateTime utc)
    {
        var local = LocalClock.ToLocal(utc, zone);
        return (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
    }
}
