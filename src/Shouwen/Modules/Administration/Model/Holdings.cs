using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Modules.Administration.Model;

/// <summary>Which roles a person holds in which scope, checked and put in place (PLAT-001, PLAT-002).</summary>
public static class Holdings
{
    /// <summary>Replaces what the person holds; what stays the same is left alone, so that the trail shows only changes.</summary>
    public static async Task<List<Guid>> Replace(KernelDb db, Guid userId, IReadOnlyList<HeldRole> holds, CancellationToken ct)
    {
        Check(holds);
        var codes = holds.Select(h => h.Role).ToList();
        var roles = await db.Roles.Where(r => codes.Contains(r.Code)).ToDictionaryAsync(r => r.Code, r => r.Id, ct);
        if (holds.FirstOrDefault(h => !roles.ContainsKey(h.Role)) is { } unknown) throw Refusal.Of("holds", "role.unknown", "There is no role called {0}.", unknown.Role);
        var territories = holds.Where(h => h.TerritoryId is not null).Select(h => h.TerritoryId!.Value).Distinct().ToList();
        if (territories.Count > 0 && await db.Territories.CountAsync(t => territories.Contains(t.Id), ct) != territories.Count)
            throw Refusal.Of("holds", "territory.unknown", "Please choose a territory.");

        var wanted = holds.Select(h => (Role: roles[h.Role], h.Scope, h.TerritoryId)).ToHashSet();
        foreach (var held in await db.RoleAssignments.Where(a => a.UserId == userId).ToListAsync(ct))
            if (!wanted.Remove((held.RoleId, held.Scope, held.TerritoryId))) db.RoleAssignments.Remove(held);
        foreach (var (role, scope, territory) in wanted)
            db.RoleAssignments.Add(new RoleAssignment { UserId = userId, RoleId = role, Scope = scope, TerritoryId = territory });
        return [.. roles.Values];
    }

    private static void Check(IReadOnlyList<HeldRole> holds)
    {
        if (holds.Any(h => h.Scope == DataScope.Territory && h.TerritoryId is null)) throw Refusal.Of("holds", "territory.unknown", "Please choose a territory.");
        if (holds.Where(h => h.TerritoryId is not null).Select(h => h.TerritoryId).Distinct().Count() > Reach.MostTerritories)
            throw Refusal.Of("holds", "territory.many", "A person may look after at most {0} territories.", Reach.MostTerritories);
        if (holds.GroupBy(h => h.Role).Any(g => g.Count() > 1)) throw Refusal.Of("holds", "role.twice", "Each role can be held once.");
    }
}
