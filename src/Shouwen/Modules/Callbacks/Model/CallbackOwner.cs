using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Obligations;

namespace Shouwen.Modules.Callbacks.Model;

/// <summary>Who calls, by role: someone of the matter, the head of a unit, or the holder of a role; always a person of today.</summary>
public static class CallbackOwner
{
    public const string FirstOwner = "firstOwner", Handler = "handler", HandlersUnit = "handlersUnit", Keeper = "keeper", Unit = "unit";
    private const string UnitPrefix = "unit:", RolePrefix = "role:";

    public static readonly IReadOnlyList<string> OfTheMatter = [FirstOwner, Handler, HandlersUnit, Keeper, Unit];

    public static string HeadOf(int unitNo) => UnitPrefix + unitNo;

    public static string HolderOf(string roleCode) => RolePrefix + roleCode;

    public static int? UnitNo(string owner) => owner.StartsWith(UnitPrefix, StringComparison.Ordinal) && int.TryParse(owner[UnitPrefix.Length..], out var no) ? no : null;

    public static string? Role(string owner) => owner.StartsWith(RolePrefix, StringComparison.Ordinal) ? owner[RolePrefix.Length..] : null;

    public static bool IsPossible(string? owner) => owner is not null && (OfTheMatter.Contains(owner) || UnitNo(owner) is not null || Role(owner) is { Length: > 0 });

    /// <summary>The person and the unit that answers; where nobody fits the word, the head of the unit in charge.</summary>
    public static async Task<(Guid? Id, string Name, string UnitPath)> Find(AppDb db, Organisation organisation, string owner, Occasion occasion, CancellationToken ct)
    {
        var (matter, customer) = (occasion.Case, occasion.Customer);
        var (person, unitPath) = owner switch
        {
            FirstOwner when matter is not null => (matter.FirstOwnerId, matter.FirstOwnerUnitPath),
            Handler when matter is not null => (matter.HandlerId ?? matter.FirstOwnerId, matter.UnitPath),
            HandlersUnit when matter is not null => (null, organisation.UnitOf(matter.HandlerId ?? matter.FirstOwnerId) ?? matter.UnitPath),
            Keeper or FirstOwner or Handler when customer?.KeeperId is { } keeper => (keeper, customer.UnitPath),
            _ when Role(owner) is { } role => (await People.HolderOf(db, role, occasion.UnitPath, ct), occasion.UnitPath),
            _ when UnitNo(owner) is { } no => ((Guid?)null, organisation.Units.FirstOrDefault(u => u.No == no)?.Path ?? occasion.UnitPath),
            _ => (null, occasion.UnitPath),
        };
        var id = person ?? organisation.HeadOf(unitPath);
        return (id, organisation.NameOf(id), unitPath);
    }
}
