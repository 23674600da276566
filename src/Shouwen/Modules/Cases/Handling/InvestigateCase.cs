using FluentValidation;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Modules.Cases.Handling;

/// <summary>Record what the investigation found and the cause (CASE-015, 017, 021).</summary>
public sealed record InvestigateCase(string Number, string Findings, Cause Cause, List<string>? Factors = null) : ICommand<InvestigateCase, CaseAnswer>
{
    public static Permission Needs => CaseLifecycle.Needs(CaseAction.Investigate);

    public sealed class Rules : AbstractValidator<InvestigateCase>
    {
        public Rules()
        {
            RuleFor(c => c.Findings).NotEmpty().MaximumLength(Case.ContentLength);
            RuleForEach(c => c.Factors).Must(f => CaseWords.Factors.Contains(f));
        }
    }

    public sealed class Handler(CaseDesk desk, Work work) : IHandler<InvestigateCase, CaseAnswer>
    {
        public async Task<CaseAnswer> Handle(InvestigateCase command, CancellationToken ct)
        {
            var matter = await desk.Find(command.Number, ct);
            matter.Investigate(work, work.Actor.Id, work.Actor.Name, command.Findings, command.Cause, command.Factors ?? [], work.Now);
            return CaseAnswer.Of(matter);
        }
    }
}
