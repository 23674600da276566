using FluentValidation;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Contacts.Contracts;

namespace Shouwen.Modules.Cases.Handling;

/// <summary>Tell the customer process and result, and ask for an opinion (CASE-040).</summary>
public sealed record AnswerCase(string Number, string Answer, Channel Channel, string CustomerOpinion, List<string>? Clears = null, Cause? Cause = null) : ICommand<AnswerCase, CaseAnswer>
{
    public static Permission Needs => CaseLifecycle.Needs(CaseAction.Answer);

    public sealed class Rules : AbstractValidator<AnswerCase>
    {
        public Rules()
        {
            RuleFor(c => c.Answer).NotEmpty().MaximumLength(Case.ContentLength);
            RuleFor(c => c.CustomerOpinion).NotEmpty().MaximumLength(Case.ContentLength);
            RuleForEach(c => c.Clears).Must(k => CaseWords.Clears.Contains(k));
        }
    }

    public sealed class Handler(CaseDesk desk, Work work) : IHandler<AnswerCase, CaseAnswer>
    {
        public async Task<CaseAnswer> Handle(AnswerCase command, CancellationToken ct)
        {
            var matter = await desk.Find(command.Number, ct);
            matter.Settle(work, command.Answer, command.Channel, command.CustomerOpinion, command.Clears ?? [], command.Cause, work.Now);
            return CaseAnswer.Of(matter);
        }
    }
}
