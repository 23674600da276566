using Shouwen.Kernel.Events;
using Shouwen.Kernel.Subjects;

namespace Shouwen.Modules.Cases.Contracts;

/// <summary>The eight kinds of matters (CASE-001).</summary>
public enum CaseType { Consultation, Suggestion, Complaint, Repair, Emergency, Praise, Return, Commission }

/// <summary>How grave a matter is (CASE-018).</summary>
public enum Severity { Minor, Serious, Major }

/// <summary>The kind under which cases are pointed at.</summary>
public static class CaseSubject
{
    public const string Kind = "case";
}

/// <summary>What every fact about a case says besides what happened.</summary>
public abstract record CaseFact : Fact
{
    public CaseType Type { get; init; }
    public Severity Severity { get; init; }
    public Guid? CustomerId { get; init; }

    /// <summary>The first employee who was asked; stays responsible until the customer is satisfied (CONT-040).</summary>
    public Guid FirstOwnerId { get; init; }
    public Guid? HandlerId { get; init; }
    public string FirstOwnerUnitPath { get; init; } = "";
    public bool NeedsCallback { get; init; } = true;
}

public sealed record CaseReceived : CaseFact;
public sealed record CaseJudged : CaseFact;
public sealed record CaseAssigned : CaseFact;
public sealed record CaseInvestigated : CaseFact;
public sealed record CaseTransferred : CaseFact;
public sealed record CustomerContacted : CaseFact;
public sealed record CustomerAwaited : CaseFact;
public sealed record CustomerReplied : CaseFact;
public sealed record CaseExtended : CaseFact;
public sealed record CaseAnswered : CaseFact;
public sealed record CaseClosed : CaseFact;

/// <summary>The matter is open again; its first-contact owner answers for it anew when it had been closed.</summary>
public sealed record CaseReopened : CaseFact
{
    public bool WasClosed { get; init; }
}

public sealed record FirstOwnerChanged : CaseFact;

/// <summary>The customer was given a time (CASE-032).</summary>
public sealed record PromiseMade : CaseFact
{
    public Guid PromiseId { get; init; }
    public string Text { get; init; } = "";
    public DateTime DueAt { get; init; }
    public Guid ById { get; init; }
}

/// <summary>The customer heard by the promised time, solved or not.</summary>
public sealed record PromiseAnswered : CaseFact
{
    public Guid PromiseId { get; init; }
}

/// <summary>What other modules see of a case.</summary>
public sealed record CaseCard(Guid Id, string Number, CaseType Type, string Subject, Guid? CustomerId, Guid FirstOwnerId, Guid? HandlerId, string UnitPath, string TerritoryPath, string State, string FirstOwnerUnitPath)
{
    public SubjectRef Ref => new(CaseSubject.Kind, Id, Number);
}

/// <summary>The one port of the cases module.</summary>
public interface ICases
{
    Task<CaseCard> Get(Guid id, CancellationToken ct);

    /// <summary>The newest cases opened from a contact, those out of reach left out (CONT-040).</summary>
    Task<IReadOnlyList<CaseCard>> OpenedFrom(Guid contactId, CancellationToken ct);

    /// <summary>The cases answered in a time by key after the given one, at most so many; of one type and below one unit where they are given.</summary>
    Task<IReadOnlyList<CaseCard>> Answered(CaseType? type, string unitPath, DateTime from, DateTime to, Guid after, int most, CancellationToken ct);

    /// <summary>Several cases at once, those out of reach left out.</summary>
    Task<IReadOnlyDictionary<Guid, CaseCard>> Cards(IReadOnlyCollection<Guid> ids, CancellationToken ct);
}
