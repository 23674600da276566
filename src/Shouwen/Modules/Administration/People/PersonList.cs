using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web.Kit;
using Shouwen.Modules.Administration.Model;

namespace Shouwen.Modules.Administration.People;

/// <summary>List the people who can sign in, by unit, role, state and text (PLAT-001).</summary>
public sealed record PersonList(Guid? Unit = null, string? Role = null, bool? Enabled = null, bool? Locked = null, string? Q = null, string? After = null, int Limit = 50) : IQuery<PersonList, PersonList.View>
{
    public static Permission Needs => AccessPermissions.Users;

    public sealed record Row(Guid Id, string Login, string Name, string Unit, string Roles, string Phone, bool Enabled, bool Locked, DateTime? LastSignInAt);

    public sealed record View(IReadOnlyList<Row> Items, string? Next, string Count, IReadOnlyList<Option> Units, IReadOnlyList<Option> RoleOptions, IReadOnlyList<RoleChoice> Choices);

    public sealed class Handler(KernelDb db, LongLists lists) : IHandler<PersonList, View>
    {
        public async Task<View> Handle(PersonList query, CancellationToken ct)
        {
            var units = await UnitTree.Units(db, ct);
            var roles = await db.Roles.OrderBy(r => r.Code).ToListAsync(ct);
            var rows = Filtered(query, units);
            var rest = rows;
            if (PageOf.Cursor(query.After) is var (_, id)) rest = rows.Where(u => u.Id > id);
            var limit = Math.Clamp(query.Limit, 1, 200);
            var (page, count) = await lists.Read(db, rows, rest.OrderBy(u => u.Id), query.After, limit, query with { After = null, Limit = 0 }, ct);
            var ids = page.Select(u => u.Id).ToList();
            var held = (await db.RoleAssignments.Where(a => ids.Contains(a.UserId)).ToListAsync(ct)).ToLookup(a => a.UserId);
            var shown = page.Take(limit).Select(u => new Row(u.Id, u.Login, u.Name, units.FirstOrDefault(x => x.Id == u.UnitId)?.Name.ToString() ?? "",
                string.Join(Words.T[", |list"], roles.Where(r => held[u.Id].Any(a => a.RoleId == r.Id)).Select(r => r.Name)),
                Phones.Mask(u.Phone), u.Enabled, u.LockedAt is not null, u.LastSignInAt)).ToList();
            return new View(shown, page.Count > limit ? PageOf.Cursor(DateTime.UnixEpoch, shown[^1].Id) : null, PageOf.Count(count),
                UnitTree.Options(units), [.. roles.Select(r => new Option(r.Code, r.Name.ToString()))], await RoleChoice.All(db, roles, ct));
        }

        private IQueryable<User> Filtered(PersonList query, List<Unit> units)
        {
            IQueryable<User> rows = db.Users;
            if (query.Unit is { } unit && units.FirstOrDefault(u => u.Id == unit) is { } top)
            {
                var below = units.Where(u => u.Path.StartsWith(top.Path, StringComparison.Ordinal)).Select(u => u.Id).ToList();
                rows = rows.Where(u => below.Contains(u.UnitId));
            }
            if (query.Role is { } role) rows = rows.Where(u => db.RoleAssignments.Any(a => a.UserId == u.Id && db.Roles.Any(r => r.Id == a.RoleId && r.Code == role)));
            if (query.Enabled is { } enabled) rows = rows.Where(u => u.Enabled == enabled);
            if (query.Locked is { } locked) rows = rows.Where(u => locked == (u.LockedAt != null));
            if (!string.IsNullOrWhiteSpace(query.Q))
            {
                var (text, login) = (query.Q.Trim(), query.Q.Trim().ToLowerInvariant());
                rows = rows.Where(u => u.Name.Contains(text) || u.Login.Contains(login));
            }
            return rows;
        }
    }
}
