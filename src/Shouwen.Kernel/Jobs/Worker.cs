using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Jobs;

/// <summary>
/// Does what is due: jobs, schedules and obligations. Several nodes may run it on PostgreSQL: rows are claimed with
/// skip-locked and a lease, and every effect is bound to a key or to its own transaction, so nothing happens twice.
/// </summary>
public sealed class Worker(
    IServiceProvider services, IWriter writer, IReadContexts contexts, Door door, JobKinds kinds, Schedules schedules,
    AfterCommit afterCommit, TimeProvider time, ILogger<Worker> log) : BackgroundService
{
    private const int Batch = 20;
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(1);

    /// <summary>Under load commits come by the hundred; looking for work after each of them would cost as much as the work.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await Settle(ct);
                await afterCommit.Wait(Pulse, ct);
                await Task.Delay(Gather, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested) { return; }
            catch (Exception fault)
            {
                log.LogError(fault, "The worker stumbled and goes on");
                await Task.Delay(Pulse, ct);
            }
        }
    }

    /// <summary>Works until nothing is due.</summary>
    public async Task Settle(CancellationToken ct = default)
    {
        while (await Turn(ct) | await RunJobs(ct) | await FireObligations(ct)) { }
    }

    private async Task<bool> FireObligations(CancellationToken ct)
    {
        await using (var db = contexts.Rent(Reach.Everything))
        {
            var now = Now();
            if (!await db.Unscoped<Obligation>().AnyAsync(o => (o.State == ObligationState.Open || o.State == ObligationState.Missed) && o.NextAt <= now, ct)) return false;
        }
        return await door.Run(new FireDueObligations(), Actor.System, null, ct) > 0;
    }

    /// <summary>A schedule whose turn has come puts a job into the queue, in the same transaction that names its next turn.</summary>
    private async Task<bool> Turn(CancellationToken ct)
    {
        var now = Now();
        await using (var db = contexts.Rent(Reach.Everything))
        {
            var known = await db.Set<ScheduleTurn>().ToDictionaryAsync(t => t.Name, t => t.NextAt, ct);
            if (schedules.All.All(s => known.TryGetValue(s.Name, out var next) && next > now)) return false;
        }
        return await writer.Write(async session =>
        {
            var turns = await session.Db.Set<ScheduleTurn>().FromSqlRaw(ForUpdate(session, "SELECT * FROM kernel_schedule_turn"))
                .ToDictionaryAsync(t => t.Name, session.Ct);
            var any = false;
            foreach (var schedule in schedules.All)
            {
                if (!turns.TryGetValue(schedule.Name, out var turn))
                    session.Db.Add(new ScheduleTurn { Name = schedule.Name, NextAt = schedule.Next(now) });
                else if (turn.NextAt <= now)
                {
                    session.Db.Add(new Job { Id = Ids.New(), Kind = "schedule:" + schedule.Name, Payload = "", RunAt = now });
                    turn.NextAt = schedule.Next(now);
                    any = true;
                }
            }
            await session.Db.SaveChangesAsync(session.Ct);
            return any;
        }, ct);
    }

    private async Task<bool> RunJobs(CancellationToken ct)
    {
        var now = Now();
        await using (var db = contexts.Rent(Reach.Everything))
            if (!await db.Set<Job>().AnyAsync(j => j.DoneAt == null && j.RunAt <= now && (j.LeaseUntil == null || j.LeaseUntil < now), ct)) return false;

        var claimed = await writer.Write(async session =>
        {
            var jobs = await Claimable(session, now).ToListAsync(session.Ct);
            foreach (var job in jobs) (job.LeaseUntil, job.Token, job.Attempts) = (now + Lease, job.Token + 1, job.Attempts + 1);
            await session.Db.SaveChangesAsync(session.Ct);
            return jobs;
        }, ct);
        foreach (var job in claimed) await Run(job, ct);
        return claimed.Count > 0;
    }

    private static IQueryable<Job> Claimable(WriteSession session, DateTime now) =>
        session.Engine == Engine.Postgres
            ? session.Db.Set<Job>().FromSqlInterpolated($"""
                SELECT * FROM kernel_job WHERE done_at IS NULL AND run_at <= {now} AND (lease_until IS NULL OR lease_until < {now})
                ORDER BY run_at, id LIMIT {Batch} FOR UPDATE SKIP LOCKED
                """)
            : session.Db.Set<Job>().Where(j => j.DoneAt == null && j.RunAt <= now && (j.LeaseUntil == null || j.LeaseUntil < now))
                .OrderBy(j => j.RunAt).ThenBy(j => j.Id).Take(Batch);

    private async Task Run(Job job, CancellationToken ct)
    {
        string? error = null;
        try
        {
            if (kinds.Find(job.Kind) is not { } run) throw new InvalidOperationException($"Nobody knows the job {job.Kind}.");
            await run(job, services, ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            error = fault.Message.Length > 200 ? fault.Message[..200] : fault.Message;
            log.LogWarning(fault, "The job {Kind} failed for the {Attempt}. time", job.Kind, job.Attempts);
        }
        await Finish(job, error, ct);
    }

    /// <summary>A failed job waits longer each time, ten times at most; then it stays visible with its error.</summary>
    private Task<int> Finish(Job job, string? error, CancellationToken ct) => writer.Write(session =>
    {
        var (id, token, now) = (job.Id, job.Token, Now());
        var again = now + TimeSpan.FromSeconds(Math.Pow(2, job.Attempts));
        var mine = session.Db.Set<Job>().Where(j => j.Id == id && j.Token == token);
        return error is null
            ? mine.ExecuteUpdateAsync(u => u.SetProperty(j => j.DoneAt, now).SetProperty(j => j.Error, (string?)null), session.Ct)
            : mine.ExecuteUpdateAsync(u => u.SetProperty(j => j.RunAt, job.Attempts >= 10 ? now.AddYears(100) : again)
                .SetProperty(j => j.LeaseUntil, (DateTime?)null).SetProperty(j => j.Error, error), session.Ct);
    }, ct);

    private static string ForUpdate(WriteSession session, string sql) => session.Engine == Engine.Postgres ? sql + " FOR UPDATE" : sql;

    private DateTime Now() => time.GetUtcNow().UtcDateTime.ToMicros();
}
