using FluentValidation;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Model;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Notices;

namespace Shouwen.Modules.Cases.Handling;

/// <summary>Pass the case to another unit; its first-contact owner stays responsible (CASE-009, CONT-040).</summary>
public sealed record TransferCase(string Number, Guid UnitId, string Reason, Guid? HandlerId = null) : ICommand<TransferCase, CaseAnswer>
{
    public static Permission Needs => CasesPermissions.Assign;

    public sealed class Rules : AbstractValidator<TransferCase>
    {
        public Rules()
        {
            RuleFor(c => c.Reason).NotEmpty().MaximumLength(Case.ContentLength);
        }
    }

    public sealed class Handler(AppDb db, CaseDesk desk, Work work) : IHandler<TransferCase, CaseAnswer>
    {
        public async Task<CaseAnswer> Handle(TransferCase command, CancellationToken ct)
        {
            var matter = await desk.Find(command.Number, ct);
            var unit = await db.Units.FirstOrDefaultAsync(u => u.Id == command.UnitId, ct) ?? throw Refusal.Of("unitId", "unit.unknown", "Please choose a unit.");
            var person = command.HandlerId is { } id ? await desk.Person(id, "handlerId", ct) : default;
            work.Append(matter.Transfer(work, unit.Path, command.HandlerId, person.Name ?? "", command.Reason, work.Now));
            if ((command.HandlerId ?? unit.HeadId) is { } told) work.Append(Notice.To(told, work.Now, NoticeTone.Info, matter.Ref, "A case was passed to your unit: {0}, {1}", matter.Number, matter.Subject));
            return CaseAnswer.Of(matter);
        }
    }
}
