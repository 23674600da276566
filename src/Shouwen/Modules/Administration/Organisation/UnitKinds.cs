using Shouwen.Kernel.Access;
using Shouwen.Kernel.Web.Kit;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Administration.Organisation;

/// <summary>The kinds of units as choices (PLAT-002, PLAT-003).</summary>
public static class UnitKinds
{
    public static IEnumerable<Option> Options => Enum.GetValues<UnitKind>().Select(k => new Option(k.ToString(), T[k + "|unit"]));
}
