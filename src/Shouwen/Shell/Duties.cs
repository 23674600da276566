using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Web.Kit;

namespace Shouwen.Shell;

/// <summary>How obligations are shown.</summary>
public static class Duties
{
    public static DueState State(ObligationState state) => Enum.Parse<DueState>(state.ToString());
}
