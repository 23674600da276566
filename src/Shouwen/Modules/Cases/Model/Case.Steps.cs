using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Contacts.Contracts;

namespace Shouwen.Modules.Cases.Model;

/// <summary>The steps of the chain; each asks the table first.</summary>
public sealed partial class Case
{
    public void Receive(Work work)
    {
        work.Subject = Ref;
        work.Append(Kernel.Lifecycle.Transition.Of(work, Ref, "Receive", "", State.ToString(), ReceivedAt, null));
        Tell(new CaseReceived(), ReceivedAt);
    }

    /// <summary>Are the reasons sufficient, is the demand reasonable (CASE-014)?</summary>
    public void Judge(Work work, Validity validity, string reason, Severity severity, DateTime at)
    {
        if (validity == Model.Validity.NotUpheld && string.IsNullOrWhiteSpace(reason))
            throw Refusal.Of("reason", "case.judge.reason", "Say why the complaint is not upheld, so that it can be explained to the customer.");
        Move(CaseAction.Judge, work, at, reason);
        (Validity, ValidityReason, Severity) = (validity, reason, severity);
        Tell(new CaseJudged(), at);
    }

    /// <summary>Someone is to handle it; judged first where the chain demands it.</summary>
    public void Assign(Work work, Guid handlerId, string handlerName, string unitPath, string? note, DateTime at)
    {
        Move(CaseAction.Assign, work, at, note);
        GoTo(handlerId, handlerName, unitPath);
        Tell(new CaseAssigned(), at);
    }

    /// <summary>The named investigator's findings (CASE-021).</summary>
    public void Investigate(Work work, Guid investigatorId, string investigatorName, string findings, Cause cause, List<string> factors, DateTime at)
    {
        Move(CaseAction.Investigate, work, at, findings);
        (InvestigatorId, InvestigatorName, Findings, Cause) = (investigatorId, investigatorName, findings, cause);
        if (factors.Count > 0) Factors = factors;
        Tell(new CaseInvestigated(), at);
    }

    public void Propose(Work work, string proposal, DateTime at)
    {
        Move(CaseAction.Propose, work, at, proposal);
        Proposal = proposal;
    }

    public void Approve(Work work, string instruction, DateTime at)
    {
        Move(CaseAction.Approve, work, at, instruction);
        Instruction = instruction;
    }

    public void CarryOut(Work work, string done, DateTime at)
    {
        Move(CaseAction.CarryOut, work, at, done);
        WorkDone = done;
    }

    /// <summary>Process and result are told to the customer, whose opinion is asked (CASE-040).</summary>
    public void Settle(Work work, string answer, Channel channel, string opinion, List<string> clears, Cause? cause, DateTime at)
    {
        Move(CaseAction.Answer, work, at, answer);
        (Answer, AnswerChannel, AnsweredAt, CustomerOpinion, Clears) = (answer, channel, at, opinion, clears);
        Cause = cause ?? Cause;
        if (FirstContactAt is null) Contacted(at);
        if (Waiting is not null) Tell(new CustomerReplied(), at);
        (Waiting, WaitingSince) = (null, null);
        Tell(new CaseAnswered(), at);
    }

    public void CallBack(Work work, string result, DateTime at)
    {
        Move(CaseAction.CallBack, work, at, result);
        CallbackResult = result;
    }

    /// <summary>Who handles does not verify (CASE-019).</summary>
    public void Verify(Work work, Guid verifierId, string note, DateTime at)
    {
        if (verifierId == HandlerId)
            throw new Refusal("case.verify.same-person", "Handling and verifying are held by different persons: {0} handled this case.", HandlerName);
        Move(CaseAction.Verify, work, at, note);
        VerifierId = verifierId;
    }

    /// <summary>Closes the case, or names everything that is still missing (CASE-043).</summary>
    public void Close(Work work, int openPromises, DateTime at, string? note = null)
    {
        if (!Life.Allows(CaseAction.Close, State)) Life.Move(CaseAction.Close, State, note);
        if (Missing(openPromises) is { Count: > 0 } missing)
            throw new Refusal("case.close.incomplete", "The case cannot be closed yet. Missing: {0}.", new TranslatedList(missing));
        Move(CaseAction.Close, work, at, note);
        ClosedAt = at;
        Tell(new CaseClosed(), at);
    }

    public void Archive(Work work, DateTime at) => Move(CaseAction.Archive, work, at);

    /// <summary>Goes back to its first owner, with a reason (CASE-044).</summary>
    public void Reopen(Work work, string reason, DateTime at)
    {
        var wasClosed = ClosedAt is not null;
        Move(CaseAction.Reopen, work, at, reason);
        Reopened++;
        (ClosedAt, Answer, AnsweredAt, CallbackResult, VerifierId) = (null, "", null, "", null);
        (HandlerId, HandlerName) = (FirstOwnerId, FirstOwnerName);
        Tell(new CaseReopened { WasClosed = wasClosed }, at);
    }

    /// <summary>What closing still lacks, as keys of texts.</summary>
    public IReadOnlyList<string> Missing(int openPromises)
    {
        var missing = new List<string>();
        if (openPromises > 0) missing.Add("every promise kept or transferred");
        if (Answer.Length == 0) missing.Add("the answer to the customer");
        if (Type == CaseType.Complaint)
        {
            if (CallbackResult.Length == 0) missing.Add("the callback result");
            if (Cause is null) missing.Add("the cause");
            if (Clears.Count < CaseWords.Clears.Length) missing.Add("the five clears");
        }
        return missing;
    }

    private void GoTo(Guid handlerId, string handlerName, string unitPath)
    {
        if (HandlerId is { } before && before != handlerId || UnitPath != unitPath) HandOvers++;
        (HandlerId, HandlerName, UnitPath) = (handlerId, handlerName, unitPath);
    }
}
