using FluentValidation;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Model;
using Shouwen.Kernel.Notices;

namespace Shouwen.Modules.Cases.Handling;

/// <summary>Name the person who handles the case (CASE-021).</summary>
public sealed record AssignCase(string Number, Guid HandlerId, string? Note = null) : ICommand<AssignCase, CaseAnswer>
{
    public static Permission Needs => CaseLifecycle.Needs(CaseAction.Assign);

    public sealed class Rules : AbstractValidator<AssignCase>
    {
        public Rules()
        {
            RuleFor(c => c.Note).MaximumLength(Case.ContentLength);
        }
    }

    public sealed class Handler(CaseDesk desk, Work work) : IHandler<AssignCase, CaseAnswer>
    {
        public async Task<CaseAnswer> Handle(AssignCase command, CancellationToken ct)
        {
            var matter = await desk.Find(command.Number, ct);
            var person = await desk.Person(command.HandlerId, "handlerId", ct);
            matter.Assign(work, person.Id, person.Name, person.UnitPath, command.Note, work.Now);
            if (person.Id != work.Actor.Id) work.Append(Notice.To(person.Id, work.Now, NoticeTone.Info, matter.Ref, "A case was assigned to you: {0}, {1}", matter.Number, matter.Subject));
            return CaseAnswer.Of(matter);
        }
    }
}
