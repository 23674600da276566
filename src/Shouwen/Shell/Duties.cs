using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Web.Kit;

namespace Shouwen.Shell;

/// <summary>How obligations are shown.</summary>
public static class Duties
{
    public static DueState State(ObligationState state) => Enum.Parse<DueState>(state.ToString());

    /// <summary>What is missed but still owed counts on as overdue; only what was done late is missed for good.</summary>
    public static DueState State(ObligationState state, DateTime? fulfilledAt) =>
        state == ObligationState.Missed && fulfilledAt is null ? DueState.Open : State(state);
}
