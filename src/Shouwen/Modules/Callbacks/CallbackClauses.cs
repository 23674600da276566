using Shouwen.Kernel.Policies;
using Shouwen.Modules.Callbacks.Contracts;
using Shouwen.Modules.Callbacks.Model;

namespace Shouwen.Modules.Callbacks;

/// <summary>The rules for callbacks as they run.</summary>
public static class CallbackClauses
{
    /// <summary>The customer is called by the planned time (CBS-002, CBS-015).</summary>
    public static readonly Clause CallBack = Clause.Of("callback.made", "Call the customer back in time")
        .Aims(CallbackParameters.Target)
        .Opens<CallbackPlanned>(f => new Opening(f.Belongs.OwnerId, f.FromAt) { Due = f.DueAt })
        .Meets<CallbackDone>()
        .Waives<CallbackWithdrawn>();
}
