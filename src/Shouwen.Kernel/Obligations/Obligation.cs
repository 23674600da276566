using System.Text.Json;
using Shouwen.Kernel.Data;

namespace Shouwen.Kernel.Obligations;

/// <summary>Open or paused; then exactly once met, missed or waived.</summary>
public enum ObligationState { Open, Paused, Met, Missed, Waived }

/// <summary>How far the warnings have gone.</summary>
public enum ObligationStage { Fresh, WarnedOnce, WarnedTwice, Due, Escalated }

/// <summary>
/// A duty under a clause: who owes what, about what, by when. All instants are UTC. The limit, the start and the
/// derivation say how the due time was computed, with the rule as it stood when the duty was opened (PLAT-020).
/// </summary>
public sealed class Obligation : Entity, IScoped
{
    public required string Clause { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }
    public required string SubjectLabel { get; init; }
    public Guid? ItemId { get; init; }
    public string What { get; init; } = "";

    /// <summary>The period for which the clock opened it, once for each subject; nothing when a fact opened it.</summary>
    public string? Period { get; init; }
    public required string UnitPath { get; set; }
    public required string TerritoryPath { get; set; }
    public required Guid? OwnerId { get; set; }
    public required DateTime OpenedAt { get; init; }
    public required DateTime StartsAt { get; init; }

    /// <summary>The limit in its one spelling; empty when the due time was agreed.</summary>
    public required string LimitText { get; set; }
    public required DateTime DueAt { get; set; }

    /// <summary>The step-by-step computation as JSON.</summary>
    public required string Derivation { get; set; }

    /// <summary>A year without announced holidays was counted by weekdays; computed anew when the announcement comes.</summary>
    public bool IsProvisional { get; set; }
    public int CalendarVersion { get; set; }
    public ObligationState State { get; set; } = ObligationState.Open;
    public ObligationStage Stage { get; set; } = ObligationStage.Fresh;

    /// <summary>When the sweep must look at it next; far in the future when there is nothing more to do.</summary>
    public required DateTime NextAt { get; set; }
    public DateTime? PausedAt { get; set; }
    public string Pauses { get; set; } = "[]";

    /// <summary>When it was met, missed or waived.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>The local day of that instant, by which days are counted.</summary>
    public DateOnly? EndedOn { get; set; }

    /// <summary>When the work was done; later than the due time when it was missed.</summary>
    public DateTime? FulfilledAt { get; set; }
    public string Evidence { get; set; } = "";
    /// <summary>Written down after the fact: what had passed before it was recorded disturbs nobody.</summary>
    public bool Quiet { get; init; }
    public DateTime RecordedAt { get; init; }

    public bool IsEnded => State is ObligationState.Met or ObligationState.Missed or ObligationState.Waived;

    public IReadOnlyList<(DateTime From, DateTime To)> PauseList =>
        [.. JsonSerializer.Deserialize<DateTime[][]>(Pauses)!.Select(p => (p[0], p[1]))];

    internal void AddPause(DateTime from, DateTime to) =>
        Pauses = JsonSerializer.Serialize(PauseList.Append((from, to)).Select(p => new[] { p.Item1, p.Item2 }));

    /// <summary>The work is done: in time it is met, later it stays missed and shows how late it was.</summary>
    internal void Fulfil(DateTime at, string evidence)
    {
        if (FulfilledAt is not null || State == ObligationState.Waived) return;
        (FulfilledAt, NextAt) = (at, Never);
        Evidence = evidence;
        if (State == ObligationState.Missed) return;
        if (at <= DueAt || State == ObligationState.Paused) End(ObligationState.Met, at);
        else End(ObligationState.Missed, DueAt);
    }

    internal void Waive(DateTime at, string reason)
    {
        if (IsEnded) return;
        Evidence = reason;
        End(ObligationState.Waived, at);
    }

    internal void Miss()
    {
        if (!IsEnded) End(ObligationState.Missed, DueAt);
    }

    private void End(ObligationState state, DateTime at)
    {
        State = state;
        EndedAt = at;
        EndedOn = Calendars.WorkCalendar.Default.LocalDate(at);
        PausedAt = null;
        if (state != ObligationState.Missed) NextAt = Never;
    }

    /// <summary>A time that never comes.</summary>
    public static readonly DateTime Never = new(9999, 1, 1, 0, 0, 0, DateTimeKind.Utc);
}
