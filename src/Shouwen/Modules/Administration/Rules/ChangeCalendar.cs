using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Modules.Administration.Rules;

/// <summary>Which calendar was changed, so that the page can go back there.</summary>
public sealed record CalendarPlace(int Year, int? Unit);

/// <summary>Say that the company or a unit works or rests on certain days, with a reason (PLAT-007).</summary>
public sealed record AddDays(DateOnly Date, DayKind Kind, string Name, DateOnly? Until = null, int? Unit = null) : ICommand<AddDays, CalendarPlace>
{
    private const int MostDays = 62;

    public static Permission Needs => AccessPermissions.Rules;

    public sealed class Rules : AbstractValidator<AddDays>
    {
        public Rules()
        {
            RuleFor(d => d.Name).NotEmpty().MaximumLength(100);
            RuleFor(d => d.Until).GreaterThanOrEqualTo(d => d.Date).LessThan(d => d.Date.AddDays(MostDays)).When(d => d.Until is not null);
        }
    }

    public sealed class Handler(KernelDb db, Work work) : IHandler<AddDays, CalendarPlace>
    {
        public async Task<CalendarPlace> Handle(AddDays command, CancellationToken ct)
        {
            var path = command.Unit is not { } no ? ""
                : await db.Units.Where(u => u.No == no).Select(u => u.Path).FirstOrDefaultAsync(ct) ?? throw Refusal.Of("unit", "unit.unknown", "Please choose a unit.");
            var (from, to) = (command.Date, command.Until ?? command.Date);
            db.CalendarDays.RemoveRange(await db.CalendarDays.Where(d => d.UnitPath == path && d.Date >= from && d.Date <= to).ToListAsync(ct));
            for (var date = from; date <= to; date = date.AddDays(1))
                db.CalendarDays.Add(new CalendarDay { UnitPath = path, Date = date, Kind = command.Kind, Name = command.Name.Trim() });
            work.CalendarChanged(Dates.Day(from));
            work.Reason = command.Name;
            return new CalendarPlace(from.Year, command.Unit);
        }
    }
}

/// <summary>Take an own day out of the calendar again, with a reason (PLAT-007).</summary>
public sealed record RemoveDay(Guid Id, string Reason) : ICommand<RemoveDay, CalendarPlace>
{
    public static Permission Needs => AccessPermissions.Rules;

    public sealed class Rules : AbstractValidator<RemoveDay>
    {
        public Rules() => RuleFor(d => d.Reason).NotEmpty().MaximumLength(200);
    }

    public sealed class Handler(KernelDb db, Work work) : IHandler<RemoveDay, CalendarPlace>
    {
        public async Task<CalendarPlace> Handle(RemoveDay command, CancellationToken ct)
        {
            var day = await db.CalendarDays.FirstOrDefaultAsync(d => d.Id == command.Id, ct) ?? throw Refusal.NotFound("The day");
            db.CalendarDays.Remove(day);
            work.CalendarChanged(Dates.Day(day.Date));
            work.Reason = command.Reason;
            var path = day.UnitPath;
            return new CalendarPlace(day.Date.Year, path.Length == 0 ? null : await db.Units.Where(u => u.Path == path).Select(u => (int?)u.No).FirstOrDefaultAsync(ct));
        }
    }
}

/// <summary>Enter a year's holiday announcement from the JSON of the holiday-cn project (PLAT-007).</summary>
public sealed record ImportYear(string Json) : ICommand<ImportYear, ImportYear.Result>
{
    private const int LongestJson = 50_000;

    public static Permission Needs => AccessPermissions.Rules;

    public sealed record Result(int Year, int Days);

    public sealed class Rules : AbstractValidator<ImportYear>
    {
        public Rules() => RuleFor(i => i.Json).NotEmpty().MaximumLength(LongestJson);
    }

    public sealed class Handler(KernelDb db, Work work) : IHandler<ImportYear, Result>
    {
        public async Task<Result> Handle(ImportYear command, CancellationToken ct)
        {
            var announcement = Read(command.Json);
            var dates = announcement.Days.Select(d => d.Date).ToList();
            db.CalendarDays.RemoveRange(await db.CalendarDays.Where(d => d.UnitPath == "" && dates.Contains(d.Date)).ToListAsync(ct));
            foreach (var day in announcement.Days.DistinctBy(d => d.Date))
                db.CalendarDays.Add(new CalendarDay { UnitPath = "", Date = day.Date, Kind = day.IsOffDay ? DayKind.Holiday : DayKind.MakeUp, Name = English(day.Name) });
            if (!await db.CalendarYears.AnyAsync(y => y.Year == announcement.Year, ct)) db.CalendarYears.Add(new CalendarYear { Year = announcement.Year, At = work.Now });
            work.CalendarChanged(announcement.Year.ToString());
            return new Result(announcement.Year, announcement.Days.Count);
        }

        private static Announcement Read(string json)
        {
            try
            {
                if (JsonSerializer.Deserialize<Announcement>(json) is { Days.Count: > 0 } read && read.Year is >= 2000 and <= 2100
                    && read.Days.All(d => d.Name.Length is > 0 and <= 100 && Math.Abs(d.Date.Year - read.Year) <= 1)) return read;
            }
            catch (JsonException)
            {
                // Said below, in the same words as every other text that is no announcement.
            }
            throw Refusal.Of("json", "calendar.announcement", "This is not a year's announcement. It needs \"year\" and \"days\" with \"name\", \"date\" and \"isOffDay\".");
        }

        /// <summary>The usual festivals keep their key, so that they read well in both languages.</summary>
        private static string English(string name)
        {
            var known = HolidayTable.Embedded.Year(2025).Concat(HolidayTable.Embedded.Year(2026)).Select(d => d.Name).ToHashSet();
            return Words.T.Chinese.FirstOrDefault(w => w.Value == name && known.Contains(w.Key)).Key ?? name;
        }
    }

    private sealed record Announcement([property: JsonPropertyName("year"), JsonRequired] int Year, [property: JsonPropertyName("days"), JsonRequired] IReadOnlyList<Day> Days);

    private sealed record Day(
        [property: JsonPropertyName("name"), JsonRequired] string Name, [property: JsonPropertyName("date"), JsonRequired] DateOnly Date,
        [property: JsonPropertyName("isOffDay"), JsonRequired] bool IsOffDay);
}

/// <summary>What every change of the calendar brings with it.</summary>
internal static class CalendarChanges
{
    /// <summary>Open obligations are computed anew.</summary>
    public static void CalendarChanged(this Work work, string label)
    {
        work.Raise(new CalendarChanged { Subject = new SubjectRef("calendar", Guid.Empty, label), At = work.Now });
        work.Subject = new SubjectRef("calendar", Guid.Empty, label);
    }
}
