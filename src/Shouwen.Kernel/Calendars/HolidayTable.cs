using System.Collections.Frozen;

namespace Shouwen.Kernel.Calendars;

/// <summary>Which dates depart from the weekday rule: the State Council's arrangement by year and, above it, own entries (PLAT-007).</summary>
public sealed class HolidayTable
{
    private static readonly Lazy<HolidayTable> embedded = new(EmbeddedHolidays.Read);

    private readonly FrozenDictionary<DateOnly, DayEntry> entries;
    private readonly FrozenSet<int> years;

    private HolidayTable(IEnumerable<DayEntry> entries, IEnumerable<int> years)
    {
        var latest = new Dictionary<DateOnly, DayEntry>();
        foreach (var entry in entries)
            latest[entry.Date] = entry;
        this.entries = latest.ToFrozenDictionary();
        this.years = years.ToFrozenSet();
    }

    /// <summary>The announcements that ship with the product.</summary>
    public static HolidayTable Embedded => embedded.Value;

    public static HolidayTable Of(IEnumerable<DayEntry> entries, IEnumerable<int> yearsAnnounced) => new(entries, yearsAnnounced);

    /// <summary>The table with entries that win over those already in it; name the years when the entries are a newly announced arrangement.</summary>
    public HolidayTable With(IEnumerable<DayEntry> own, IEnumerable<int>? yearsAnnounced = null) =>
        new(entries.Values.Concat(own), years.Concat(yearsAnnounced ?? []));

    /// <summary>Whether the arrangement of the year has been announced.</summary>
    public bool HasYear(int year) => years.Contains(year);

    public DayEntry? Find(DateOnly date) => entries.GetValueOrDefault(date);

    /// <summary>The entries of one year in the order of their dates.</summary>
    public IEnumerable<DayEntry> Year(int year) => entries.Values.Where(e => e.Date.Year == year).OrderBy(e => e.Date);
}
