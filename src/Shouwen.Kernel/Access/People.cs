using Shouwen.Kernel.Data;
using Shouwen.Kernel.Text;

namespace Shouwen.Kernel.Access;

/// <summary>How far a role lets a person see (PLAT-002).</summary>
public enum DataScope { Own, Team, Unit, Territory, All }

/// <summary>Kinds of organisation units (PLAT-002, PLAT-003).</summary>
public enum UnitKind { Headquarters, Branch, CountyCompany, Department, Team, Office, Dealer, Outlet }

/// <summary>A unit of the organisation tree with its head, the head's substitute and a telephone (PLAT-003).</summary>
public sealed class Unit : Entity
{
    public required int No { get; init; }
    public Guid? ParentId { get; set; }
    public required string Path { get; set; }
    public required UnitKind Kind { get; set; }
    public required string NameZh { get; set; }
    public string NameEn { get; set; } = "";
    public Guid? HeadId { get; set; }
    public Guid? SubstituteId { get; set; }
    public string Phone { get; set; } = "";

    public LocalText Name => new(NameEn, NameZh);
}

/// <summary>A territory of the map; which unit serves it may change on a date (PLAT-003).</summary>
public sealed class Territory : Entity
{
    public required int No { get; init; }
    public Guid? ParentId { get; set; }
    public required string Path { get; set; }
    public required string NameZh { get; set; }
    public string NameEn { get; set; } = "";

    public LocalText Name => new(NameEn, NameZh);
}

/// <summary>From a date on, a unit serves a territory (PLAT-003).</summary>
public sealed class TerritoryService
{
    public Guid Id { get; init; } = Ids.New();
    public required Guid TerritoryId { get; init; }
    public required Guid UnitId { get; init; }
    public required DateOnly From { get; init; }
}

/// <summary>A person who can sign in (PLAT-024).</summary>
public sealed class User : Entity
{
    public required string Login { get; init; }
    public required string Name { get; set; }
    public string PasswordHash { get; set; } = "";

    /// <summary>Changes when password, rights or access change: older sessions end with the next request.</summary>
    public Guid Stamp { get; set; } = Ids.New();
    public required Guid UnitId { get; set; }
    public bool Enabled { get; set; } = true;
    public int FailedSignIns { get; set; }
    public DateTime? LockedAt { get; set; }
    public DateTime? LastSignInAt { get; set; }
    public string Language { get; set; } = "zh-CN";
    public string Phone { get; set; } = "";

    /// <summary>While absent, the substitute gets the person's notices (PLAT-008).</summary>
    public DateOnly? AbsentFrom { get; set; }
    public DateOnly? AbsentTo { get; set; }
    public Guid? SubstituteId { get; set; }

    public bool IsAbsent(DateOnly on) => AbsentFrom is { } from && from <= on && (AbsentTo is null || on <= AbsentTo);
}

/// <summary>A named bundle of rights (PLAT-001).</summary>
public sealed class Role : Entity
{
    public required string Code { get; init; }
    public required string NameZh { get; set; }
    public required string NameEn { get; set; }
    public List<string> Permissions { get; set; } = [];

    /// <summary>Who holds it signs in with a second factor, or can do nothing but set one up.</summary>
    public bool NeedsSecondFactor { get; set; }

    public LocalText Name => new(NameEn, NameZh);
}

/// <summary>A person holds a role with a data scope (PLAT-001, PLAT-002).</summary>
public sealed class RoleAssignment
{
    public Guid Id { get; init; } = Ids.New();
    public required Guid UserId { get; init; }
    public required Guid RoleId { get; init; }
    public required DataScope Scope { get; init; }

    /// <summary>The territory of a territorial scope.</summary>
    public Guid? TerritoryId { get; init; }
}

/// <summary>A key for programs that call the interface in a person's name; only its hash is kept.</summary>
public sealed class ApiToken
{
    public Guid Id { get; init; } = Ids.New();
    public required byte[] Hash { get; init; }
    public required Guid UserId { get; init; }
    public required string Name { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? ExpiresAt { get; init; }
    public DateTime? RevokedAt { get; set; }
}
