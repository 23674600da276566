using FluentValidation;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Administration.Model;

namespace Shouwen.Modules.Administration.People;

/// <summary>Take someone's access away, with a reason; open sessions and keys end at the next click (PLAT-024).</summary>
public sealed record DisablePerson(string Login, string Reason) : ICommand<DisablePerson, Done>
{
    public static Permission Needs => AccessPermissions.Users;

    public sealed class Rules : AbstractValidator<DisablePerson>
    {
        public Rules() => RuleFor(d => d.Reason).NotEmpty().MaximumLength(200);
    }

    public sealed class Handler(KernelDb db, Work work) : IHandler<DisablePerson, Done>
    {
        public async Task<Done> Handle(DisablePerson command, CancellationToken ct)
        {
            var user = await db.Person(command.Login, work, ct);
            await Administrators.MustRemain(db, user.Id, null, ct);
            (user.Enabled, user.Stamp, work.Reason) = (false, Ids.New(), command.Reason);
            return Done.Yes;
        }
    }
}

/// <summary>Give someone access again.</summary>
public sealed record EnablePerson(string Login) : ICommand<EnablePerson, Done>
{
    public static Permission Needs => AccessPermissions.Users;

    public sealed class Handler(KernelDb db, Work work) : IHandler<EnablePerson, Done>
    {
        public async Task<Done> Handle(EnablePerson command, CancellationToken ct)
        {
            (await db.Person(command.Login, work, ct)).Enabled = true;
            return Done.Yes;
        }
    }
}

/// <summary>Unlock an account that failed sign-ins have locked; the trail shows who did it (PLAT-024).</summary>
public sealed record UnlockPerson(string Login) : ICommand<UnlockPerson, Done>
{
    public static Permission Needs => AccessPermissions.Users;

    public sealed class Handler(KernelDb db, Work work) : IHandler<UnlockPerson, Done>
    {
        public async Task<Done> Handle(UnlockPerson command, CancellationToken ct)
        {
            var user = await db.Person(command.Login, work, ct);
            (user.LockedAt, user.FailedSignIns) = (null, 0);
            return Done.Yes;
        }
    }
}

/// <summary>Give someone a new password; all their sessions end and all their keys are revoked (PLAT-024).</summary>
public sealed record ResetPassword(string Login, string Password, string Repeat) : ICommand<ResetPassword, Done>
{
    public static Permission Needs => AccessPermissions.Users;

    public sealed class Rules : AbstractValidator<ResetPassword>
    {
        public Rules()
        {
            RuleFor(r => r.Password).MinimumLength(SignInRules.ShortestPassword).MaximumLength(200);
            RuleFor(r => r.Repeat).Equal(r => r.Password);
        }
    }

    public sealed class Handler(KernelDb db, Work work, IPasswordHasher<User> hasher) : IHandler<ResetPassword, Done>
    {
        public async Task<Done> Handle(ResetPassword command, CancellationToken ct)
        {
            var user = await db.Person(command.Login, work, ct);
            (user.PasswordHash, user.Stamp) = (hasher.HashPassword(user, command.Password), Ids.New());
            (user.LockedAt, user.FailedSignIns) = (null, 0);
            await db.RevokeKeys(user.Id, work.Now, ct);
            return Done.Yes;
        }
    }
}

/// <summary>Take away someone's second factor, whose telephone is lost, with a reason; their sessions end (PLAT-024).</summary>
public sealed record ResetSecondFactor(string Login, string Reason) : ICommand<ResetSecondFactor, Done>
{
    public static Permission Needs => AccessPermissions.Users;

    public sealed class Rules : AbstractValidator<ResetSecondFactor>
    {
        public Rules() => RuleFor(r => r.Reason).NotEmpty().MaximumLength(200);
    }

    public sealed class Handler(KernelDb db, Work work) : IHandler<ResetSecondFactor, Done>
    {
        public async Task<Done> Handle(ResetSecondFactor command, CancellationToken ct)
        {
            var user = await db.Person(command.Login, work, ct);
            (user.Stamp, work.Reason) = (Ids.New(), command.Reason);
            db.SecondFactors.RemoveRange(await db.SecondFactors.Where(f => f.UserId == user.Id).ToListAsync(ct));
            return Done.Yes;
        }
    }
}

/// <summary>Make a program's key worthless at once.</summary>
public sealed record RevokeToken(string Login, Guid Id) : ICommand<RevokeToken, Done>
{
    public static Permission Needs => AccessPermissions.Users;

    public sealed class Handler(KernelDb db, Work work) : IHandler<RevokeToken, Done>
    {
        public async Task<Done> Handle(RevokeToken command, CancellationToken ct)
        {
            var user = await db.Person(command.Login, work, ct);
            var token = await db.ApiTokens.FirstOrDefaultAsync(t => t.Id == command.Id && t.UserId == user.Id, ct) ?? throw Refusal.NotFound("The key");
            token.RevokedAt ??= work.Now;
            return Done.Yes;
        }
    }
}
