using FluentValidation;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Modules.Cases.Handling;

/// <summary>Propose how the matter is to be solved (CASE-035).</summary>
public sealed record ProposeSolution(string Number, string Proposal) : ICommand<ProposeSolution, CaseAnswer>
{
    public static Permission Needs => CaseLifecycle.Needs(CaseAction.Propose);

    public sealed class Rules : AbstractValidator<ProposeSolution>
    {
        public Rules()
        {
            RuleFor(c => c.Proposal).NotEmpty().MaximumLength(Case.ContentLength);
        }
    }

    public sealed class Handler(CaseDesk desk, Work work) : IHandler<ProposeSolution, CaseAnswer>
    {
        public async Task<CaseAnswer> Handle(ProposeSolution command, CancellationToken ct)
        {
            var matter = await desk.Find(command.Number, ct);
            matter.Propose(work, command.Proposal, work.Now);
            return CaseAnswer.Of(matter);
        }
    }
}
