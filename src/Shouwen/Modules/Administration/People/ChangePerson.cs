using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Administration.Model;

namespace Shouwen.Modules.Administration.People;

/// <summary>Change someone's name, unit, telephone, and the roles with their reach; rights hold from the next click (PLAT-001, PLAT-002).</summary>
public sealed record ChangePerson(string Login, string Name, Guid UnitId, List<HeldRole> Holds, string? Phone = null, string? Reason = null) : ICommand<ChangePerson, Done>
{
    public static Permission Needs => AccessPermissions.Users;

    public sealed class Rules : AbstractValidator<ChangePerson>
    {
        public Rules()
        {
            RuleFor(c => c.Name).NotEmpty().MaximumLength(100);
            RuleFor(c => c.Phone).Telephone();
            RuleFor(c => c.Reason).MaximumLength(200);
        }
    }

    public sealed class Handler(KernelDb db, Work work) : IHandler<ChangePerson, Done>
    {
        public async Task<Done> Handle(ChangePerson command, CancellationToken ct)
        {
            var user = await db.Users.FirstOrDefaultAsync(u => u.Login == command.Login, ct) ?? throw Refusal.NotFound("The person");
            if (!await db.Units.AnyAsync(u => u.Id == command.UnitId, ct)) throw Refusal.Of("unitId", "unit.unknown", "Please choose a unit.");
            (work.Subject, work.Reason) = (new SubjectRef("user", user.Id, user.Login), command.Reason);
            (user.Name, user.UnitId, user.Phone) = (command.Name.Trim(), command.UnitId, TypedPhones.Whole(command.Phone, "phone"));
            var held = await Holdings.Replace(db, user.Id, command.Holds, ct);
            if (!(await Administrators.RolesThatMay(db, ct)).Intersect(held).Any()) await Administrators.MustRemain(db, user.Id, null, ct);
            return Done.Yes;
        }
    }
}
