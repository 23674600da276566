using FluentValidation;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Modules.Cases.Handling;

/// <summary>Verify with the customer that the case was handled as recorded; never by its handler (CASE-019).</summary>
public sealed record VerifyCase(string Number, string Note) : ICommand<VerifyCase, CaseAnswer>
{
    public static Permission Needs => CaseLifecycle.Needs(CaseAction.Verify);

    public sealed class Rules : AbstractValidator<VerifyCase>
    {
        public Rules()
        {
            RuleFor(c => c.Note).NotEmpty().MaximumLength(Case.ContentLength);
        }
    }

    public sealed class Handler(CaseDesk desk, Work work) : IHandler<VerifyCase, CaseAnswer>
    {
        public async Task<CaseAnswer> Handle(VerifyCase command, CancellationToken ct)
        {
            var matter = await desk.Find(command.Number, ct);
            matter.Verify(work, work.Actor.Id, command.Note, work.Now);
            return CaseAnswer.Of(matter);
        }
    }
}
