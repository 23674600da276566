using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Lifecycle;

/// <summary>One row of a lifecycle table: by this action, from these states, to that state; with which right, none when only the house itself takes the step.</summary>
public sealed record Step<TState, TAction>(TAction Action, TState[] From, TState To, Permission? Needs, bool AsksReason)
    where TState : struct, Enum where TAction : struct, Enum;

/// <summary>
/// The table that decides what may happen to a record. Refusals, buttons, history and the diagram in the
/// documents all come from it (CASE-044).
/// </summary>
public sealed class Lifecycle<TState, TAction>(string name, TState start, Func<TAction, Permission?> rights)
    where TState : struct, Enum where TAction : struct, Enum
{
    private readonly List<Step<TState, TAction>> steps = [];
    private readonly List<TState> path = [];

    public string Name { get; } = name;
    public TState Start { get; } = start;
    public IReadOnlyList<Step<TState, TAction>> Steps => steps;

    /// <summary>The states of an undisturbed run, in order, for the picture on the page.</summary>
    public IReadOnlyList<TState> Path => path;

    public Lifecycle<TState, TAction> On(TAction action, TState[] from, TState to, bool asksReason = false)
    {
        steps.Add(new(action, from, to, rights(action), asksReason));
        return this;
    }

    public Lifecycle<TState, TAction> Runs(params TState[] states)
    {
        path.AddRange(states);
        return this;
    }

    /// <summary>What may be done in a state.</summary>
    public IEnumerable<Step<TState, TAction>> Open(TState state) => steps.Where(s => s.From.Contains(state));

    /// <summary>What this actor may do in a state: the buttons of the page.</summary>
    public IEnumerable<TAction> Open(TState state, Actor actor) => Open(state).Where(s => s.Needs is { } needs && actor.May(needs)).Select(s => s.Action).Distinct();

    public bool Allows(TAction action, TState state) => steps.Any(s => Equals(s.Action, action) && s.From.Contains(state));

    /// <summary>Takes the step or refuses it, naming the state and what may be done instead.</summary>
    public TState Move(TAction action, TState from, string? reason)
    {
        var step = steps.FirstOrDefault(s => Equals(s.Action, action) && s.From.Contains(from))
            ?? throw new Refusal($"{Name}.{action}.not-from.{from}".ToLowerInvariant(),
                "'{0}' is not possible in the state '{1}'. Possible now: {2}.",
                new Translated($"{action}|action"), new Translated($"{from}|state"),
                string.Join(", ", Open(from).Select(s => new Translated($"{s.Action}|action"))));
        if (step.AsksReason && string.IsNullOrWhiteSpace(reason))
            throw Refusal.Of("reason", $"{Name}.{action}.reason-missing".ToLowerInvariant(), "Please state a reason.");
        return step.To;
    }

    /// <summary>The table as a Mermaid state diagram.</summary>
    public string Diagram()
    {
        var lines = steps.SelectMany(s => s.From.Select(f => $"    {f} --> {s.To}: {s.Action}{(s.AsksReason ? " (reason)" : "")}{(s.Needs is { } needs ? $" [{needs.Code}]" : "")}"));
        return $"stateDiagram-v2\n    [*] --> {Start}\n{string.Join("\n", lines)}\n";
    }
}
