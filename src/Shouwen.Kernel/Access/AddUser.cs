using System.Diagnostics.CodeAnalysis;
using FluentValidation;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Access;

/// <summary>The administrator's rights.</summary>
public static class AccessPermissions
{
    public static readonly Permission Users = Permission.Declare("administration.users", "Maintain people, roles and rights");
    public static readonly Permission Organisation = Permission.Declare("administration.organisation", "Maintain units and territories");
    public static readonly Permission Rules = Permission.Declare("administration.rules", "Change parameters and calendars");
    public static readonly Permission Trail = Permission.Declare("administration.trail", "Read the audit trail");
}

/// <summary>A role with the scope in which someone holds it, as typed: <c>agent:Unit</c>, <c>agent:Territory:key of the territory</c>.</summary>
public sealed record HeldRole(string Role, DataScope Scope, Guid? TerritoryId = null) : IParsable<HeldRole>
{
    public static HeldRole Parse(string text, IFormatProvider? provider) =>
        TryParse(text, provider, out var held) ? held : throw new FormatException($"Not a role with its scope: '{text}'.");

    public static bool TryParse(string? text, IFormatProvider? provider, [MaybeNullWhen(false)] out HeldRole held)
    {
        var parts = (text ?? "").Split(':');
        Guid? territory = parts.Length == 3 && Guid.TryParse(parts[2], out var id) ? id : null;
        var isHeld = parts.Length is 2 or 3 && parts[0].Length > 0 && Enum.TryParse<DataScope>(parts[1], ignoreCase: true, out _) && (parts.Length == 2 || territory is not null);
        held = isHeld ? new HeldRole(parts[0], Enum.Parse<DataScope>(parts[1], ignoreCase: true), territory) : null;
        return isHeld;
    }

    public override string ToString() => TerritoryId is { } id ? $"{Role}:{Scope}:{id}" : $"{Role}:{Scope}";
}

/// <summary>Give a person an account with roles.</summary>
public sealed record AddUser(string Login, string Name, string Password, Guid UnitId, List<HeldRole> Holds, string? Phone = null) : ICommand<AddUser, AddUser.Result>
{
    public static Permission Needs => AccessPermissions.Users;

    public sealed record Result(Guid Id, string Login);

    public sealed class Rules : AbstractValidator<AddUser>
    {
        public Rules()
        {
            RuleFor(u => u.Login).NotEmpty().MaximumLength(40).Matches("^[A-Za-z0-9._-]+$");
            RuleFor(u => u.Name).NotEmpty().MaximumLength(100);
            RuleFor(u => u.Password).MinimumLength(SignInRules.ShortestPassword).MaximumLength(200);
            RuleFor(u => u.Phone).Telephone();
        }
    }

    public sealed class Handler(KernelDb db, Work work, IPasswordHasher<User> hasher) : IHandler<AddUser, Result>
    {
        public async Task<Result> Handle(AddUser command, CancellationToken ct)
        {
            var login = command.Login.Trim().ToLowerInvariant();
            if (await db.Users.AnyAsync(u => u.Login == login, ct)) throw Refusal.Of("login", "user.login.taken", "This sign-in name is already in use.");
            if (!await db.Units.AnyAsync(u => u.Id == command.UnitId, ct)) throw Refusal.Of("unitId", "unit.unknown", "Please choose a unit.");
            var user = new User { Login = login, Name = command.Name.Trim(), UnitId = command.UnitId, Phone = TypedPhones.Whole(command.Phone, "phone") };
            user.PasswordHash = hasher.HashPassword(user, command.Password);
            db.Users.Add(user);
            foreach (var held in command.Holds)
            {
                var role = await db.Roles.FirstOrDefaultAsync(r => r.Code == held.Role, ct) ?? throw Refusal.Of("roles", "role.unknown", "There is no role called {0}.", held.Role);
                db.RoleAssignments.Add(new RoleAssignment { UserId = user.Id, RoleId = role.Id, Scope = held.Scope, TerritoryId = held.TerritoryId });
            }
            work.Subject = new SubjectRef("user", user.Id, login);
            return new Result(user.Id, login);
        }
    }
}

/// <summary>Make a key with which a program calls the interface in someone's name; shown once.</summary>
public sealed record CreateToken(string Login, string Name, int? Days = null) : ICommand<CreateToken, CreateToken.Result>
{
    public static Permission Needs => AccessPermissions.Users;

    public sealed record Result(string Token);

    public sealed class Rules : AbstractValidator<CreateToken>
    {
        public Rules()
        {
            RuleFor(t => t.Login).NotEmpty();
            RuleFor(t => t.Name).NotEmpty().MaximumLength(100);
            RuleFor(t => t.Days).InclusiveBetween(1, 3650).When(t => t.Days is not null);
        }
    }

    public sealed class Handler(KernelDb db, Work work) : IHandler<CreateToken, Result>
    {
        public async Task<Result> Handle(CreateToken command, CancellationToken ct)
        {
            var login = command.Login.Trim().ToLowerInvariant();
            var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Login == login, ct) ?? throw Refusal.NotFound("The user");
            var token = "sw_" + Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)).Replace('+', '-').Replace('/', '_').TrimEnd('=');
            var key = new ApiToken
            {
                Hash = ActorBook.TokenHash(token), UserId = user.Id, Name = command.Name, CreatedAt = work.Now,
                ExpiresAt = command.Days is { } days ? work.Now.AddDays(days) : null,
            };
            db.ApiTokens.Add(key);
            work.Subject = new SubjectRef("user", user.Id, user.Login);
            return new Result(token);
        }
    }
}
