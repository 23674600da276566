using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;

namespace Shouwen.Kernel.Obligations;

/// <summary>Finds who stands for a role: the head of a unit, the next head above, the substitute of someone absent.</summary>
internal static class People
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

    private static string[] Ancestors(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return [.. Enumerable.Range(1, parts.Length).Select(n => "/" + string.Join('/', parts.Take(n)) + "/")];
    }
}
