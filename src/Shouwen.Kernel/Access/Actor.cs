using System.Collections.Frozen;

namespace Shouwen.Kernel.Access;

/// <summary>Who is at the door: a person with rights and a reach, or the system itself.</summary>
public sealed record Actor(
    Guid Id, string Login, string Name, Guid UnitId, string UnitPath,
    FrozenSet<string> Permissions, IReadOnlyList<string> Roles, Reach Reach)
{
    public static readonly Actor System = new(
        Guid.Empty, "system", "System", Guid.Empty, "", FrozenSet<string>.Empty, [], Reach.Everything);

    /// <summary>Nobody yet: may only sign in.</summary>
    public static readonly Actor Nobody = new(
        Guid.Empty, "", "", Guid.Empty, "", FrozenSet<string>.Empty, [], Reach.Nothing);

    /// <summary>A role demands a second factor that this person has not set up yet: until then nothing else is possible. Programs with a key are not asked.</summary>
    public bool OwesSecondFactor { get; init; }

    public bool IsSystem => ReferenceEquals(this, System);

    public bool IsNobody => ReferenceEquals(this, Nobody);

    public bool May(Permission permission)
    {
        if (IsSystem) return true;
        if (IsNobody || permission == KernelPermissions.System) return false;
        return permission == KernelPermissions.SignedIn || Permissions.Contains(permission.Code);
    }
}
