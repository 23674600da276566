using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Events;
using Shouwen.Kernel.Lifecycle;
using Shouwen.Kernel.Numbering;
using Shouwen.Kernel.Search;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Contacts.Contracts;

namespace Shouwen.Modules.Cases.Model;

/// <summary>A matter that a customer brought: one register and one number range for all kinds (CASE-001, CASE-003).</summary>
public sealed partial class Case : Entity, ISearchable
{
    public const int ContentLength = 4000;
    public static readonly Series Numbers = new("case", "AJ", Yearly: true);

    /// <summary>No register reaches further back: an earlier time was mistyped or misread.</summary>
    public static readonly DateOnly Earliest = new(1990, 1, 1);

    public static bool IsTooEarly(DateTime? at) => at < WorkCalendar.Default.ToUtc(Earliest, TimeOnly.MinValue);

    public required string Number { get; init; }
    public required CaseType Type { get; init; }
    public CaseState State { get; private set; } = CaseState.Received;
    public required Channel Channel { get; init; }
    public required DateTime ReceivedAt { get; init; }
    public required string Subject { get; set; }
    public required string Content { get; set; }
    public string RequestedResult { get; set; } = "";
    public CaseTopic Topic { get; set; } = CaseTopic.Service;
    public Severity Severity { get; set; } = Severity.Minor;
    public Emotion Emotion { get; set; } = Emotion.Calm;
    public List<string> Factors { get; set; } = [];

    public Guid? CustomerId { get; init; }
    [Personal] public string CustomerName { get; init; } = "";
    [Personal] public string CustomerPhone { get; init; } = "";
    public Guid? ContactId { get; init; }
    [Personal] public string Address { get; init; } = "";
    public string Building { get; init; } = "";
    public string Premises { get; init; } = "";
    public string ProductModel { get; init; } = "";
    public DateOnly? PurchasedOn { get; init; }
    public string Symptom { get; init; } = "";

    /// <summary>The receiver of the matter; stays its first-contact owner whoever works on it (CONT-040).</summary>
    public required Guid FirstOwnerId { get; set; }
    public required string FirstOwnerName { get; set; }

    /// <summary>The unit of the first-contact owner, whose supervisor follows the matter wherever it goes.</summary>
    public required string FirstOwnerUnitPath { get; set; }
    public Guid? HandlerId { get; private set; }
    public string HandlerName { get; private set; } = "";
    public Guid? InvestigatorId { get; private set; }
    public string InvestigatorName { get; private set; } = "";
    public Guid? VerifierId { get; private set; }
    public required string UnitPath { get; set; }
    public string TerritoryPath { get; init; } = "";
    public int HandOvers { get; private set; }

    public Validity? Validity { get; private set; }
    public string ValidityReason { get; private set; } = "";
    public Cause? Cause { get; private set; }
    public string Findings { get; private set; } = "";
    public string Proposal { get; private set; } = "";
    public string Instruction { get; private set; } = "";
    public string WorkDone { get; private set; } = "";
    public string Answer { get; private set; } = "";
    public Channel? AnswerChannel { get; private set; }
    public DateTime? AnsweredAt { get; private set; }
    public string CustomerOpinion { get; private set; } = "";
    public List<string> Clears { get; private set; } = [];
    public string CallbackResult { get; private set; } = "";
    public DateTime? FirstContactAt { get; private set; }
    public PauseReason? Waiting { get; private set; }
    public DateTime? WaitingSince { get; private set; }
    public DateTime? ClosedAt { get; private set; }
    public int Reopened { get; private set; }

    /// <summary>The number under which another system knew the matter; imported once.</summary>
    public string? ImportKey { get; init; }

    public SubjectRef Ref => new(CaseSubject.Kind, Id, Number);
    public Lifecycle<CaseState, CaseAction> Life => CaseLifecycle.Of(Type);
    public bool IsOver => State is CaseState.Closed or CaseState.Archived;
    public CaseCard Card => new(Id, Number, Type, Subject, CustomerId, FirstOwnerId, HandlerId, UnitPath, TerritoryPath, State.ToString(), FirstOwnerUnitPath);

    public SearchEntry ToSearch() => new(CaseSubject.Kind, Id, Number, Subject, [CustomerName, Content, Address, ProductModel], [CustomerPhone],
        [FirstOwnerId, HandlerId]) { AlsoUnits = [FirstOwnerUnitPath] };

    /// <summary>The step itself: refused or recorded, never silently skipped.</summary>
    private void Move(CaseAction action, Work work, DateTime at, string? note = null)
    {
        var from = State;
        State = Life.Move(action, from, note);
        work.Subject = Ref;
        work.Append(Transition.Of(work, Ref, action.ToString(), from.ToString(), State.ToString(), at, note));
    }

    /// <summary>Fills in what every fact about this case says.</summary>
    private T Told<T>(T fact, DateTime at) where T : CaseFact => (T)((CaseFact)fact with
    {
        Subject = Ref, At = at, Belongs = new Belonging(UnitPath, TerritoryPath, HandlerId ?? FirstOwnerId),
        Type = Type, Severity = Severity, CustomerId = CustomerId, FirstOwnerId = FirstOwnerId, FirstOwnerUnitPath = FirstOwnerUnitPath, HandlerId = HandlerId,
    });

    private void Tell<T>(T fact, DateTime at) where T : CaseFact => Raise(Told(fact, at));

    private CaseNote Note(Work work, NoteKind kind, DateTime at, string text) => new()
    {
        CaseId = Id, At = at, Kind = kind, Text = text, ById = work.Actor.Id, ByName = work.Actor.Name,
    };
}
