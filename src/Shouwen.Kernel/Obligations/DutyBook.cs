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
        var fresh = new List<Obligation>();
        var touched = new List<Obligation>();
        foreach (var fact in facts)
        foreach (var clause in clauses.Hearing(fact))
        {
            if (clause.EffectOf(fact) is { } effect)
                foreach (var duty in await Concerned(session, fresh, clause, fact, effect.Item))
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

    /// <summary>The duties of the fact's subject under the clause that are not yet fulfilled.</summary>
    private static async Task<List<Obligation>> Concerned(WriteSession session, List<Obligation> fresh, Clause clause, Fact fact, Guid? item)
    {
        var (code, subject) = (clause.Code, fact.Subject.Id);
        var stored = await session.Db.Unscoped<Obligation>()
            .Where(o => o.SubjectId == subject && o.Clause == code).Outstanding().ToListAsync(session.Ct);
        return [.. stored.Concat(fresh.Where(o => o.SubjectId == subject && o.Clause == code)).Where(o => item is null || o.ItemId == item)];
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
}
