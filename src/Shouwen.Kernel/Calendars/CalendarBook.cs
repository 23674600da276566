using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Calendars;

/// <summary>A day that the company or one unit works or does not, other than the announcement says.</summary>
public sealed class CalendarDay : Entity
{
    /// <summary>The unit whose day it is; empty for the company.</summary>
    public required string UnitPath { get; init; }
    public required DateOnly Date { get; init; }
    public required DayKind Kind { get; set; }
    public required string Name { get; set; }
}

/// <summary>A year whose holiday arrangement was announced after this version was built and entered here.</summary>
public sealed class CalendarYear
{
    public required int Year { get; init; }
    public required DateTime At { get; init; }
}

/// <summary>The working calendar of each unit: the announcement, the company's days and the unit's own (PLAT-007).</summary>
public sealed class CalendarBook(IReadContexts contexts, TimeProvider time) : KeptBook<CalendarBook.State>(contexts, time)
{
    public async ValueTask<CalendarSet> Current(CancellationToken ct = default) => (await Snapshot(ct)).Calendars;

    public override bool WasReadFrom(object record) => record is CalendarDay or CalendarYear or UnitHours or Unit;

    protected override async Task<State> Read(KernelDb db, State? earlier, CancellationToken ct)
    {
        var stamp = (await db.CalendarDays.OrderByDescending(d => d.Id).Select(d => d.Id).FirstOrDefaultAsync(ct), await db.UnitHours.OrderByDescending(h => h.Id).Select(h => h.Id).FirstOrDefaultAsync(ct));
        var count = await db.CalendarDays.CountAsync(ct) + await db.CalendarYears.CountAsync(ct) + await db.UnitHours.CountAsync(ct);
        // A changed day and a moved unit keep their keys; their versions tell.
        var changes = await db.CalendarDays.SumAsync(d => d.Version, ct) + await db.Units.SumAsync(u => u.Version, ct);
        if (earlier is not null && earlier.Stamp == stamp && earlier.Count == count && earlier.Changes == changes) return earlier;
        var hours = await db.UnitHours.ToListAsync(ct);
        var days = await db.CalendarDays.ToListAsync(ct);
        var years = await db.CalendarYears.Select(y => y.Year).ToListAsync(ct);
        return new State(new CalendarSet(days, years, hours), stamp, count, changes);
    }

    /// <summary>What was read, and what tells whether it has changed since.</summary>
    public sealed record State(CalendarSet Calendars, (Guid Day, Guid Hours) Stamp, int Count, int Changes);
}

/// <summary>All calendars at one moment of knowledge.</summary>
public sealed class CalendarSet(IReadOnlyList<CalendarDay> days, IReadOnlyList<int> announcedYears, IReadOnlyList<UnitHours> hours)
{
    private readonly Dictionary<(string Days, string Hours), WorkCalendar> made = [];

    public int Version { get; } = 1 + days.Count + announcedYears.Count + hours.Count;

    /// <summary>The hours that a unit has set for itself, or the nearest unit above it, or the company; null when nobody has.</summary>
    public UnitHours? HoursOf(string unitPath) =>
        hours.Where(h => unitPath.StartsWith(h.UnitPath, StringComparison.Ordinal)).MaxBy(h => h.UnitPath.Length);

    /// <summary>The calendar of a unit: its own closing days and hours shift only its own limits.</summary>
    public WorkCalendar Of(string unitPath)
    {
        var own = days.Where(d => unitPath.StartsWith(d.UnitPath, StringComparison.Ordinal)).OrderBy(d => d.UnitPath.Length).ToList();
        var ownHours = HoursOf(unitPath);
        var key = (own.Count == 0 ? "" : own[^1].UnitPath, ownHours?.UnitPath ?? "");
        lock (made)
        {
            if (made.TryGetValue(key, out var calendar)) return calendar;
            var table = HolidayTable.Embedded.With(own.Select(d => new DayEntry(d.Date, d.Kind, d.Name)), announcedYears);
            return made[key] = new WorkCalendar(ownHours?.Read() ?? WorkHours.Default, table, WorkCalendar.Default.Zone, Version);
        }
    }
}
