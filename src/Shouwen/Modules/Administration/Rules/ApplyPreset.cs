using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web.Kit;
using Shouwen.Modules.Administration.Model;

namespace Shouwen.Modules.Administration.Rules;

/// <summary>Set every parameter that an industry preset knows, for the company or one unit, from a date on (PLAT-019).</summary>
public sealed record ApplyPreset(string Preset, DateOnly EffectiveFrom, string Reason, Guid? UnitId = null) : ICommand<ApplyPreset, ApplyPreset.Result>
{
    public static Permission Needs => AccessPermissions.Rules;

    public sealed record Result(int Changed);

    public sealed class Rules : AbstractValidator<ApplyPreset>
    {
        public Rules()
        {
            RuleFor(a => a.Preset).NotEmpty();
            RuleFor(a => a.Reason).NotEmpty().MaximumLength(200);
        }
    }

    public sealed class Handler(KernelDb db, Work work, PolicyBook policies) : IHandler<ApplyPreset, Result>
    {
        public async Task<Result> Handle(ApplyPreset command, CancellationToken ct)
        {
            var concerned = policies.Declared.Where(p => p.Presets.ContainsKey(command.Preset)).ToList();
            if (!policies.Presets.Contains(command.Preset)) throw Refusal.Of("preset", "preset.unknown", "There is no preset called {0}.", command.Preset);
            var path = command.UnitId is not { } id ? ""
                : await db.Units.Where(u => u.Id == id).Select(u => u.Path).FirstOrDefaultAsync(ct) ?? throw Refusal.Of("unitId", "unit.unknown", "Please choose a unit.");
            foreach (var parameter in concerned)
                db.ParameterValues.Add(ChangeParameter.Row(work, parameter, parameter.Normalize(parameter.Presets[command.Preset]), path, command.EffectiveFrom, command.Reason.Trim()));
            work.Raise(new PresetApplied { Subject = new SubjectRef("preset", Guid.Empty, command.Preset), At = work.Now, Belongs = new Kernel.Events.Belonging(path, "", null), Preset = command.Preset, From = command.EffectiveFrom });
            (work.Subject, work.Reason) = (new SubjectRef("preset", Guid.Empty, command.Preset), command.Reason);
            return new Result(concerned.Count);
        }
    }
}

/// <summary>Show what each industry preset would set, beside the values as they are (PLAT-019).</summary>
public sealed record PresetSheet(string? Preset = null, Guid? Unit = null) : IQuery<PresetSheet, PresetSheet.View>
{
    public static Permission Needs => AccessPermissions.Rules;

    public sealed record Row(string Code, string Title, string Value, string Would);

    public sealed record View(string Preset, IReadOnlyList<string> Presets, IReadOnlyList<Row> Items, IReadOnlyList<Option> Units, Guid? Unit, DateOnly Today);

    public sealed class Handler(KernelDb db, PolicyBook policies, Work work) : IHandler<PresetSheet, View>
    {
        public async Task<View> Handle(PresetSheet query, CancellationToken ct)
        {
            var names = policies.Presets.ToList();
            var preset = query.Preset is { } asked && names.Contains(asked) ? asked : names.FirstOrDefault() ?? "";
            var policy = await policies.Current(ct);
            var today = WorkCalendar.Default.LocalDate(work.Now);
            var units = await UnitTree.Units(db, ct);
            var path = units.FirstOrDefault(u => u.Id == query.Unit)?.Path ?? "";
            var rows = policies.Declared.Where(p => p.Presets.ContainsKey(preset)).OrderBy(p => p.Code, StringComparer.Ordinal)
                .Select(p => new Row(p.Code, p.Title, policy.Text(p, path, today), p.Normalize(p.Presets[preset])));
            return new View(preset, names, [.. rows], UnitTree.Options(units), query.Unit, today);
        }
    }
}
