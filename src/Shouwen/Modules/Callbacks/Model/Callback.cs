using Shouwen.Kernel.Data;
using Shouwen.Kernel.Events;
using Shouwen.Kernel.Numbering;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Callbacks.Contracts;
using Shouwen.Modules.Customers.Contracts;

namespace Shouwen.Modules.Callbacks.Model;

/// <summary>Planned, then done or given up as unreachable; withdrawn when its matter was reopened.</summary>
public enum CallbackState { Planned, Done, Unreachable, Withdrawn }

/// <summary>A call to ask the customer how it was (CBS-001, CBS-015).</summary>
public sealed class Callback : Entity, IScoped
{
    public static readonly Series Numbers = new("callback", "HF", Yearly: true);

    public required string Number { get; init; }

    /// <summary>The rules that this one call fulfils: several when calls were combined (CBS-016).</summary>
    public List<string> Rules { get; set; } = [];
    public Guid? CaseId { get; set; }
    public required string CaseNumber { get; set; }
    public Guid? CustomerId { get; init; }
    [Personal] public required string CustomerName { get; init; }
    [Personal] public string CustomerPhone { get; init; } = "";
    public required string Matter { get; init; }
    public required DateTime PlannedAt { get; init; }
    public required DateTime DueAt { get; set; }

    /// <summary>The time agreed with the customer; never in quiet hours.</summary>
    public DateTime? AgreedAt { get; set; }
    public required Guid? OwnerId { get; set; }
    public string OwnerName { get; set; } = "";
    public CallbackState State { get; private set; } = CallbackState.Planned;
    public CallbackAnswer? Answer { get; private set; }
    public string Aspect { get; private set; } = "";
    public string Improvement { get; private set; } = "";
    public string Suggestion { get; private set; } = "";
    public DateTime? DoneAt { get; private set; }
    public Guid? DoneById { get; private set; }
    public string DoneByName { get; private set; } = "";
    public int Attempts { get; private set; }

    /// <summary>By which way the customer was asked in the end.</summary>
    public CallbackWay? Way { get; private set; }
    public required string UnitPath { get; init; }
    public string TerritoryPath { get; init; } = "";

    public SubjectRef Ref => new(CallbackSubject.Kind, Id, Number);

    public void Plan(string rule, string owedUnder = "")
    {
        Rules = [rule];
        Raise(new CallbackPlanned
        {
            Subject = Ref, At = PlannedAt, Belongs = Belongs, CallbackId = Id, CaseId = CaseId, Rule = rule, FromAt = PlannedAt, DueAt = DueAt, OwedUnder = owedUnder,
        });
    }

    /// <summary>Another rule asks for the same customer: this one call fulfils it too, and the earlier time holds (CBS-016).</summary>
    public void AlsoFor(string rule, DateTime due, DateTime now)
    {
        if (!Rules.Contains(rule)) Rules = [.. Rules, rule];
        if (due >= DueAt) return;
        DueAt = due;
        Raise(new CallbackBroughtForward { Subject = Ref, At = now, Belongs = Belongs, FromAt = PlannedAt, DueAt = due });
    }

    /// <summary>Somebody else calls; the duty goes along.</summary>
    public void HandTo(Guid? owner, string name, DateTime now)
    {
        (OwnerId, OwnerName) = (owner, name);
        Raise(new CallbackHandedOver { Subject = Ref, At = now, Belongs = Belongs });
    }

    /// <summary>The customer answered; a dissatisfied one names the aspect (CBS-021).</summary>
    public void Finish(Work work, CallbackAnswer answer, string aspect, string improvement, string suggestion, DateTime at, CallbackWay? way = null)
    {
        if (State != CallbackState.Planned) throw new Refusal("callback.done", "This callback already has its result.");
        (State, Answer, DoneAt) = (answer == CallbackAnswer.Unreachable ? CallbackState.Unreachable : CallbackState.Done, answer, at);
        (Aspect, Improvement, Suggestion, Way) = (aspect, improvement, suggestion, way);
        (DoneById, DoneByName) = (work.Actor.Id, work.Actor.Name);
        work.Subject = Ref;
        Tell(CaseId, isEcho: false);
        // Told with the result itself, so that the visit counts as of now however busy the worker is.
        if (way == CallbackWay.Visit && State == CallbackState.Done && CustomerId is { } customer)
            Raise(new CustomerVisited { Subject = new SubjectRef(CustomerSubject.Kind, customer, CustomerName), At = at, Belongs = Belongs });
    }

    /// <summary>Tells the result for a case: its own, and as an echo every other one whose call this was.</summary>
    public void Tell(Guid? caseId, bool isEcho) => Raise(new CallbackDone
    {
        Subject = Ref, At = DoneAt!.Value, Belongs = Belongs, CallbackId = Id, CaseId = caseId, Answer = Answer!.Value,
        Opinion = string.Join(" · ", new[] { Aspect, Improvement, Suggestion }.Where(t => t.Length > 0)), ById = DoneById!.Value, ByName = DoneByName, IsEcho = isEcho,
    });

    public CallbackAttempt Attempt(Work work, string result, DateTime at)
    {
        if (State != CallbackState.Planned) throw new Refusal("callback.done", "This callback already has its result.");
        Attempts++;
        work.Subject = Ref;
        return new CallbackAttempt { CallbackId = Id, At = at, Result = result, ById = work.Actor.Id, ByName = work.Actor.Name };
    }

    public void Withdraw(Work work)
    {
        if (State != CallbackState.Planned) return;
        State = CallbackState.Withdrawn;
        Raise(new CallbackWithdrawn { Subject = Ref, At = work.Now, Belongs = Belongs });
    }

    private Belonging Belongs => new(UnitPath, TerritoryPath, OwnerId);
}

/// <summary>The matter was reopened: asking how it was would come too early.</summary>
public sealed record CallbackWithdrawn : Fact;

/// <summary>The call is due earlier than it was: another rule asks for it sooner.</summary>
public sealed record CallbackBroughtForward : Fact
{
    public DateTime FromAt { get; init; }
    public DateTime DueAt { get; init; }
}

/// <summary>Somebody else makes the call.</summary>
public sealed record CallbackHandedOver : Fact;

/// <summary>A key customer was visited, and it is written down what was said (CBS-014).</summary>
public sealed record CustomerVisited : Fact;

/// <summary>Every call of a sample has its result (CBS-006).</summary>
public sealed record SampleFinished : Fact;

/// <summary>One try to reach the customer (CBS-017).</summary>
public sealed class CallbackAttempt
{
    public Guid Id { get; init; } = Ids.New();
    public required Guid CallbackId { get; init; }
    public required DateTime At { get; init; }
    public required string Result { get; init; }
    public required Guid ById { get; init; }
    public required string ByName { get; init; }
}
