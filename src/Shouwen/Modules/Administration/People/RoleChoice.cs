using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Web.Kit;
using Shouwen.Modules.Administration.Model;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Administration.People;

/// <summary>A role as a line of the form: not held, or held in one of the scopes (PLAT-001, PLAT-002).</summary>
public sealed record RoleChoice(string Code, string Name, IReadOnlyList<Option> Scopes)
{
    public static async Task<IReadOnlyList<RoleChoice>> All(KernelDb db, IEnumerable<Role> roles, CancellationToken ct)
    {
        var territories = await UnitTree.Territories(db, ct);
        return [.. roles.Select(r => new RoleChoice(r.Code, r.Name.ToString(), Of(r.Code, territories)))];
    }

    private static List<Option> Of(string code, List<Territory> territories) =>
    [
        .. Enum.GetValues<DataScope>().Where(s => s != DataScope.Territory).Select(s => new Option($"{code}:{s}", T[s + "|scope"])),
        .. territories.Select(t => new Option($"{code}:{DataScope.Territory}:{t.Id}", t.Name.ToString(), T["Territory|scope"])),
    ];
}
