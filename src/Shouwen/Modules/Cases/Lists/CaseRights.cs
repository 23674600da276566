using Shouwen.Kernel.Access;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Modules.Cases.Lists;

/// <summary>Which right shows the button of which step; the door checks it again.</summary>
internal static class CaseRights
{
    public static Permission? Of(CaseAction action) => action switch
    {
        CaseAction.Judge => CasesPermissions.Judge,
        CaseAction.Assign => CasesPermissions.Assign,
        CaseAction.Investigate or CaseAction.Propose or CaseAction.CarryOut => CasesPermissions.Handle,
        CaseAction.Approve => CasesPermissions.Approve,
        CaseAction.Answer => CasesPermissions.Answer,
        CaseAction.Verify => CasesPermissions.Verify,
        CaseAction.Close or CaseAction.Reopen => CasesPermissions.Close,
        CaseAction.Archive => CasesPermissions.Archive,
        _ => null,
    };
}
