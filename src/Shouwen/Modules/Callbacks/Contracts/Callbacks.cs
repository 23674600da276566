using Shouwen.Kernel.Events;

namespace Shouwen.Modules.Callbacks.Contracts;

/// <summary>How the customer answered (CBS-021).</summary>
public enum CallbackAnswer { Satisfied, Average, Dissatisfied, Unreachable }

/// <summary>The kind under which callbacks are pointed at.</summary>
public static class CallbackSubject
{
    public const string Kind = "callback";
}

/// <summary>A callback is due.</summary>
public sealed record CallbackPlanned : Fact
{
    public Guid CallbackId { get; init; }
    public Guid? CaseId { get; init; }
    public string Rule { get; init; } = "";
    public DateTime FromAt { get; init; }
    public DateTime? DueAt { get; init; }

    /// <summary>The clause under which it is owed together with others; empty when it is a duty of its own.</summary>
    public string OwedUnder { get; init; } = "";
}

/// <summary>A callback has its result.</summary>
public sealed record CallbackDone : Fact
{
    public Guid CallbackId { get; init; }
    public Guid? CaseId { get; init; }
    public CallbackAnswer Answer { get; init; }
    public string Opinion { get; init; } = "";
    public Guid ById { get; init; }
    public string ByName { get; init; } = "";

    /// <summary>Told once more, for another case whose call this was too.</summary>
    public bool IsEcho { get; init; }
}
