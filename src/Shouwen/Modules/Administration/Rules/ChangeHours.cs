using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Administration.Rules;

/// <summary>Set when the company or a unit works, for itself and all below it; without hours it works as the unit above. Open deadlines are computed anew (PLAT-007).</summary>
public sealed record ChangeHours(string Reason, string? Spans = null, List<DayOfWeek>? Days = null, int? Unit = null) : ICommand<ChangeHours, CalendarPlace>
{
    public static Permission Needs => AccessPermissions.Rules;

    public sealed class Rules : AbstractValidator<ChangeHours>
    {
        public Rules()
        {
            RuleFor(h => h.Spans).MaximumLength(100).Must((h, spans) => WorkHours.TryParse(spans, h.DayNames, out _)).When(h => !string.IsNullOrWhiteSpace(h.Spans))
                .WithMessage(_ => T["Write spans of the day such as 08:30–12:00, 13:30–17:30, and tick the weekdays."]);
            RuleFor(h => h.Reason).NotEmpty().MaximumLength(200);
        }
    }

    private IEnumerable<string> DayNames => (Days ?? []).Distinct().Select(d => d.ToString());

    public sealed class Handler(KernelDb db, Work work) : IHandler<ChangeHours, CalendarPlace>
    {
        public async Task<CalendarPlace> Handle(ChangeHours command, CancellationToken ct)
        {
            var path = command.Unit is not { } no ? ""
                : await db.Units.Where(u => u.No == no).Select(u => u.Path).FirstOrDefaultAsync(ct) ?? throw Refusal.Of("unit", "unit.unknown", "Please choose a unit.");
            if (await db.UnitHours.FirstOrDefaultAsync(h => h.UnitPath == path, ct) is { } before) db.UnitHours.Remove(before);
            if (!string.IsNullOrWhiteSpace(command.Spans))
            {
                var hours = WorkHours.Parse(command.Spans, command.DayNames);
                // A new row each time: other nodes see by its key that something changed.
                db.UnitHours.Add(new UnitHours { UnitPath = path, Spans = hours.SpansText, Days = [.. hours.Days.Order().Select(d => d.ToString())] });
            }
            var year = WorkCalendar.Default.LocalDate(work.Now).Year;
            work.CalendarChanged(year.ToString());
            work.Reason = command.Reason;
            return new CalendarPlace(year, command.Unit);
        }
    }
}
