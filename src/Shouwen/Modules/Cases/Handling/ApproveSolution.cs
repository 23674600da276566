using FluentValidation;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Modules.Cases.Handling;

/// <summary>Approve the proposed solution with an instruction (CASE-038).</summary>
public sealed record ApproveSolution(string Number, string Instruction) : ICommand<ApproveSolution, CaseAnswer>
{
    public static Permission Needs => CaseLifecycle.Needs(CaseAction.Approve);

    public sealed class Rules : AbstractValidator<ApproveSolution>
    {
        public Rules()
        {
            RuleFor(c => c.Instruction).NotEmpty().MaximumLength(Case.ContentLength);
        }
    }

    public sealed class Handler(CaseDesk desk, Work work) : IHandler<ApproveSolution, CaseAnswer>
    {
        public async Task<CaseAnswer> Handle(ApproveSolution command, CancellationToken ct)
        {
            var matter = await desk.Find(command.Number, ct);
            matter.Approve(work, command.Instruction, work.Now);
            return CaseAnswer.Of(matter);
        }
    }
}
