using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Events;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Obligations;

/// <summary>Applies facts to duties, in the transaction of the fact: opens, meets, pauses, extends, waives.</summary>
public sealed class DutyBook(ClauseBook clauses, PolicyBook policies, CalendarBook calendars, OrganisationBook organisation)
{
    /// <summary>The duties that the facts opened or changed.</summary>
    internal async Task<IReadOnlyList<Obligation>> Apply(WriteSession session, Work work, IReadOnlyList<Fact> facts)
    {
        if (facts.All(f => clauses.Hearing(f).Count == 0)) return [];
        var clocks = new Clocks(await policies.Current(session.Ct), await calendars.Current(session.Ct));
        var standing = new Standing(session);
        var fresh = new List<Obligation>();
        var touched = new List<Obligation>();
        foreach (var fact in facts)
        foreach (var clause in clauses.Hearing(fact))
        {
            if (clause.EffectOf(fact) is { } effect)
                foreach (var duty in await standing.Under(clause, fact, effect.Item, fresh))
                {
                    Take(effect.Effect, duty, fact, clause, clocks);
                    touched.Add(duty);
                }
            if (clause.Opening(fact) is { } opening && await Open(clause, opening, fact, work, clocks, session.Ct) is { } opened)
                fresh.Add(opened);
        }
        foreach (var duty in fresh) work.Append(duty);
        return [.. fresh.Concat(touched).Distinct()];
    }

    private async Task<Obligation?> Open(Clause clause, Opening opening, Fact fact, Work work, Clocks clocks, CancellationToken ct)
    {
        var unitPath = opening.UnitPath ?? fact.Belongs.UnitPath;
        if (clocks.Due(clause, opening, unitPath) is not { } due) return null;
        var duty = new Obligation
        {
            Clause = clause.Code, SubjectKind = fact.Subject.Kind, SubjectId = fact.Subject.Id, SubjectLabel = fact.Subject.Label,
            ItemId = opening.Item, What = opening.What, Period = opening.Period,
            UnitPath = unitPath, TerritoryPath = fact.Belongs.TerritoryPath,
            OwnerId = opening.OwnerId ?? (await organisation.Current(ct)).HeadOf(unitPath),
            OpenedAt = fact.At, StartsAt = opening.Start, LimitText = due.LimitText, DueAt = due.Derivation.Due,
            Derivation = due.Derivation.ToJson(), IsProvisional = due.Derivation.IsProvisional, CalendarVersion = clocks.CalendarVersion,
            NextAt = default, Quiet = work.Quiet, RecordedAt = work.Now,
        };
        duty.NextAt = clocks.NextStage(clause, duty);
        return duty;
    }

    private static void Take(Effect effect, Obligation duty, Fact fact, Clause clause, Clocks clocks)
    {
        switch (effect)
        {
            case Effect.Meets: duty.Fulfil(fact.At, fact.Kind); break;
            case Effect.Waives: duty.Waive(fact.At, fact.Kind); break;
            case Effect.Pauses: clocks.Pause(duty, fact.At); break;
            case Effect.Resumes: clocks.Resume(clause, duty, fact.At); break;
            case Effect.Extends: clocks.Extend(clause, duty, fact.At); break;
            case Effect.Follows when clause.Successor(fact) is var (owner, unit): (duty.OwnerId, duty.UnitPath) = (owner ?? duty.OwnerId, unit); break;
        }
    }

    /// <summary>What is still to be done on the subjects of one command: read once for each, and not at all for a record that the command makes.</summary>
    private sealed class Standing(WriteSession session)
    {
        private readonly Dictionary<Guid, List<Obligation>> known = session.Db.ChangeTracker.Entries<Entity>().Where(e => e.State == EntityState.Added).ToDictionary(e => e.Entity.Id, _ => new List<Obligation>());

        /// <summary>The duties of the fact's subject under the clause that are not yet fulfilled.</summary>
        public async Task<List<Obligation>> Under(Clause clause, Fact fact, Guid? item, List<Obligation> fresh)
        {
            var subject = fact.Subject.Id;
            if (!known.TryGetValue(subject, out var stored))
                known[subject] = stored = await session.Db.Unscoped<Obligation>().Where(o => o.SubjectId == subject).Outstanding().ToListAsync(session.Ct);
            return [.. stored.Concat(fresh).Where(o => o.SubjectId == subject && o.Clause == clause.Code && (item is null || o.ItemId == item) && IsOutstanding(o))];
        }

        /// <summary>An earlier fact of the same command may have ended it.</summary>
        private static bool IsOutstanding(Obligation duty) => duty.FulfilledAt is null && duty.State != ObligationState.Waived;
    }
}
