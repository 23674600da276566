using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Events;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Obligations;

/// <summary>The calendar has changed: which days count is no longer what it was.</summary>
public sealed record CalendarChanged : Fact;

/// <summary>Compute the due times of all open obligations anew, with the calendar as it is now; the rules stay those of their opening.</summary>
public sealed record RecomputeObligations(Guid? After = null) : ICommand<RecomputeObligations, int>
{
    public const int Batch = 1000;

    public static Permission Needs => KernelPermissions.System;

    public sealed class Handler(Room room, ClauseBook clauses, PolicyBook policies, CalendarBook calendars) : IHandler<RecomputeObligations, int>
    {
        public async Task<int> Handle(RecomputeObligations command, CancellationToken ct)
        {
            calendars.Forget();
            var clocks = new Clocks(await policies.Current(ct), await calendars.Current(ct));
            var after = command.After ?? Guid.Empty;
            var batch = await room.Db.Unscoped<Obligation>()
                .Where(o => (o.State == ObligationState.Open || o.State == ObligationState.Paused) && o.Id > after)
                .OrderBy(o => o.Id).Take(Batch).ToListAsync(ct);
            foreach (var duty in batch.Where(d => d.LimitText.Length > 0)) clocks.Compute(clauses.Of(duty.Clause), duty);
            if (batch.Count == Batch)
                room.Work.Raise(new CalendarChanged { Subject = new SubjectRef("calendar", batch[^1].Id), At = room.Work.Now, Belongs = new Belonging("", "", null) });
            room.Work.Subject = new SubjectRef("calendar", Guid.Empty, batch.Count.ToString());
            return batch.Count;
        }
    }
}
