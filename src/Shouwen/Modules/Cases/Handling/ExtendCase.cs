using FluentValidation;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Model;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Obligations;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Cases.Handling;

/// <summary>Allow the longer limit for special circumstances, before the normal one ends (CASE-026).</summary>
public sealed record ExtendCase(string Number, string Reason, bool CustomerTold) : ICommand<ExtendCase, CaseAnswer>
{
    public static Permission Needs => CasesPermissions.Approve;

    public sealed class Rules : AbstractValidator<ExtendCase>
    {
        public Rules()
        {
            RuleFor(c => c.Reason).NotEmpty().MaximumLength(Case.ContentLength);
            RuleFor(c => c.CustomerTold).Equal(true).WithMessage(_ => T["The customer must be told of the longer limit."]);
        }
    }

    public sealed class Handler(AppDb db, CaseDesk desk, Work work) : IHandler<ExtendCase, CaseAnswer>
    {
        public async Task<CaseAnswer> Handle(ExtendCase command, CancellationToken ct)
        {
            var matter = await desk.Find(command.Number, ct);
            var answer = CaseClauses.AnswerComplaint.Code;
            if (!await db.Obligations.AnyAsync(o => o.SubjectId == matter.Id && o.Clause == answer && o.FulfilledAt == null && o.DueAt >= work.Now && o.State != ObligationState.Missed, ct))
                throw new Refusal("case.extend.late", "The normal limit has already ended; it can no longer be extended.");
            work.Reason = command.Reason;
            work.Append(matter.Extend(work, command.Reason, work.Now));
            return CaseAnswer.Of(matter);
        }
    }
}
