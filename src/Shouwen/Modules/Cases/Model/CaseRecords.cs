using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Modules.Cases.Model;

/// <summary>An entry beside the chain: an explanation, a contact, a transfer. Never changed.</summary>
public sealed class CaseNote
{
    public Guid Id { get; init; } = Ids.New();
    public required Guid CaseId { get; init; }
    public required DateTime At { get; init; }
    public required NoteKind Kind { get; init; }
    public required string Text { get; init; }
    public required Guid ById { get; init; }
    public required string ByName { get; init; }
}

/// <summary>A time or an action promised to the customer (CASE-032).</summary>
public sealed class Promise : Entity
{
    public required Guid CaseId { get; init; }
    public required string Text { get; init; }
    public required DateTime MadeAt { get; init; }
    public required DateTime DueAt { get; init; }
    public required Guid ById { get; init; }
    public required string ByName { get; init; }
    public DateTime? AnsweredAt { get; private set; }
    public string Answer { get; private set; } = "";

    /// <summary>Answered by the promised time counts as kept, whatever the progress.</summary>
    public bool? IsKept => AnsweredAt is null ? null : AnsweredAt <= DueAt;

    public void Keep(string answer, DateTime at)
    {
        if (AnsweredAt is not null) throw new Refusal("promise.answered", "This promise has already been answered.");
        (AnsweredAt, Answer) = (at, answer);
    }
}

/// <summary>A conduct that may not be: noted with date and evidence against a person (CASE-002, CONT-044).</summary>
public sealed class Violation : Entity, IScoped
{
    public required Guid PersonId { get; init; }
    public required string PersonName { get; init; }
    public required string Kind { get; init; }
    public required string Evidence { get; init; }
    public required DateTime At { get; init; }
    public required Guid ById { get; init; }
    public required string ByName { get; init; }
    public Guid? CaseId { get; init; }
    public required string UnitPath { get; init; }
    public string TerritoryPath { get; init; } = "";
}
