using FluentValidation;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Model;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Cases.Handling;

/// <summary>Give the customer the promised answer, solved or not; if not, with the time of the next one (CASE-032, 033).</summary>
public sealed record AnswerPromise(string Number, Guid PromiseId, string Answer, bool Solved = true, DateTime? NextAt = null) : ICommand<AnswerPromise, CaseAnswer>
{
    public static Permission Needs => CasesPermissions.Promise;

    public sealed class Rules : AbstractValidator<AnswerPromise>
    {
        public Rules()
        {
            RuleFor(c => c.Answer).NotEmpty().MaximumLength(Case.ContentLength);
            RuleFor(c => c.NextAt).NotNull().When(c => !c.Solved).WithMessage(_ => T["Not solved yet: say when the customer hears next."]);
        }
    }

    public sealed class Handler(AppDb db, CaseDesk desk, Work work) : IHandler<AnswerPromise, CaseAnswer>
    {
        public async Task<CaseAnswer> Handle(AnswerPromise command, CancellationToken ct)
        {
            var matter = await desk.Find(command.Number, ct);
            var promise = await db.Promises.FirstOrDefaultAsync(p => p.Id == command.PromiseId && p.CaseId == matter.Id, ct) ?? throw Refusal.NotFound("The promise");
            matter.Keep(work, promise, command.Answer, work.Now);
            if (command.NextAt is { } next) db.Promises.Add(matter.Promise(work, promise.Text, next, work.Now));
            return CaseAnswer.Of(matter);
        }
    }
}
