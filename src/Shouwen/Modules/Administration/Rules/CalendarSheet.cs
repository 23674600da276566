using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web.Kit;
using Shouwen.Modules.Administration.Model;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Administration.Rules;

/// <summary>Where a day's kind comes from.</summary>
public enum DaySource { Weekday, Announcement, Company, Unit }

/// <summary>Show a year of the company or one unit, day by day: worked, off, make-up, closed (PLAT-007).</summary>
public sealed record CalendarSheet(int? Year = null, int? Unit = null) : IQuery<CalendarSheet, CalendarSheet.View>
{
    public static Permission Needs => AccessPermissions.Rules;

    public sealed record Day(DateOnly Date, DayKind Kind, string Name, DaySource Source);

    public sealed record Own(Guid Id, DateOnly Date, DayKind Kind, string Name, DaySource Source, string Unit);

    /// <summary>The hours that hold, and who set them: a unit's name, the company's words, or nobody.</summary>
    public sealed record WorkingTime(string Spans, IReadOnlyList<string> Days, string? From);

    public sealed record View(int Year, bool IsAnnounced, int? Unit, string UnitName, int WorkingDays, IReadOnlyList<Day> Days, IReadOnlyList<Own> OwnDays, IReadOnlyList<Option> Units, DateOnly Today, WorkingTime Hours);

    public sealed class Rules : AbstractValidator<CalendarSheet>
    {
        public Rules() => RuleFor(c => c.Year).InclusiveBetween(2000, 2100);
    }

    public sealed class Handler(KernelDb db, CalendarBook calendars, Work work) : IHandler<CalendarSheet, View>
    {
        public async Task<View> Handle(CalendarSheet query, CancellationToken ct)
        {
            var units = await UnitTree.Units(db, ct);
            var unit = query.Unit is { } no ? units.FirstOrDefault(u => u.No == no) ?? throw Refusal.NotFound("The unit") : null;
            var (path, today) = (unit?.Path ?? "", WorkCalendar.Default.LocalDate(work.Now));
            var year = query.Year ?? today.Year;
            var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
            var set = await calendars.Current(ct);
            var calendar = set.Of(path);
            var own = (await db.CalendarDays.Where(d => d.Date >= first && d.Date <= last).OrderBy(d => d.Date).ToListAsync(ct))
                .Where(d => path.StartsWith(d.UnitPath, StringComparison.Ordinal)).ToList();
            var nearest = own.GroupBy(d => d.Date).ToDictionary(g => g.Key, g => g.MaxBy(d => d.UnitPath.Length)!);
            var days = Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays).Select(date => ToDay(date, calendar, nearest.GetValueOrDefault(date))).ToList();
            return new View(year, calendar.IsAnnounced(year), unit?.No, unit?.Name.ToString() ?? "", days.Count(d => d.Kind is DayKind.Working or DayKind.MakeUp), days,
                [.. own.Select(d => new Own(d.Id, d.Date, d.Kind, d.Name, SourceOf(d), units.FirstOrDefault(u => u.Path == d.UnitPath)?.Name.ToString() ?? ""))],
                [.. units.Select(u => new Option(u.No.ToString(), new string('\u3000', UnitTree.Depth(u.Path)) + u.Name))], today, ToHours(set.HoursOf(path), units));
        }

        private static WorkingTime ToHours(UnitHours? set, IReadOnlyList<Unit> units)
        {
            var hours = set?.Read() ?? WorkHours.Default;
            return new(hours.SpansText, [.. hours.Days.Select(d => d.ToString())], set is null ? null : set.UnitPath.Length == 0 ? T["the company"] : units.FirstOrDefault(u => u.Path == set.UnitPath)?.Name.ToString());
        }

        private static Day ToDay(DateOnly date, WorkCalendar calendar, CalendarDay? own)
        {
            var announced = HolidayTable.Embedded.Find(date);
            return new Day(date, calendar.KindOf(date), own?.Name ?? announced?.Name ?? "",
                own is not null ? SourceOf(own) : announced is not null ? DaySource.Announcement : DaySource.Weekday);
        }

        private static DaySource SourceOf(CalendarDay day) => day.UnitPath.Length == 0 ? DaySource.Company : DaySource.Unit;
    }
}
