using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Administration.Model;

namespace Shouwen.Modules.Administration.Roles;

/// <summary>List the roles with how many people hold them and how many rights they give (PLAT-001).</summary>
public sealed record RoleList : IQuery<RoleList, RoleList.View>
{
    public static Permission Needs => AccessPermissions.Users;

    public sealed record Row(string Code, string Name, int Rights, int People, bool NeedsSecondFactor);

    public sealed record View(IReadOnlyList<Row> Items);

    public sealed class Handler(KernelDb db) : IHandler<RoleList, View>
    {
        public async Task<View> Handle(RoleList query, CancellationToken ct)
        {
            var roles = await db.Roles.OrderBy(r => r.Code).ToListAsync(ct);
            var held = await db.RoleAssignments.GroupBy(a => a.RoleId).Select(g => new { Role = g.Key, Count = g.Select(a => a.UserId).Distinct().Count() }).ToDictionaryAsync(g => g.Role, g => g.Count, ct);
            return new View([.. roles.Select(r => new Row(r.Code, r.Name.ToString(), r.Permissions.Count, held.GetValueOrDefault(r.Id), r.NeedsSecondFactor))]);
        }
    }
}

/// <summary>Show one role with every right there is, by area, and who holds it (PLAT-001).</summary>
public sealed record RoleSheet(string Code) : IQuery<RoleSheet, RoleSheet.View>
{
    private const int MostHolders = 200;

    public static Permission Needs => AccessPermissions.Users;

    public sealed record Area(string Code, IReadOnlyList<Right> Rights);

    public sealed record Right(string Code, string Title, bool Held);

    public sealed record Holder(string Login, string Name, DataScope Scope);

    public sealed record View(Guid Id, int Version, string Code, string Name, string NameZh, string NameEn, bool NeedsSecondFactor, IReadOnlyList<Area> Areas, IReadOnlyList<Holder> Holders);

    public sealed class Handler(KernelDb db) : IHandler<RoleSheet, View>
    {
        public async Task<View> Handle(RoleSheet query, CancellationToken ct)
        {
            var role = await db.Roles.FirstOrDefaultAsync(r => r.Code == query.Code, ct) ?? throw Refusal.NotFound("The role");
            var holders = await (from a in db.RoleAssignments join u in db.Users on a.UserId equals u.Id where a.RoleId == role.Id orderby u.Name select new Holder(u.Login, u.Name, a.Scope)).Take(MostHolders).ToListAsync(ct);
            var areas = Permission.All.Where(p => p.Area != "kernel").GroupBy(p => p.Area)
                .Select(g => new Area(g.Key, [.. g.Select(p => new Right(p.Code, p.Title, role.Permissions.Contains(p.Code)))]));
            return new View(role.Id, role.Version, role.Code, role.Name.ToString(), role.NameZh, role.NameEn, role.NeedsSecondFactor, [.. areas], holders);
        }
    }
}

/// <summary>Add a role without rights; they are ticked on its page (PLAT-001).</summary>
public sealed record AddRole(string Code, string NameZh, string NameEn) : ICommand<AddRole, AddRole.Result>
{
    public static Permission Needs => AccessPermissions.Users;

    public sealed record Result(string Code);

    public sealed class Rules : AbstractValidator<AddRole>
    {
        public Rules()
        {
            RuleFor(r => r.Code).NotEmpty().MaximumLength(40).Matches("^[a-z][a-z0-9-]*$");
            RuleFor(r => r.NameZh).NotEmpty().MaximumLength(60);
            RuleFor(r => r.NameEn).NotEmpty().MaximumLength(60);
        }
    }

    public sealed class Handler(KernelDb db, Work work) : IHandler<AddRole, Result>
    {
        public async Task<Result> Handle(AddRole command, CancellationToken ct)
        {
            if (await db.Roles.AnyAsync(r => r.Code == command.Code, ct)) throw Refusal.Of("code", "role.taken", "There is already a role with this code.");
            var role = new Role { Code = command.Code, NameZh = command.NameZh.Trim(), NameEn = command.NameEn.Trim() };
            db.Roles.Add(role);
            work.Subject = new SubjectRef("role", role.Id, role.Code);
            return new Result(role.Code);
        }
    }
}

/// <summary>Change a role's names and the rights that it gives; holders have them from their next click (PLAT-001).</summary>
public sealed record ChangeRole(string Code, string NameZh, string NameEn, List<string> Rights, string? Reason = null, bool NeedsSecondFactor = false) : ICommand<ChangeRole, Done>
{
    public static Permission Needs => AccessPermissions.Users;

    public sealed class Rules : AbstractValidator<ChangeRole>
    {
        public Rules()
        {
            RuleFor(r => r.NameZh).NotEmpty().MaximumLength(60);
            RuleFor(r => r.NameEn).NotEmpty().MaximumLength(60);
            RuleFor(r => r.Reason).MaximumLength(200);
        }
    }

    public sealed class Handler(KernelDb db, Work work) : IHandler<ChangeRole, Done>
    {
        public async Task<Done> Handle(ChangeRole command, CancellationToken ct)
        {
            var role = await db.Roles.FirstOrDefaultAsync(r => r.Code == command.Code, ct) ?? throw Refusal.NotFound("The role");
            (work.Subject, work.Reason) = (new SubjectRef("role", role.Id, role.Code), command.Reason);
            var known = Permission.All.Where(p => p.Area != "kernel").Select(p => p.Code).ToHashSet();
            if (command.Rights.FirstOrDefault(r => !known.Contains(r)) is { } unknown) throw Refusal.Of("rights", "right.unknown", "There is no right called {0}.", unknown);
            if (role.Permissions.Contains(AccessPermissions.Users.Code) && !command.Rights.Contains(AccessPermissions.Users.Code)) await Administrators.MustRemain(db, null, role.Id, ct);
            (role.NameZh, role.NameEn) = (command.NameZh.Trim(), command.NameEn.Trim());
            role.NeedsSecondFactor = command.NeedsSecondFactor;
            role.Permissions = [.. command.Rights.Distinct().Order(StringComparer.Ordinal)];
            return Done.Yes;
        }
    }
}
