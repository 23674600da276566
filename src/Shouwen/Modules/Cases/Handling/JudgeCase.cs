using FluentValidation;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Model;
using Shouwen.Data;
using static Shouwen.Kernel.Text.Words;

using Severity = Shouwen.Modules.Cases.Contracts.Severity;

namespace Shouwen.Modules.Cases.Handling;

/// <summary>Judge whether the complaint is upheld, and how grave it is (CASE-014).</summary>
public sealed record JudgeCase(string Number, Validity Validity, Severity Severity, string? Reason = null, DateTime? PromisedAt = null) : ICommand<JudgeCase, CaseAnswer>
{
    public static Permission Needs => CaseLifecycle.Needs(CaseAction.Judge);

    public sealed class Rules : AbstractValidator<JudgeCase>
    {
        public Rules()
        {
            RuleFor(c => c.Reason).NotEmpty().When(c => c.Validity == Validity.NotUpheld);
            RuleFor(c => c.Reason).MaximumLength(Case.ContentLength);
        }
    }

    public sealed class Handler(AppDb db, CaseDesk desk, Work work) : IHandler<JudgeCase, CaseAnswer>
    {
        public async Task<CaseAnswer> Handle(JudgeCase command, CancellationToken ct)
        {
            var matter = await desk.Find(command.Number, ct);
            matter.Judge(work, command.Validity, command.Reason ?? "", command.Severity, work.Now);
            if (command.PromisedAt is { } due) db.Promises.Add(matter.Promise(work, T["Result of the investigation"], due, work.Now));
            return CaseAnswer.Of(matter);
        }
    }
}
