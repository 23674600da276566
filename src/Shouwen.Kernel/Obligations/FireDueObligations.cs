using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Notices;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Obligations;

/// <summary>
/// Warn of, miss and escalate the obligations whose time has come. State and notices change in one transaction over
/// rows that no other node can hold, so each stage fires once.
/// </summary>
public sealed record FireDueObligations : ICommand<FireDueObligations, int>
{
    public const int Batch = 200;

    public static Permission Needs => KernelPermissions.System;

    public sealed class Handler(Room room, ClauseBook clauses, PolicyBook policies, CalendarBook calendars, OrganisationBook organisation) : IHandler<FireDueObligations, int>
    {
        /// <summary>A batch tells the same few people again and again: each is looked up once.</summary>
        private readonly Dictionary<Guid, Guid> present = [];

        public async Task<int> Handle(FireDueObligations command, CancellationToken ct)
        {
            var now = room.Work.Now;
            var clocks = new Clocks(await policies.Current(ct), await calendars.Current(ct));
            var heads = await organisation.Current(ct);
            var due = await Due(now).ToListAsync(ct);
            foreach (var duty in due)
            {
                var clause = clauses.Of(duty.Clause);
                var before = duty.NextAt;
                while (duty.NextAt <= now) Advance(clause, duty, clocks);
                if (!duty.Quiet || before > duty.RecordedAt) await Tell(clause, duty, heads, ct);
            }
            room.Work.Subject = new SubjectRef("obligations", Guid.Empty, due.Count.ToString());
            return due.Count;
        }

        private IQueryable<Obligation> Due(DateTime now)
        {
            var open = ObligationState.Open;
            return room.Session!.Engine == Engine.Postgres
                ? room.Db.Set<Obligation>().FromSqlInterpolated($"""
                    SELECT * FROM kernel_obligation WHERE next_at <= {now} AND state IN ('Open', 'Missed')
                    ORDER BY next_at, id LIMIT {Batch} FOR UPDATE SKIP LOCKED
                    """).IgnoreQueryFilters()
                : room.Db.Unscoped<Obligation>().Where(o => o.NextAt <= now && (o.State == open || o.State == ObligationState.Missed))
                    .OrderBy(o => o.NextAt).ThenBy(o => o.Id).Take(Batch);
        }

        /// <summary>After an outage all passed stages are taken at once, and people are told of the last one only.</summary>
        private static void Advance(Clause clause, Obligation duty, Clocks clocks)
        {
            duty.Stage = duty.NextAt >= duty.DueAt && duty.Stage < ObligationStage.Due ? ObligationStage.Due : duty.Stage + 1;
            if (duty.Stage == ObligationStage.Due) duty.Miss();
            duty.NextAt = duty.FulfilledAt is null ? clocks.NextStage(clause, duty) : Obligation.Never;
        }

        private async Task Tell(Clause clause, Obligation duty, Organisation heads, CancellationToken ct)
        {
            if ((duty.OwnerId ?? heads.HeadOf(duty.UnitPath)) is not { } owner) return;
            var supervisor = duty.Stage >= ObligationStage.Due ? heads.HeadOf(duty.UnitPath, owner) : null;
            switch (duty.Stage)
            {
                case ObligationStage.WarnedOnce: await Send(owner, NoticeTone.Warning, "Half of the time has passed: {0}, {1}"); break;
                case ObligationStage.WarnedTwice: await Send(owner, NoticeTone.Warning, "Little time is left: {0}, {1}"); break;
                case ObligationStage.Due:
                    await Send(owner, NoticeTone.Overdue, "Overdue: {0}, {1}");
                    if (supervisor is { } first && clause.Escalates) await Send(first, NoticeTone.Overdue, "Overdue in your team: {0}, {1}");
                    break;
                case ObligationStage.Escalated:
                    var director = supervisor is { } head ? heads.Above(duty.UnitPath, head) : null;
                    if ((director ?? supervisor) is { } second) await Send(second, NoticeTone.Escalated, "Overdue for a second period: {0}, {1}");
                    break;
            }

            async Task Send(Guid to, NoticeTone tone, string template)
            {
                if (!present.TryGetValue(to, out var who)) present[to] = who = await People.Present(room.Db, to, WorkCalendar.Default.LocalDate(room.Work.Now), ct);
                room.Work.Append(Notice.To(who, room.Work.Now, tone, new SubjectRef(duty.SubjectKind, duty.SubjectId, duty.SubjectLabel),
                    template, "@" + clause.Title, duty.SubjectLabel));
            }
        }
    }
}
