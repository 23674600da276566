using FluentValidation;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Model;
using Shouwen.Data;

namespace Shouwen.Modules.Cases.Handling;

/// <summary>Promise the customer something by a time (CASE-032).</summary>
public sealed record MakePromise(string Number, string Text, DateTime DueAt) : ICommand<MakePromise, CaseAnswer>
{
    public static Permission Needs => CasesPermissions.Promise;

    public sealed class Rules : AbstractValidator<MakePromise>
    {
        public Rules()
        {
            RuleFor(c => c.Text).NotEmpty().MaximumLength(500);
        }
    }

    public sealed class Handler(AppDb db, CaseDesk desk, Work work) : IHandler<MakePromise, CaseAnswer>
    {
        public async Task<CaseAnswer> Handle(MakePromise command, CancellationToken ct)
        {
            var matter = await desk.Find(command.Number, ct);
            db.Promises.Add(matter.Promise(work, command.Text, command.DueAt, work.Now));
            return CaseAnswer.Of(matter);
        }
    }
}
