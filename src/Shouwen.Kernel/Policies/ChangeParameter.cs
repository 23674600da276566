using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Policies;

/// <summary>Give a parameter another value from a date on, for the company or one unit, with a reason (PLAT-020).</summary>
public sealed record ChangeParameter(string Code, string Value, DateOnly EffectiveFrom, string Reason, Guid? UnitId = null) : ICommand<ChangeParameter, ChangeParameter.Result>
{
    public static Permission Needs => AccessPermissions.Rules;

    public sealed record Result(string Code, string Value, DateOnly EffectiveFrom);

    public sealed class Rules : AbstractValidator<ChangeParameter>
    {
        public Rules()
        {
            RuleFor(c => c.Value).NotEmpty().MaximumLength(200);
            RuleFor(c => c.Reason).NotEmpty().MaximumLength(200);
        }
    }

    public sealed class Handler(KernelDb db, Work work, PolicyBook policies) : IHandler<ChangeParameter, Result>
    {
        public async Task<Result> Handle(ChangeParameter command, CancellationToken ct)
        {
            var parameter = policies.Find(command.Code) ?? throw Refusal.NotFound("The parameter");
            var value = parameter.Normalize(command.Value);
            db.ParameterValues.Add(Row(work, parameter, value, await UnitPath(command.UnitId, ct), command.EffectiveFrom, command.Reason.Trim()));
            (work.Subject, work.Reason) = (new SubjectRef("parameter", Guid.Empty, parameter.Code), command.Reason.Trim());
            return new Result(parameter.Code, value, command.EffectiveFrom);
        }

        private async Task<string> UnitPath(Guid? unitId, CancellationToken ct) =>
            unitId is not { } id ? ""
            : await db.Units.Where(u => u.Id == id).Select(u => u.Path).FirstOrDefaultAsync(ct) ?? throw Refusal.Of("unitId", "unit.unknown", "Please choose a unit.");
    }

    /// <summary>The row of a changed value; the same for one change and for a whole preset.</summary>
    public static ParameterValue Row(Work work, Parameter parameter, string value, string unitPath, DateOnly from, string reason) => new()
    {
        Code = parameter.Code, UnitPath = unitPath, Value = value, EffectiveFrom = from, Reason = reason,
        ByName = work.Actor.Name, ById = work.Actor.Id, At = work.Now,
    };
}
