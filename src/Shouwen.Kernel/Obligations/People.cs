using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;

namespace Shouwen.Kernel.Obligations;

/// <summary>Finds who stands for a role: the head of a unit, the next head above, the substitute of someone absent.</summary>
public static class People
{
    /// <summary>The head of the unit or of the nearest unit above that has one.</summary>
    public static async Task<Guid?> HeadOf(KernelDb db, string unitPath, Guid? otherThan, CancellationToken ct = default)
    {
        var above = Ancestors(unitPath);
        var heads = await db.Units.AsNoTracking().Where(u => above.Contains(u.Path) && u.HeadId != null)
            .Select(u => new { u.Path, u.HeadId }).ToListAsync(ct);
        return heads.OrderByDescending(h => h.Path.Length).Select(h => h.HeadId).FirstOrDefault(h => h != otherThan);
    }

    public static Task<Guid?> HeadOf(KernelDb db, string unitPath, CancellationToken ct) => HeadOf(db, unitPath, null, ct);

    /// <summary>The head above a person: the next unit upwards whose head is someone else.</summary>
    public static async Task<Guid?> Above(KernelDb db, Guid person, string unitPath, CancellationToken ct)
    {
        var above = Ancestors(unitPath);
        var heads = await db.Units.AsNoTracking().Where(u => above.Contains(u.Path) && u.HeadId != null)
            .Select(u => new { u.Path, u.HeadId }).ToListAsync(ct);
        var upwards = heads.OrderByDescending(h => h.Path.Length).Select(h => h.HeadId!.Value).ToList();
        var at = upwards.LastIndexOf(person);
        return upwards.Skip(at + 1).Cast<Guid?>().FirstOrDefault();
    }

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

    internal static string[] Ancestors(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return [.. Enumerable.Range(1, parts.Length).Select(n => "/" + string.Join('/', parts.Take(n)) + "/")];
    }
}
