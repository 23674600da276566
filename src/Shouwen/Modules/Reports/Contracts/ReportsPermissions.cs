using Shouwen.Kernel.Access;

namespace Shouwen.Modules.Reports.Contracts;

/// <summary>The rights of the reports module.</summary>
public static class ReportsPermissions
{
    public static readonly Permission View = Permission.Declare("reports.view", "See reports");
}
