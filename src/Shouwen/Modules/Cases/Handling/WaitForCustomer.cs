using FluentValidation;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Modules.Cases.Handling;

/// <summary>Stop the clock while the customer is awaited, with a visible reason (CASE-066).</summary>
public sealed record WaitForCustomer(string Number, PauseReason Reason, string Text) : ICommand<WaitForCustomer, CaseAnswer>
{
    public static Permission Needs => CasesPermissions.Handle;

    public sealed class Rules : AbstractValidator<WaitForCustomer>
    {
        public Rules()
        {
            RuleFor(c => c.Text).NotEmpty().MaximumLength(Case.ContentLength);
        }
    }

    public sealed class Handler(CaseDesk desk, Work work) : IHandler<WaitForCustomer, CaseAnswer>
    {
        public async Task<CaseAnswer> Handle(WaitForCustomer command, CancellationToken ct)
        {
            var matter = await desk.Find(command.Number, ct);
            work.Append(matter.Wait(work, command.Reason, command.Text, work.Now));
            return CaseAnswer.Of(matter);
        }
    }
}
