using FluentValidation;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Modules.Cases.Handling;

/// <summary>Reopen a case under its first owner, with a reason (CASE-044).</summary>
public sealed record ReopenCase(string Number, string Reason) : ICommand<ReopenCase, CaseAnswer>
{
    public static Permission Needs => CaseLifecycle.Needs(CaseAction.Reopen);

    public sealed class Rules : AbstractValidator<ReopenCase>
    {
        public Rules()
        {
            RuleFor(c => c.Reason).NotEmpty().MaximumLength(Case.ContentLength);
        }
    }

    public sealed class Handler(CaseDesk desk, Work work) : IHandler<ReopenCase, CaseAnswer>
    {
        public async Task<CaseAnswer> Handle(ReopenCase command, CancellationToken ct)
        {
            var matter = await desk.Find(command.Number, ct);
            matter.Reopen(work, command.Reason, work.Now);
            return CaseAnswer.Of(matter);
        }
    }
}
