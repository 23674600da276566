using FluentValidation;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Modules.Cases.Handling;

/// <summary>Add an entry to the case: a remark, an explanation, a contact with the customer, progress (CASE-010, 031, 034).</summary>
public sealed record NoteCase(string Number, string Text, NoteKind Kind = NoteKind.Remark) : ICommand<NoteCase, CaseAnswer>
{
    public static Permission Needs => CasesPermissions.Handle;

    public sealed class Rules : AbstractValidator<NoteCase>
    {
        public Rules()
        {
            RuleFor(c => c.Text).NotEmpty().MaximumLength(Case.ContentLength);
            RuleFor(c => c.Kind).Must(k => k is NoteKind.Remark or NoteKind.Explanation or NoteKind.FirstContact or NoteKind.Progress);
        }
    }

    public sealed class Handler(CaseDesk desk, Work work) : IHandler<NoteCase, CaseAnswer>
    {
        public async Task<CaseAnswer> Handle(NoteCase command, CancellationToken ct)
        {
            var matter = await desk.Find(command.Number, ct);
            work.Append(matter.Remark(work, command.Kind, command.Text, work.Now));
            return CaseAnswer.Of(matter);
        }
    }
}
