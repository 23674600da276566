using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web.Kit;
using Shouwen.Modules.Administration.Model;

namespace Shouwen.Modules.Administration.People;

/// <summary>Show one person's account: unit, roles with their reach, sign-in and keys (PLAT-001, PLAT-002, PLAT-024).</summary>
public sealed record PersonSheet(string Login) : IQuery<PersonSheet, PersonSheet.View>
{
    public static Permission Needs => AccessPermissions.Users;

    public sealed record Held(string Code, string Role, DataScope Scope, string Territory, string Value);

    public sealed record Key(Guid Id, string Name, DateTime CreatedAt, DateTime? ExpiresAt, DateTime? RevokedAt);

    public sealed record View(
        Guid Id, int Version, string Login, string Name, Guid UnitId, string Unit, string Phone, bool Enabled, DateTime? LockedAt, int FailedSignIns, DateTime? LastSignInAt,
        string Substitute, DateOnly? AbsentFrom, DateOnly? AbsentTo,
        IReadOnlyList<Held> Holds, IReadOnlyList<Key> Tokens, IReadOnlyList<string> Rights, IReadOnlyList<Option> Units, IReadOnlyList<RoleChoice> Choices, bool HasSecondFactor);

    public sealed class Handler(KernelDb db) : IHandler<PersonSheet, View>
    {
        public async Task<View> Handle(PersonSheet query, CancellationToken ct)
        {
            var login = query.Login.ToLowerInvariant();
            var user = await db.Users.FirstOrDefaultAsync(u => u.Login == login, ct) ?? throw Refusal.NotFound("The person");
            var roles = await db.Roles.OrderBy(r => r.Code).ToListAsync(ct);
            var units = await UnitTree.Units(db, ct);
            var territories = await UnitTree.Territories(db, ct);
            var held = await db.RoleAssignments.Where(a => a.UserId == user.Id).ToListAsync(ct);
            var tokens = await db.ApiTokens.Where(t => t.UserId == user.Id).OrderByDescending(t => t.CreatedAt).Take(100).ToListAsync(ct);
            var substitute = user.SubstituteId is { } id ? await db.Users.Where(u => u.Id == id).Select(u => u.Name).FirstOrDefaultAsync(ct) : null;
            return new View(user.Id, user.Version, user.Login, user.Name, user.UnitId, units.FirstOrDefault(u => u.Id == user.UnitId)?.Name.ToString() ?? "", user.Phone,
                user.Enabled, user.LockedAt, user.FailedSignIns, user.LastSignInAt, substitute ?? "", user.AbsentFrom, user.AbsentTo,
                [.. held.Select(a => ToHeld(a, roles.First(r => r.Id == a.RoleId), territories)).OrderBy(h => h.Code)],
                [.. tokens.Select(t => new Key(t.Id, t.Name, t.CreatedAt, t.ExpiresAt, t.RevokedAt))],
                [.. roles.Where(r => held.Any(a => a.RoleId == r.Id)).SelectMany(r => r.Permissions).Distinct().Order(StringComparer.Ordinal)],
                UnitTree.Options(units), await RoleChoice.All(db, roles, ct),
                await db.SecondFactors.AnyAsync(f => f.UserId == user.Id && f.ConfirmedAt != null, ct));
        }

        private static Held ToHeld(RoleAssignment a, Role role, List<Territory> territories) =>
            new(role.Code, role.Name.ToString(), a.Scope, territories.FirstOrDefault(t => t.Id == a.TerritoryId)?.Name.ToString() ?? "",
                new HeldRole(role.Code, a.Scope, a.TerritoryId).ToString());
    }
}
