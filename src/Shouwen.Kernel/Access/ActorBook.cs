using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Data;

namespace Shouwen.Kernel.Access;

/// <summary>Turns a user's key, session or token into an actor. Nothing is cached: a right taken away is gone at the next click.</summary>
public static class ActorBook
{
    public static async Task<Actor?> Actor(this KernelDb db, Guid userId, Guid? stamp, CancellationToken ct)
    {
        var rows = await (
            from user in db.Users
            join unit in db.Units on user.UnitId equals unit.Id
            from assignment in db.RoleAssignments.Where(a => a.UserId == user.Id).DefaultIfEmpty()
            from role in db.Roles.Where(r => r.Id == assignment!.RoleId).DefaultIfEmpty()
            from territory in db.Territories.Where(t => t.Id == assignment!.TerritoryId).DefaultIfEmpty()
            where user.Id == userId && user.Enabled
            select new { user, unit, assignment, role, territory }).AsNoTracking().ToListAsync(ct);
        if (rows.Count == 0 || stamp is { } expected && rows[0].user.Stamp != expected) return null;

        var (user_, unit_) = (rows[0].user, rows[0].unit);
        var held = rows.Where(r => r.role is not null).ToList();
        var owes = stamp is not null && held.Any(r => r.role!.NeedsSecondFactor) && !await db.SecondFactors.AnyAsync(f => f.UserId == userId && f.ConfirmedAt != null, ct);
        return new Actor(
            user_.Id, user_.Login, user_.Name, unit_.Id, unit_.Path,
            held.SelectMany(r => r.role!.Permissions).ToFrozenSet(),
            [.. held.Select(r => r.role!.Code)],
            Reach.Of(user_.Id,
                held.Select(r => UnitRange(r.assignment!.Scope, unit_)),
                held.Where(r => r.assignment!.Scope == DataScope.Territory && r.territory is not null)
                    .Select(r => PathRange.Below(r.territory!.Path)))) { OwesSecondFactor = owes };
    }

    /// <summary>The user behind an API token that is neither expired nor revoked.</summary>
    public static async Task<Actor?> ActorOfToken(this KernelDb db, string token, DateTime now, CancellationToken ct)
    {
        var hash = TokenHash(token);
        var found = await db.ApiTokens.AsNoTracking()
            .Where(t => t.Hash == hash && t.RevokedAt == null && (t.ExpiresAt == null || t.ExpiresAt > now))
            .Select(t => (Guid?)t.UserId).FirstOrDefaultAsync(ct);
        return found is { } userId ? await db.Actor(userId, null, ct) : null;
    }

    /// <summary>Makes all keys of a person worthless at once.</summary>
    public static async Task RevokeKeys(this KernelDb db, Guid userId, DateTime now, CancellationToken ct)
    {
        foreach (var key in await db.ApiTokens.Where(t => t.UserId == userId && t.RevokedAt == null).ToListAsync(ct)) key.RevokedAt = now;
    }

    public static byte[] TokenHash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Own: only what is one's own. Team: the person's unit and below. Unit: the branch or company above it and below.</summary>
    private static PathRange UnitRange(DataScope scope, Unit unit) => scope switch
    {
        DataScope.All => PathRange.All,
        DataScope.Team => PathRange.Below(unit.Path),
        DataScope.Unit => PathRange.Below(Parent(unit)),
        _ => PathRange.None,
    };

    private static string Parent(Unit unit)
    {
        if (unit.Kind is not (UnitKind.Team or UnitKind.Department)) return unit.Path;
        var cut = unit.Path.TrimEnd('/').LastIndexOf('/');
        return cut <= 0 ? unit.Path : unit.Path[..(cut + 1)];
    }
}
