using Shouwen.Kernel.Access;

namespace Shouwen.Modules.Callbacks;

/// <summary>The rights of the callbacks module.</summary>
public static class CallbacksPermissions
{
    public static readonly Permission View = Permission.Declare("callbacks.view", "See callbacks");
    public static readonly Permission Call = Permission.Declare("callbacks.call", "Make callbacks and record their results");
    public static readonly Permission Plan = Permission.Declare("callbacks.plan", "Plan and hand over callbacks");
    public static readonly Permission Rules = Permission.Declare("callbacks.rules", "Maintain callback rules");
}
