using FluentValidation;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Modules.Cases.Handling;

/// <summary>Record that the solution or the work was carried out (CASE-067).</summary>
public sealed record CarryOutCase(string Number, string Done) : ICommand<CarryOutCase, CaseAnswer>
{
    public static Permission Needs => CaseLifecycle.Needs(CaseAction.CarryOut);

    public sealed class Rules : AbstractValidator<CarryOutCase>
    {
        public Rules()
        {
            RuleFor(c => c.Done).NotEmpty().MaximumLength(Case.ContentLength);
        }
    }

    public sealed class Handler(CaseDesk desk, Work work) : IHandler<CarryOutCase, CaseAnswer>
    {
        public async Task<CaseAnswer> Handle(CarryOutCase command, CancellationToken ct)
        {
            var matter = await desk.Find(command.Number, ct);
            matter.CarryOut(work, command.Done, work.Now);
            return CaseAnswer.Of(matter);
        }
    }
}
