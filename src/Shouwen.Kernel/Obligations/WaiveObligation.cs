using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Obligations;

/// <summary>Rights over duties.</summary>
public static class ObligationPermissions
{
    public static readonly Permission View = Permission.Declare("obligations.view", "See obligations within one's reach");
    public static readonly Permission Waive = Permission.Declare("obligations.waive", "Waive an obligation with a reason");
}

/// <summary>Release someone from a duty, with a reason.</summary>
public sealed record WaiveObligation(Guid Id, string Reason) : ICommand<WaiveObligation, WaiveObligation.Waived>
{
    public static Permission Needs => ObligationPermissions.Waive;

    /// <summary>Which duty was waived, and where its matter is shown.</summary>
    public sealed record Waived(Guid Id, ObligationState State, string Url);

    public sealed class Rules : AbstractValidator<WaiveObligation>
    {
        public Rules() => RuleFor(w => w.Reason).NotEmpty().MaximumLength(200);
    }

    public sealed class Handler(Room room, SubjectKinds subjects) : IHandler<WaiveObligation, Waived>
    {
        public async Task<Waived> Handle(WaiveObligation command, CancellationToken ct)
        {
            var duty = await room.Db.Obligations.FirstOrDefaultAsync(o => o.Id == command.Id, ct) ?? throw Refusal.NotFound("The obligation");
            if (duty.IsEnded) throw new Refusal("obligation.ended", "This obligation has already ended.");
            duty.Waive(room.Work.Now, command.Reason);
            (room.Work.Subject, room.Work.Reason) = (new SubjectRef("obligation", duty.Id, duty.SubjectLabel), command.Reason);
            return new Waived(duty.Id, duty.State, subjects.Url(new SubjectRef(duty.SubjectKind, duty.SubjectId, duty.SubjectLabel)));
        }
    }
}
