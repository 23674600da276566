using Shouwen.Kernel.Access;

namespace Shouwen.Modules.Cases;

/// <summary>The rights of the cases module. Opening a case belongs to everyone with an account (CASE-002).</summary>
public static class CasesPermissions
{
    public static readonly Permission View = Permission.Declare("cases.view", "See cases");
    public static readonly Permission Handle = Permission.Declare("cases.handle", "Work on cases: investigate, propose, carry out, note");
    public static readonly Permission Answer = Permission.Declare("cases.answer", "Answer the customer");
    public static readonly Permission Promise = Permission.Declare("cases.promise", "Promise the customer a time");
    public static readonly Permission Judge = Permission.Declare("cases.judge", "Judge whether a complaint is upheld");
    public static readonly Permission Assign = Permission.Declare("cases.assign", "Assign and transfer cases");
    public static readonly Permission Approve = Permission.Declare("cases.approve", "Approve a proposed solution and extensions");
    public static readonly Permission Verify = Permission.Declare("cases.verify", "Verify a handled case");
    public static readonly Permission Close = Permission.Declare("cases.close", "Close and reopen cases");
    public static readonly Permission Archive = Permission.Declare("cases.archive", "Archive closed cases");
    public static readonly Permission Owner = Permission.Declare("cases.owner", "Change the first-contact owner");
    public static readonly Permission Violations = Permission.Declare("cases.violations", "Note violations of conduct");
}
