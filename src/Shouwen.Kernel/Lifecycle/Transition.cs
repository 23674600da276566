using Shouwen.Kernel.Data;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Lifecycle;

/// <summary>One step in the life of a record: who did what, when and why. Never changed, never deleted.</summary>
public sealed class Transition
{
    public Guid Id { get; init; } = Ids.New();
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }
    public required string Action { get; init; }
    public required string FromState { get; init; }
    public required string ToState { get; init; }
    public required DateTime At { get; init; }
    public required Guid ActorId { get; init; }
    public required string ActorName { get; init; }
    public string? Note { get; init; }

    public static Transition Of(Work work, SubjectRef subject, string action, string from, string to, DateTime at, string? note) => new()
    {
        SubjectKind = subject.Kind, SubjectId = subject.Id, Action = action, FromState = from, ToState = to,
        At = at, ActorId = work.Actor.Id, ActorName = work.Actor.Name, Note = note,
    };
}
