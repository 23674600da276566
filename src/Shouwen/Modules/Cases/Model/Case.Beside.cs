using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;

namespace Shouwen.Modules.Cases.Model;

/// <summary>What happens beside the chain: contacts, waiting, promises, transfers, changes of owner.</summary>
public sealed partial class Case
{
    /// <summary>The first time somebody really spoke with the customer after reception (CASE-031).</summary>
    public void Contacted(DateTime at)
    {
        FirstContactAt ??= at;
        Tell(new CustomerContacted(), at);
    }

    public CaseNote Remark(Work work, NoteKind kind, string text, DateTime at)
    {
        work.Subject = Ref;
        if (kind == NoteKind.FirstContact) Contacted(at);
        return Note(work, kind, at, text);
    }

    /// <summary>The clock stands still while the customer is awaited; the reason is visible (CASE-066).</summary>
    public CaseNote Wait(Work work, PauseReason reason, string text, DateTime at)
    {
        if (IsOver) throw new Refusal("case.over", "The case is closed.");
        if (Waiting is not null) throw new Refusal("case.waiting", "The clock already stands still.");
        (Waiting, WaitingSince) = (reason, at);
        work.Subject = Ref;
        Tell(new CustomerAwaited(), at);
        return Note(work, NoteKind.Pause, at, text);
    }

    public CaseNote Resume(Work work, string text, DateTime at)
    {
        if (Waiting is null) throw new Refusal("case.not-waiting", "The clock is running.");
        (Waiting, WaitingSince) = (null, null);
        work.Subject = Ref;
        Tell(new CustomerReplied(), at);
        return Note(work, NoteKind.Resume, at, text);
    }

    /// <summary>Special circumstances: the longer limit, asked for with a reason before the normal one ends (CASE-026).</summary>
    public CaseNote Extend(Work work, string reason, DateTime at)
    {
        work.Subject = Ref;
        Tell(new CaseExtended(), at);
        return Note(work, NoteKind.Progress, at, reason);
    }

    /// <summary>The customer is told a time; at that time the customer hears, solved or not (CASE-032).</summary>
    public Promise Promise(Work work, string text, DateTime due, DateTime at)
    {
        if (IsOver) throw new Refusal("case.over", "The case is closed.");
        if (due <= at) throw Refusal.Of("dueAt", "promise.past", "The promised time must lie in the future.");
        var promise = new Promise { CaseId = Id, Text = text, DueAt = due, MadeAt = at, ById = work.Actor.Id, ByName = work.Actor.Name };
        work.Subject = Ref;
        Tell(new PromiseMade { PromiseId = promise.Id, Text = text, DueAt = due, ById = work.Actor.Id }, at);
        return promise;
    }

    public void Keep(Work work, Promise promise, string answer, DateTime at)
    {
        promise.Keep(answer, at);
        work.Subject = Ref;
        if (FirstContactAt is null) Contacted(at);
        Tell(new PromiseAnswered { PromiseId = promise.Id }, at);
    }

    /// <summary>Passed on to another unit; the first-contact owner stays (CASE-009, CONT-040).</summary>
    public CaseNote Transfer(Work work, string unitPath, Guid? handlerId, string handlerName, string reason, DateTime at)
    {
        if (IsOver) throw new Refusal("case.over", "The case is closed.");
        if (unitPath == UnitPath && handlerId == HandlerId) throw Refusal.Of("unitId", "case.transfer.same", "The case is already there.");
        HandOvers++;
        (UnitPath, HandlerId, HandlerName) = (unitPath, handlerId, handlerName);
        work.Subject = Ref;
        Tell(new CaseTransferred(), at);
        return Note(work, NoteKind.Transfer, at, reason);
    }

    /// <summary>Only the director takes first-contact responsibility from someone, and says why (CONT-040).</summary>
    public CaseNote ChangeFirstOwner(Work work, Guid ownerId, string ownerName, string ownerUnitPath, string reason, DateTime at)
    {
        var text = $"{FirstOwnerName} → {ownerName}: {reason}";
        (FirstOwnerId, FirstOwnerName, FirstOwnerUnitPath) = (ownerId, ownerName, ownerUnitPath);
        (work.Subject, work.Reason) = (Ref, reason);
        Tell(new FirstOwnerChanged(), at);
        return Note(work, NoteKind.OwnerChanged, at, text);
    }

    /// <summary>What another system now says of a case taken over before; it closes only one on which nobody has begun to work.</summary>
    public void TakeOverAgain(Work work, Severity severity, string subject, string content, string answer, DateTime? closedAt)
    {
        work.Subject = Ref;
        (Severity, Subject, Content) = (severity, subject, content);
        if (closedAt is { } at && State == CaseState.Received) TakeOverClosed(work, answer.Length > 0 ? answer : "–", at);
    }

    /// <summary>
    /// A case that another system has already closed: answered and closed as of then. Its own chain is not known, so one
    /// step leads from reception to the end; no callback follows.
    /// </summary>
    public void TakeOverClosed(Work work, string answer, DateTime at)
    {
        work.Append(Kernel.Lifecycle.Transition.Of(work, Ref, "TakeOver", State.ToString(), CaseState.Closed.ToString(), at, answer));
        (State, Answer, AnsweredAt, ClosedAt, FirstContactAt) = (CaseState.Closed, answer, at, at, at);
        foreach (var fact in new CaseFact[] { new CaseAssigned(), new CustomerContacted(), new CaseAnswered { NeedsCallback = false }, new CaseClosed() }) Tell(fact, at);
    }
}
