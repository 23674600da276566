using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Access;

/// <summary>A role that a new installation brings, with its rights as codes.</summary>
public sealed record RolePreset(string Code, string NameEn, string NameZh, string[] Permissions);

/// <summary>Bring the preset roles, the root unit and the company's name into a new installation (PLAT-001).</summary>
public sealed record SetUp(string CompanyZh, string CompanyEn, string Phone, List<RolePreset> Presets, bool IsDemo = false) : ICommand<SetUp, SetUp.Result>
{
    public static Permission Needs => KernelPermissions.System;

    public sealed record Result(Guid RootId);

    public sealed class Rules : AbstractValidator<SetUp>
    {
        public Rules()
        {
            RuleFor(s => s.CompanyZh).NotEmpty().MaximumLength(100).OverridePropertyName("company");
            RuleFor(s => s.CompanyEn).MaximumLength(100);
            RuleFor(s => s.Phone).Telephone();
        }
    }

    public sealed class Handler(KernelDb db, Work work) : IHandler<SetUp, Result>
    {
        public async Task<Result> Handle(SetUp command, CancellationToken ct)
        {
            if (await db.Units.AnyAsync(ct)) throw new Refusal("set-up.done", "This installation has already been set up.");
            var root = new Unit { No = 1, Path = "/1/", Kind = UnitKind.Headquarters, NameZh = command.CompanyZh, NameEn = command.CompanyEn, Phone = command.Phone };
            db.Units.Add(root);
            foreach (var preset in command.Presets)
                db.Roles.Add(new Role { Code = preset.Code, NameEn = preset.NameEn, NameZh = preset.NameZh, Permissions = [.. preset.Permissions.Select(p => Permission.Find(p).Code)] });
            db.Settings.Add(new Settings.Setting
            {
                Name = Settings.CompanyProfile.Key,
                Value = System.Text.Json.JsonSerializer.Serialize(new Settings.CompanyProfile(command.CompanyZh, command.CompanyEn, command.Phone, command.IsDemo)),
            });
            work.Subject = new SubjectRef("unit", root.Id, root.NameZh);
            work.Raise(new CompanySetUp { Subject = work.Subject, At = work.Now });
            return new Result(root.Id);
        }
    }
}

/// <summary>A new installation has its company, its root unit and its roles; modules bring their standards.</summary>
public sealed record CompanySetUp : Events.Fact;
