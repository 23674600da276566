using Shouwen.Kernel.Access;
using Shouwen.Kernel.Lifecycle;
using Shouwen.Modules.Cases.Contracts;
using static Shouwen.Modules.Cases.Model.CaseAction;
using static Shouwen.Modules.Cases.Model.CaseState;

namespace Shouwen.Modules.Cases.Model;

/// <summary>The tables that decide what may happen to a case: the full chain for complaints, shorter ones for the rest.</summary>
public static class CaseLifecycle
{
    /// <summary>The one table of rights: the door, the buttons and the documents read it; a callback is taken over by the house itself.</summary>
    private static readonly Dictionary<CaseAction, Permission> Rights = new()
    {
        [Judge] = CasesPermissions.Judge,
        [Assign] = CasesPermissions.Assign,
        [Investigate] = CasesPermissions.Handle,
        [Propose] = CasesPermissions.Handle,
        [Approve] = CasesPermissions.Approve,
        [CarryOut] = CasesPermissions.Handle,
        [Answer] = CasesPermissions.Answer,
        [Verify] = CasesPermissions.Verify,
        [Close] = CasesPermissions.Close,
        [Archive] = CasesPermissions.Archive,
        [Reopen] = CasesPermissions.Close,
    };

    /// <summary>Twelve states; no step is skipped and nothing is shelved or deleted (CASE-043, CASE-044).</summary>
    public static readonly Lifecycle<CaseState, CaseAction> Complaint = new Lifecycle<CaseState, CaseAction>("complaint", Received, Right)
        .On(Judge, [Received], Judged)
        .On(Assign, [Judged, Assigned], Assigned)
        .On(Investigate, [Assigned], Investigated)
        .On(Propose, [Investigated], Proposed)
        .On(Approve, [Proposed], Approved)
        .On(CarryOut, [Approved], CarriedOut)
        .On(Answer, [CarriedOut], Answered)
        .On(CallBack, [Answered], CalledBack)
        .On(Verify, [CalledBack], Verified)
        .On(Close, [Verified], Closed)
        .On(Archive, [Closed], Archived)
        .On(Reopen, [Answered, CalledBack, Verified, Closed], Assigned, asksReason: true)
        .Runs(Received, Judged, Assigned, Investigated, Proposed, Approved, CarriedOut, Answered, CalledBack, Verified, Closed, Archived);

    /// <summary>A question, a suggestion, praise: answered on the spot or after being passed on.</summary>
    public static readonly Lifecycle<CaseState, CaseAction> Enquiry = new Lifecycle<CaseState, CaseAction>("enquiry", Received, Right)
        .On(Assign, [Received, Assigned], Assigned)
        .On(Answer, [Received, Assigned], Answered)
        .On(CallBack, [Answered], CalledBack)
        .On(Close, [Answered, CalledBack], Closed)
        .On(Archive, [Closed], Archived)
        .On(Reopen, [Answered, CalledBack, Closed], Assigned, asksReason: true)
        .Runs(Received, Assigned, Answered, CalledBack, Closed, Archived);

    /// <summary>Work to be done at the customer's: repair, emergency, return, commission.</summary>
    public static readonly Lifecycle<CaseState, CaseAction> Order = new Lifecycle<CaseState, CaseAction>("order", Received, Right)
        .On(Assign, [Received, Assigned], Assigned)
        .On(CarryOut, [Assigned], CarriedOut)
        .On(Answer, [CarriedOut], Answered)
        .On(CallBack, [Answered], CalledBack)
        .On(Close, [CalledBack], Closed)
        .On(Archive, [Closed], Archived)
        .On(Reopen, [CarriedOut, Answered, CalledBack, Closed], Assigned, asksReason: true)
        .Runs(Received, Assigned, CarriedOut, Answered, CalledBack, Closed, Archived);

    /// <summary>The right that a step needs.</summary>
    public static Permission? Right(CaseAction action) => Rights.GetValueOrDefault(action);

    /// <summary>The right that a use case of a step declares; a step that nobody may take has no use case.</summary>
    public static Permission Needs(CaseAction action) => Rights[action];

    public static IReadOnlyList<Lifecycle<CaseState, CaseAction>> All => [Complaint, Enquiry, Order];

    public static Lifecycle<CaseState, CaseAction> Of(CaseType type) => type switch
    {
        CaseType.Complaint => Complaint,
        CaseType.Repair or CaseType.Emergency or CaseType.Return or CaseType.Commission => Order,
        _ => Enquiry,
    };
}
