using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Policies;

namespace Shouwen.Kernel.Obligations;

/// <summary>The arithmetic of due times, pauses, warnings and escalation: the same for every clause (CASE-066).</summary>
public sealed class Clocks(Policy policy, CalendarSet calendars)
{
    public int CalendarVersion => calendars.Version;

    /// <summary>When a duty is due and how that was computed; null when the rule is switched off for the unit.</summary>
    internal (string LimitText, Derivation Derivation)? Due(Clause clause, Opening opening, string unitPath)
    {
        var calendar = calendars.Of(unitPath);
        if (opening.Due is { } agreed) return ("", new Derivation(agreed, [], []));
        if (clause.IsNextOpenDay) return ("next day", calendar.NextDay(opening.Start));
        var limit = policy.Read(clause.Limit!, unitPath, calendar.LocalDate(opening.Start));
        return limit is null ? null : (limit.Value.ToString(), calendar.Due(opening.Start, limit.Value));
    }

    internal void Pause(Obligation duty, DateTime at)
    {
        if (duty.State != ObligationState.Open || at > duty.DueAt) return;
        (duty.State, duty.PausedAt, duty.NextAt) = (ObligationState.Paused, at, Obligation.Never);
    }

    internal void Resume(Clause clause, Obligation duty, DateTime at)
    {
        if (duty.State != ObligationState.Paused) return;
        duty.AddPause(duty.PausedAt!.Value, at);
        (duty.State, duty.PausedAt) = (ObligationState.Open, null);
        Compute(clause, duty);
    }

    /// <summary>The longer limit counts from the same start; asked for after the due time it comes too late (CASE-026).</summary>
    internal void Extend(Clause clause, Obligation duty, DateTime at)
    {
        if (duty.IsEnded || at > duty.DueAt || clause.LongLimit is null) return;
        var calendar = calendars.Of(duty.UnitPath);
        if (policy.Read(clause.LongLimit, duty.UnitPath, calendar.LocalDate(duty.StartsAt)) is not { } limit) return;
        duty.LimitText = limit.ToString();
        Compute(clause, duty);
    }

    /// <summary>Computes the due time anew from start, limit and pauses: after a pause, and when the calendar has changed.</summary>
    internal void Compute(Clause clause, Obligation duty)
    {
        var calendar = calendars.Of(duty.UnitPath);
        var limit = LimitOf(duty);
        var derivation = limit is null
            ? duty.LimitText == "next day" ? calendar.NextDay(duty.StartsAt) : new Derivation(duty.DueAt, [], [])
            : calendar.Due(duty.StartsAt, limit.Value);
        if (limit is { } counted)
            foreach (var (from, to) in duty.PauseList)
                derivation = calendar.Extend(derivation, counted, from, to);
        (duty.DueAt, duty.Derivation, duty.IsProvisional, duty.CalendarVersion) =
            (derivation.Due, derivation.ToJson(), derivation.IsProvisional, calendars.Version);
        duty.NextAt = duty.State == ObligationState.Open ? NextStage(clause, duty) : duty.NextAt;
    }

    /// <summary>When the next warning, the due time or the escalation comes.</summary>
    internal DateTime NextStage(Clause clause, Obligation duty) => duty.Stage switch
    {
        ObligationStage.Fresh => Warning(clause, duty, 0),
        ObligationStage.WarnedOnce => Warning(clause, duty, 1),
        ObligationStage.WarnedTwice => duty.DueAt,
        ObligationStage.Due => clause.Escalates ? Escalation(duty) : Obligation.Never,
        _ => Obligation.Never,
    };

    private DateTime Warning(Clause clause, Obligation duty, int which)
    {
        if (which >= clause.WarnAt.Count) return duty.DueAt;
        var calendar = calendars.Of(duty.UnitPath);
        if (LimitOf(duty) is not { } limit) return calendar.PointAt(duty.StartsAt, duty.DueAt, Limit.Hours(1), clause.WarnAt[which]);
        var pauses = duty.PauseList;
        // Without a pause the due time is where the limit ends.
        var point = calendar.PointAt(duty.StartsAt, pauses.Count == 0 ? duty.DueAt : calendar.Due(duty.StartsAt, limit).Due, limit, clause.WarnAt[which]);
        foreach (var (from, to) in pauses.Where(p => p.From < point)) point = calendar.Extend(point, limit, from, to);
        return point < duty.DueAt ? point : duty.DueAt;
    }

    /// <summary>The director is told after one more period of the same length (PLAT-008).</summary>
    private DateTime Escalation(Obligation duty) =>
        LimitOf(duty) is { } limit ? calendars.Of(duty.UnitPath).Due(duty.DueAt, limit).Due : duty.DueAt + (duty.DueAt - duty.StartsAt);

    private static Limit? LimitOf(Obligation duty) => Limit.TryParse(duty.LimitText, out var limit) ? limit : null;
}
