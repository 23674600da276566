using FsCheck;
using FsCheck.Fluent;
using Shouwen.Kernel.Calendars;

namespace Shouwen.Tests.Kernel.Calendars;

/// <summary>A calendar of any hours and own entries with instants and limits to try on it.</summary>
internal sealed record Scenario(WorkHours Hours, IReadOnlyList<DayEntry> Entries, string Zone, DateTime Start, int First, int Second, int Third, Limit Limit)
{
    private static readonly (string From, string To)[][] hours =
    [
        [("08:30", "17:30")],
        [("08:30", "12:00"), ("13:30", "17:30")],
        [("00:00", "00:00")],
        [("09:00", "12:00"), ("14:00", "18:00"), ("20:00", "00:00")],
        [("00:00", "04:00"), ("22:15", "23:59")],
    ];

    private static readonly DayOfWeek[][] weeks =
    [
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday],
        [DayOfWeek.Tuesday, DayOfWeek.Saturday, DayOfWeek.Sunday],
        Enum.GetValues<DayOfWeek>(),
    ];

    /// <summary>The State Council's arrangement of 2026, typed in from the requirements.</summary>
    private static readonly IReadOnlyList<DayEntry> announced2026 =
    [
        .. Off(1, 1, 3), .. Off(2, 15, 23), .. Off(4, 4, 6), .. Off(5, 1, 5), .. Off(6, 19, 21), .. Off(9, 25, 27), .. Off(10, 1, 7),
        .. new[] { (1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10) }.Select(d => new DayEntry(new DateOnly(2026, d.Item1, d.Item2), DayKind.MakeUp, "Make-up")),
    ];

    public WorkCalendar Calendar => new(Hours, HolidayTable.Of(Entries, [Start.Year]), TimeZoneInfo.FindSystemTimeZoneById(Zone));

    public SlowOracle Oracle => new(Hours, Entries, TimeZoneInfo.FindSystemTimeZoneById(Zone));

    /// <summary>The year 2026 with the arrangement of the state or any entries at all.</summary>
    public static Arbitrary<Scenario> Any { get; } = Of(new DateOnly(2026, 1, 1), "Asia/Shanghai");

    /// <summary>The six years in which China had summer time, and a zone that still has it.</summary>
    public static Arbitrary<Scenario> WithSummerTime { get; } = Gen.OneOf(
        Enumerable.Range(1986, 6).Select(year => Of(new DateOnly(year, 3, 20), "Asia/Shanghai").Generator)
            .Append(Of(new DateOnly(2026, 2, 20), "America/New_York").Generator)
            .Append(Of(new DateOnly(2026, 5, 20), "America/New_York").Generator)).ToArbitrary();

    public override string ToString() =>
        $"{Zone} {Start:yyyy-MM-dd HH:mm:ss}Z +{First} +{Second} +{Third} min, {Limit}, " +
        $"{string.Join(' ', Hours.Spans)} {string.Join(' ', Hours.Days)}; {string.Join(' ', Entries.Select(e => $"{e.Date:yyyy-MM-dd} {e.Kind}"))}";

    private static Arbitrary<Scenario> Of(DateOnly from, string zone)
    {
        var date = Gen.Choose(0, 200).Select(from.AddDays);
        var entry = from day in date
                    from kind in Gen.Elements(Enum.GetValues<DayKind>())
                    select new DayEntry(day, kind, "Own");
        var entries = Gen.Frequency(
            (2, Gen.Choose(0, 25).SelectMany(count => entry.ListOf(count)).Select(list => (IReadOnlyList<DayEntry>)[.. list])),
            (1, Gen.Constant(announced2026)));
        var limit = Gen.OneOf(
            Gen.Choose(0, 12).Select(n => Limit.WorkingDays(n)),
            Gen.Choose(0, 12).Select(n => Limit.CalendarDays(n)),
            Gen.Choose(0, 400).Select(n => Limit.WorkingHours(n / 4m)),
            Gen.Choose(0, 400).Select(n => Limit.Hours(n / 4m)),
            Gen.Choose(0, 5_000).Select(n => Limit.Minutes(n)));
        var minutes = Gen.Frequency((1, Gen.Constant(0)), (3, Gen.Choose(0, 100)), (6, Gen.Choose(0, 4_000)));

        var scenarios =
            from spans in Gen.Elements(hours)
            from week in Gen.Elements(weeks)
            from own in entries
            from day in date
            from minute in Gen.Choose(0, 1_439)
            from first in minutes
            from second in minutes
            from third in minutes
            from any in limit
            select new Scenario(
                new WorkHours([.. spans.Select(s => (Time(s.From), Time(s.To)))], week.ToHashSet()),
                own,
                zone,
                DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue).AddMinutes(minute), DateTimeKind.Utc),
                first,
                second,
                third,
                any);
        return scenarios.ToArbitrary();
    }

    private static IEnumerable<DayEntry> Off(int month, int first, int last) =>
        Enumerable.Range(first, last - first + 1).Select(day => new DayEntry(new DateOnly(2026, month, day), DayKind.Holiday, "Off"));

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
