using FluentValidation;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Modules.Cases.Handling;

/// <summary>Take first-contact responsibility from one person and give it to another, with a reason (CONT-040).</summary>
public sealed record ChangeFirstOwner(string Number, Guid OwnerId, string Reason) : ICommand<ChangeFirstOwner, CaseAnswer>
{
    public static Permission Needs => CasesPermissions.Owner;

    public sealed class Rules : AbstractValidator<ChangeFirstOwner>
    {
        public Rules()
        {
            RuleFor(c => c.Reason).NotEmpty().MaximumLength(Case.ContentLength);
        }
    }

    public sealed class Handler(CaseDesk desk, Work work) : IHandler<ChangeFirstOwner, CaseAnswer>
    {
        public async Task<CaseAnswer> Handle(ChangeFirstOwner command, CancellationToken ct)
        {
            var matter = await desk.Find(command.Number, ct);
            var person = await desk.Person(command.OwnerId, "ownerId", ct);
            work.Append(matter.ChangeFirstOwner(work, person.Id, person.Name, person.UnitPath, command.Reason, work.Now));
            return CaseAnswer.Of(matter);
        }
    }
}
