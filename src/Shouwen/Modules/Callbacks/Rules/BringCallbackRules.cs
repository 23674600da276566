using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Callbacks.Model;

namespace Shouwen.Modules.Callbacks.Rules;

/// <summary>Bring the standard callback rules into a new installation: next day for repairs, complaints and the rest (CBS-002, 004, 015).</summary>
public sealed record AddStandardCallbackRules : ICommand<AddStandardCallbackRules, Done>
{
    public static Permission Needs => KernelPermissions.System;

    public sealed class Handler(AppDb db, Work work) : IHandler<AddStandardCallbackRules, Done>
    {
        public async Task<Done> Handle(AddStandardCallbackRules command, CancellationToken ct)
        {
            if (!await db.CallbackRules.AnyAsync(ct)) db.CallbackRules.AddRange(CallbackStandards.Of(WorkCalendar.Default.LocalDate(work.Now)));
            return Done.Yes;
        }
    }
}

/// <summary>Bring the callback rules of an industry, active, for the company or one unit; a rule that is there is switched on and stays as it was changed (CBS-001).</summary>
public sealed record BringCallbackRules(string Preset, string UnitPath, DateOnly From) : ICommand<BringCallbackRules, int>
{
    public static Permission Needs => KernelPermissions.System;

    public sealed class Rules : AbstractValidator<BringCallbackRules>
    {
        public Rules() => RuleFor(b => b.Preset).NotEmpty().MaximumLength(40);
    }

    public sealed class Handler(AppDb db, Work work) : IHandler<BringCallbackRules, int>
    {
        public async Task<int> Handle(BringCallbackRules command, CancellationToken ct)
        {
            int? unit = command.UnitPath.Length == 0 ? null : await db.Units.Where(u => u.Path == command.UnitPath).Select(u => u.No).FirstAsync(ct);
            var brought = CallbackStandards.OfIndustries(command.From).Where(r => r.Preset == command.Preset).ToList();
            foreach (var rule in brought)
            {
                var code = unit is null ? rule.Code : $"{rule.Code}-{unit}";
                if (await db.CallbackRules.FirstOrDefaultAsync(r => r.Code == code, ct) is not { } known) db.CallbackRules.Add(rule.As(code, unit));
                else if (!known.Active) (known.Active, known.ActiveFrom) = (true, command.From);
            }
            work.Subject = new SubjectRef("preset", Guid.Empty, command.Preset);
            return brought.Count;
        }
    }
}
