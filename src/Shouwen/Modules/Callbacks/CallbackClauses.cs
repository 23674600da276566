using Shouwen.Kernel.Policies;
using Shouwen.Modules.Callbacks.Contracts;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Modules.Customers.Contracts;

namespace Shouwen.Modules.Callbacks;

/// <summary>The rules for callbacks as they run.</summary>
public static class CallbackClauses
{
    /// <summary>The customer is called by the planned time, or by the earlier one of a rule that joined (CBS-002, 015, 016).</summary>
    public static readonly Clause CallBack = Clause.Of("callback.made", "Call the customer back in time")
        .Aims(CallbackParameters.Target)
        .Opens<CallbackPlanned>(f => f.OwedUnder.Length > 0 ? null : new Opening(f.Belongs.OwnerId, f.FromAt) { Due = f.DueAt })
        .Opens<CallbackBroughtForward>(f => new Opening(f.Belongs.OwnerId, f.FromAt) { Due = f.DueAt })
        .Waives<CallbackBroughtForward>()
        .Follows<CallbackHandedOver>()
        .Meets<CallbackDone>()
        .Waives<CallbackWithdrawn>();

    /// <summary>The director calls back a share of the repairs of each quarter, all of them before it ends (CBS-006).</summary>
    public static readonly Clause FinishSample = Clause.Of("callback.sample", "Finish the director's sample of the quarter")
        .Aims(CallbackParameters.Target)
        .OpensEvery<OpenSamples>(CallbackParameters.Samples)
        .Meets<SampleFinished>();

    /// <summary>Each key customer is visited at least once a year, with a report (CBS-014).</summary>
    public static readonly Clause VisitKeyCustomers = Clause.Of("visit.key", "Visit each key customer once a year")
        .Aims(CallbackParameters.Target)
        .OpensEvery<KeyCustomers>(CallbackParameters.KeyVisits)
        .Meets<CustomerVisited>()
        .Waives<KeyCustomerLeft>();

    public static IEnumerable<Clause> All => [CallBack, FinishSample, VisitKeyCustomers];
}
