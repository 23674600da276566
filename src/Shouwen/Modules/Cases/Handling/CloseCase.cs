using FluentValidation;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Modules.Cases.Handling;

/// <summary>Close the case when nothing is missing (CASE-043).</summary>
public sealed record CloseCase(string Number, string? Note = null) : ICommand<CloseCase, CaseAnswer>
{
    public static Permission Needs => CaseLifecycle.Needs(CaseAction.Close);

    public sealed class Rules : AbstractValidator<CloseCase>
    {
        public Rules()
        {
            RuleFor(c => c.Note).MaximumLength(Case.ContentLength);
        }
    }

    public sealed class Handler(CaseDesk desk, Work work) : IHandler<CloseCase, CaseAnswer>
    {
        public async Task<CaseAnswer> Handle(CloseCase command, CancellationToken ct)
        {
            var matter = await desk.Find(command.Number, ct);
            matter.Close(work, await desk.OpenPromises(matter.Id, ct), work.Now, command.Note);
            return CaseAnswer.Of(matter);
        }
    }
}
