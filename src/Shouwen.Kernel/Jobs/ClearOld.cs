using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Events;
using Shouwen.Kernel.Notices;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Jobs;

/// <summary>How long the house keeps what it no longer needs. The audit trail, obligations and records are never cleared.</summary>
public static class Retention
{
    public static readonly Parameter<int> Jobs = Parameters.Number("keep.jobs.days", "Days for which finished jobs are kept", 30, "PLAT-020", assumed: true, least: 1, most: 3650);
    public static readonly Parameter<int> Answers = Parameters.Number("keep.answers.days", "Days for which a repeated request gets its first answer", 30, "PLAT-020", assumed: true, least: 1, most: 3650);
    public static readonly Parameter<int> Notices = Parameters.Number("keep.notices.days", "Days for which read notices are kept", 180, "PLAT-008", assumed: true, least: 1, most: 3650);

    public static readonly Parameter[] All = [Jobs, Answers, Notices];
}

/// <summary>There was more to clear than one batch takes.</summary>
public sealed record MoreToClear : Fact;

/// <summary>Clear finished jobs, stored answers and read notices that are old enough, a batch at a time.</summary>
public sealed record ClearOld : ICommand<ClearOld, ClearOld.Result>
{
    public const int Batch = 1000;

    public static Permission Needs => KernelPermissions.System;

    public sealed record Result(int Jobs, int Answers, int Notices);

    public sealed class Handler(Room room, PolicyBook policies) : IHandler<ClearOld, Result>
    {
        public async Task<Result> Handle(ClearOld command, CancellationToken ct)
        {
            var (db, work, policy) = (room.Db, room.Work, await policies.Current(ct));
            var (jobs, answers, notices) = (Before(policy, Retention.Jobs), Before(policy, Retention.Answers), Before(policy, Retention.Notices));
            var cleared = new Result(
                await db.Set<Job>().Where(j => j.DoneAt < jobs).OrderBy(j => j.DoneAt).Take(Batch).ExecuteDeleteAsync(ct),
                await db.Set<DoneOnce>().Where(d => d.At < answers).OrderBy(d => d.At).Take(Batch).ExecuteDeleteAsync(ct),
                await db.Notices.Where(n => n.ReadAt < notices).OrderBy(n => n.ReadAt).Take(Batch).ExecuteDeleteAsync(ct));
            work.Subject = new SubjectRef("house", Guid.Empty, "");
            work.Reason = $"{cleared.Jobs} jobs, {cleared.Answers} answers, {cleared.Notices} notices";
            if (cleared.Jobs == Batch || cleared.Answers == Batch || cleared.Notices == Batch) work.Raise(new MoreToClear { Subject = work.Subject, At = work.Now });
            return cleared;
        }

        private DateTime Before(Policy policy, Parameter<int> days) => room.Work.Now.AddDays(-policy.Read(days, "", WorkCalendar.Default.LocalDate(room.Work.Now)));
    }
}
