using Shouwen.Kernel.Data;
using Shouwen.Kernel.Events;
using Shouwen.Kernel.Numbering;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Callbacks.Contracts;

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
    public Guid? CaseId { get; init; }
    public required string CaseNumber { get; init; }
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
    public required string UnitPath { get; init; }
    public string TerritoryPath { get; init; } = "";

    public SubjectRef Ref => new(CallbackSubject.Kind, Id, Number);

    public void Plan(Work work, string rule)
    {
        work.Subject = Ref;
        Rules = [rule];
        Raise(new CallbackPlanned
        {
            Subject = Ref, At = PlannedAt, Belongs = Belongs, CallbackId = Id, CaseId = CaseId, Rule = rule, FromAt = PlannedAt, DueAt = DueAt,
        });
    }

    /// <summary>The customer answered; a dissatisfied one names the aspect (CBS-021).</summary>
    public void Finish(Work work, CallbackAnswer answer, string aspect, string improvement, string suggestion, DateTime at)
    {
        if (State != CallbackState.Planned) throw new Refusal("callback.done", "This callback already has its result.");
        (State, Answer, DoneAt) = (answer == CallbackAnswer.Unreachable ? CallbackState.Unreachable : CallbackState.Done, answer, at);
        (Aspect, Improvement, Suggestion) = (aspect, improvement, suggestion);
        (DoneById, DoneByName) = (work.Actor.Id, work.Actor.Name);
        work.Subject = Ref;
        Raise(new CallbackDone
        {
            Subject = Ref, At = at, Belongs = Belongs, CallbackId = Id, CaseId = CaseId, Answer = answer,
            Opinion = string.Join(" · ", new[] { aspect, improvement, suggestion }.Where(t => t.Length > 0)), ById = work.Actor.Id, ByName = work.Actor.Name,
        });
    }

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

/// <summary>What sets a callback rule off (CBS-001).</summary>
public enum CallbackTrigger { CaseAnswered, RepairAnswered, ComplaintAnswered }

/// <summary>When, how long after the trigger, by whom and for what share of the cases a callback is made (CBS-001).</summary>
public sealed class CallbackRule : Entity
{
    public required string Code { get; init; }
    public required string NameZh { get; set; }
    public string NameEn { get; set; } = "";
    public required CallbackTrigger Trigger { get; set; }

    /// <summary>Due so long after the trigger, in the spelling of limits; "next day" follows the unit's calendar.</summary>
    public required string Limit { get; set; }

    /// <summary>In percent, rounded up over the day's cases.</summary>
    public int Share { get; set; } = 100;
    public string Channel { get; set; } = "phone";

    /// <summary>The first-contact owner, or the unit's head.</summary>
    public required string Owner { get; set; }
    public bool Active { get; set; } = true;
}
