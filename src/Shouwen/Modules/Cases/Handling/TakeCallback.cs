using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Callbacks.Contracts;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Modules.Cases.Handling;

/// <summary>
/// Take over what the customer said in the callback: satisfied leads on to closing, dissatisfied reopens the case under
/// its first owner (CBS-015, CASE-044).
/// </summary>
public sealed record TakeCallback(Guid CaseId, CallbackAnswer Answer, string Opinion, DateTime At, Guid ById, string ByName) : ICommand<TakeCallback, CaseAnswer>
{
    public static Permission Needs => KernelPermissions.System;

    public sealed class Handler(AppDb db, CaseDesk desk, Work work) : IHandler<TakeCallback, CaseAnswer>
    {
        public async Task<CaseAnswer> Handle(TakeCallback command, CancellationToken ct)
        {
            var matter = await db.Cases.FirstAsync(c => c.Id == command.CaseId, ct);
            work.Subject = matter.Ref;
            if (!matter.Life.Allows(CaseAction.CallBack, matter.State)) return CaseAnswer.Of(matter);
            if (command.Answer == CallbackAnswer.Dissatisfied)
            {
                matter.Reopen(work, command.Opinion.Length > 0 ? command.Opinion : command.Answer.ToString(), command.At);
                return CaseAnswer.Of(matter);
            }
            matter.CallBack(work, command.Opinion.Length > 0 ? $"{command.Answer}: {command.Opinion}" : command.Answer.ToString(), command.At);
            if (matter.Life.Allows(CaseAction.Verify, matter.State) && command.ById != matter.HandlerId)
                matter.Verify(work, command.ById, command.ByName, command.At);
            var promises = await desk.OpenPromises(matter.Id, ct);
            if (command.Answer == CallbackAnswer.Satisfied && matter.Life.Allows(CaseAction.Close, matter.State) && matter.Missing(promises).Count == 0)
                matter.Close(work, promises, command.At);
            return CaseAnswer.Of(matter);
        }
    }
}
