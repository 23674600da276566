using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Modules.Administration.Model;

/// <summary>Sees to it that somebody can always maintain people and rights (PLAT-001).</summary>
public static class Administrators
{
    /// <summary>Refuses when nobody else would be left who may maintain people.</summary>
    public static async Task MustRemain(KernelDb db, Guid? withoutUser, Guid? withoutRole, CancellationToken ct)
    {
        var roles = await RolesThatMay(db, ct);
        var others = roles.Where(r => r != withoutRole).ToList();
        var anyone = await db.RoleAssignments.AnyAsync(a => others.Contains(a.RoleId) && a.UserId != withoutUser && db.Users.Any(u => u.Id == a.UserId && u.Enabled), ct);
        if (!anyone) throw new Refusal("administrator.last", "At least one enabled person must keep the right to maintain people and rights.");
    }

    public static async Task<List<Guid>> RolesThatMay(KernelDb db, CancellationToken ct) =>
        [.. (await db.Roles.AsNoTracking().ToListAsync(ct)).Where(r => r.Permissions.Contains(AccessPermissions.Users.Code)).Select(r => r.Id)];
}
