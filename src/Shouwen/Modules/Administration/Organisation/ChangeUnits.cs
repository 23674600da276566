using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Modules.Administration.Organisation;

/// <summary>Add a unit below another (PLAT-003).</summary>
public sealed record AddUnit(Guid ParentId, UnitKind Kind, string NameZh, string? NameEn = null, string? Phone = null) : ICommand<AddUnit, AddUnit.Result>
{
    public static Permission Needs => AccessPermissions.Organisation;

    public sealed record Result(Guid Id, int No);

    public sealed class Rules : AbstractValidator<AddUnit>
    {
        public Rules()
        {
            RuleFor(u => u.NameZh).NotEmpty().MaximumLength(100);
            RuleFor(u => u.NameEn).MaximumLength(100);
            RuleFor(u => u.Phone).Telephone();
        }
    }

    public sealed class Handler(KernelDb db, Work work) : IHandler<AddUnit, Result>
    {
        public async Task<Result> Handle(AddUnit command, CancellationToken ct)
        {
            var parent = await db.Units.AsNoTracking().FirstOrDefaultAsync(u => u.Id == command.ParentId, ct) ?? throw Refusal.Of("parentId", "unit.unknown", "Please choose a unit.");
            var no = await db.Units.MaxAsync(u => u.No, ct) + 1;
            var unit = new Unit
            {
                No = no, ParentId = parent.Id, Path = $"{parent.Path}{no}/", Kind = command.Kind,
                NameZh = command.NameZh.Trim(), NameEn = command.NameEn?.Trim() ?? "", Phone = TypedPhones.Whole(command.Phone, "phone"),
            };
            db.Units.Add(unit);
            (work.Subject, work.UnitPath) = (new SubjectRef("unit", unit.Id, no.ToString()), unit.Path);
            return new Result(unit.Id, no);
        }
    }
}

/// <summary>Change a unit's kind, names, telephone, head and the head's substitute (PLAT-003).</summary>
public sealed record ChangeUnit(int No, UnitKind Kind, string NameZh, string? NameEn = null, string? Phone = null, Guid? HeadId = null, Guid? SubstituteId = null) : ICommand<ChangeUnit, Done>
{
    public static Permission Needs => AccessPermissions.Organisation;

    public sealed class Rules : AbstractValidator<ChangeUnit>
    {
        public Rules()
        {
            RuleFor(u => u.NameZh).NotEmpty().MaximumLength(100);
            RuleFor(u => u.NameEn).MaximumLength(100);
            RuleFor(u => u.Phone).Telephone();
        }
    }

    public sealed class Handler(KernelDb db, Work work) : IHandler<ChangeUnit, Done>
    {
        public async Task<Done> Handle(ChangeUnit command, CancellationToken ct)
        {
            var unit = await db.Units.FirstOrDefaultAsync(u => u.No == command.No, ct) ?? throw Refusal.NotFound("The unit");
            await MustBeThere("headId", command.HeadId, ct);
            await MustBeThere("substituteId", command.SubstituteId, ct);
            if (command.HeadId is not null && command.HeadId == command.SubstituteId) throw Refusal.Of("substituteId", "unit.substitute", "The substitute must be someone else than the head.");
            (unit.Kind, unit.NameZh, unit.NameEn, unit.Phone) = (command.Kind, command.NameZh.Trim(), command.NameEn?.Trim() ?? "", TypedPhones.Whole(command.Phone, "phone"));
            (unit.HeadId, unit.SubstituteId) = (command.HeadId, command.SubstituteId);
            (work.Subject, work.UnitPath) = (new SubjectRef("unit", unit.Id, unit.No.ToString()), unit.Path);
            return Done.Yes;
        }

        private async Task MustBeThere(string field, Guid? person, CancellationToken ct)
        {
            if (person is { } id && !await db.Users.AnyAsync(u => u.Id == id && u.Enabled, ct)) throw Refusal.Of(field, "person.unknown", "Please choose a person who has access.");
        }
    }
}
