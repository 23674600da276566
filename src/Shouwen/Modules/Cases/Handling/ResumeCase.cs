using FluentValidation;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Modules.Cases.Handling;

/// <summary>Let the clock run on (CASE-066).</summary>
public sealed record ResumeCase(string Number, string Text) : ICommand<ResumeCase, CaseAnswer>
{
    public static Permission Needs => CasesPermissions.Handle;

    public sealed class Rules : AbstractValidator<ResumeCase>
    {
        public Rules()
        {
            RuleFor(c => c.Text).NotEmpty().MaximumLength(Case.ContentLength);
        }
    }

    public sealed class Handler(CaseDesk desk, Work work) : IHandler<ResumeCase, CaseAnswer>
    {
        public async Task<CaseAnswer> Handle(ResumeCase command, CancellationToken ct)
        {
            var matter = await desk.Find(command.Number, ct);
            work.Append(matter.Resume(work, command.Text, work.Now));
            return CaseAnswer.Of(matter);
        }
    }
}
