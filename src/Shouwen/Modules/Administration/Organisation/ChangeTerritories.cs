using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Modules.Administration.Organisation;

/// <summary>Add a territory, at the top or below another (PLAT-003).</summary>
public sealed record AddTerritory(string NameZh, string? NameEn = null, Guid? ParentId = null) : ICommand<AddTerritory, AddTerritory.Result>
{
    public static Permission Needs => AccessPermissions.Organisation;

    public sealed record Result(Guid Id, int No);

    public sealed class Rules : AbstractValidator<AddTerritory>
    {
        public Rules()
        {
            RuleFor(t => t.NameZh).NotEmpty().MaximumLength(100);
            RuleFor(t => t.NameEn).MaximumLength(100);
        }
    }

    public sealed class Handler(KernelDb db, Work work) : IHandler<AddTerritory, Result>
    {
        public async Task<Result> Handle(AddTerritory command, CancellationToken ct)
        {
            var above = "/";
            if (command.ParentId is { } parent)
                above = await db.Territories.Where(t => t.Id == parent).Select(t => t.Path).FirstOrDefaultAsync(ct) ?? throw Refusal.Of("parentId", "territory.unknown", "Please choose a territory.");
            var no = (await db.Territories.MaxAsync(t => (int?)t.No, ct) ?? 0) + 1;
            var territory = new Territory { No = no, ParentId = command.ParentId, Path = $"{above}{no}/", NameZh = command.NameZh.Trim(), NameEn = command.NameEn?.Trim() ?? "" };
            db.Territories.Add(territory);
            work.Subject = new SubjectRef("territory", territory.Id, no.ToString());
            return new Result(territory.Id, no);
        }
    }
}

/// <summary>Change a territory's names (PLAT-003).</summary>
public sealed record ChangeTerritory(int No, string NameZh, string? NameEn = null) : ICommand<ChangeTerritory, Done>
{
    public static Permission Needs => AccessPermissions.Organisation;

    public sealed class Rules : AbstractValidator<ChangeTerritory>
    {
        public Rules()
        {
            RuleFor(t => t.NameZh).NotEmpty().MaximumLength(100);
            RuleFor(t => t.NameEn).MaximumLength(100);
        }
    }

    public sealed class Handler(KernelDb db, Work work) : IHandler<ChangeTerritory, Done>
    {
        public async Task<Done> Handle(ChangeTerritory command, CancellationToken ct)
        {
            var territory = await db.Territories.FirstOrDefaultAsync(t => t.No == command.No, ct) ?? throw Refusal.NotFound("The territory");
            (territory.NameZh, territory.NameEn) = (command.NameZh.Trim(), command.NameEn?.Trim() ?? "");
            work.Subject = new SubjectRef("territory", territory.Id, territory.No.ToString());
            return Done.Yes;
        }
    }
}

/// <summary>Let another unit serve a territory from a date on; what came earlier stays where it is (PLAT-003).</summary>
public sealed record AssignTerritory(int No, Guid UnitId, DateOnly From, string Reason) : ICommand<AssignTerritory, Done>
{
    public static Permission Needs => AccessPermissions.Organisation;

    public sealed class Rules : AbstractValidator<AssignTerritory>
    {
        public Rules() => RuleFor(a => a.Reason).NotEmpty().MaximumLength(200);
    }

    public sealed class Handler(KernelDb db, Work work) : IHandler<AssignTerritory, Done>
    {
        public async Task<Done> Handle(AssignTerritory command, CancellationToken ct)
        {
            var territory = await db.Territories.AsNoTracking().FirstOrDefaultAsync(t => t.No == command.No, ct) ?? throw Refusal.NotFound("The territory");
            if (!await db.Units.AnyAsync(u => u.Id == command.UnitId, ct)) throw Refusal.Of("unitId", "unit.unknown", "Please choose a unit.");
            // One row for one date: a correction of the same day takes the place of what it corrects; the trail keeps both.
            db.TerritoryServices.RemoveRange(await db.TerritoryServices.Where(s => s.TerritoryId == territory.Id && s.From == command.From).ToListAsync(ct));
            db.TerritoryServices.Add(new TerritoryService { TerritoryId = territory.Id, UnitId = command.UnitId, From = command.From });
            (work.Subject, work.Reason) = (new SubjectRef("territory", territory.Id, territory.No.ToString()), command.Reason);
            return Done.Yes;
        }
    }
}
