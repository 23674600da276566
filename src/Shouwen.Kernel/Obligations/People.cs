using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;

namespace Shouwen.Kernel.Obligations;

/// <summary>Finds who stands for someone: the substitute of a person who is absent, the holder of a role.</summary>
public static class People
{
    /// <summary>Who gets a notice meant for someone: the substitute during absence (PLAT-008).</summary>
    public static async Task<Guid> Present(KernelDb db, Guid person, DateOnly today, CancellationToken ct)
    {
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == person, ct);
        if (user is null || !user.IsAbsent(today)) return person;
        return user.SubstituteId ?? await db.Units.AsNoTracking().Where(u => u.HeadId == person && u.SubstituteId != null).OrderBy(u => u.Path).Select(u => u.SubstituteId).FirstOrDefaultAsync(ct) ?? person;
    }

    /// <summary>Who holds a role for a unit: the holder who stands nearest above or in it, else the first by name of login.</summary>
    public static async Task<Guid?> HolderOf(KernelDb db, string roleCode, string unitPath, CancellationToken ct)
    {
        var holders = await (from assignment in db.RoleAssignments
                             join role in db.Roles on assignment.RoleId equals role.Id
                             join user in db.Users on assignment.UserId equals user.Id
                             join unit in db.Units on user.UnitId equals unit.Id
                             where role.Code == roleCode && user.Enabled
                             orderby user.Login
                             select new { user.Id, unit.Path }).Take(500).ToListAsync(ct);
        return holders.Where(h => unitPath.StartsWith(h.Path, StringComparison.Ordinal)).MaxBy(h => h.Path.Length)?.Id ?? holders.FirstOrDefault()?.Id;
    }
}
