using FluentValidation;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Shell;

/// <summary>Show one's own account, roles and absence.</summary>
public sealed record MyAccount : IQuery<MyAccount, MyAccount.View>
{
    public static Permission Needs => KernelPermissions.SignedIn;

    public sealed record Colleague(Guid Id, string Name);

    /// <summary>On; being set up, with the secret as picture and as text; or off.</summary>
    public sealed record Factor(bool IsOn, DateTime? Since, int CodesLeft, string Secret, string Address, bool IsDemanded = false);

    public sealed record View(
        string Login, string Name, string Unit, IReadOnlyList<string> Roles, DateOnly? AbsentFrom, DateOnly? AbsentTo, Guid? SubstituteId, IReadOnlyList<Colleague> Colleagues, int Keys, Factor? SecondFactor);

    public sealed class Handler(KernelDb db, Work work, OrganisationBook organisation, SecondFactorKeys keys) : IHandler<MyAccount, View>
    {
        public async Task<View> Handle(MyAccount query, CancellationToken ct)
        {
            var (me, unit) = (work.Actor.Id, work.Actor.UnitId);
            var user = await db.Users.FirstAsync(u => u.Id == me, ct);
            var codes = work.Actor.Roles;
            var roles = await db.Roles.Where(r => codes.Contains(r.Code)).ToListAsync(ct);
            var colleagues = await db.Users.Where(u => u.UnitId == unit && u.Id != me && u.Enabled).OrderBy(u => u.Name).Take(200).Select(u => new Colleague(u.Id, u.Name)).ToListAsync(ct);
            return new View(user.Login, user.Name, (await organisation.Current(ct)).UnitName(work.Actor.UnitPath), [.. roles.Select(r => r.Name.ToString())], user.AbsentFrom, user.AbsentTo, user.SubstituteId, colleagues,
                await db.ApiTokens.CountAsync(t => t.UserId == me && t.RevokedAt == null && (t.ExpiresAt == null || t.ExpiresAt > work.Now), ct), await OwnFactor(me, user.Login, roles.Any(r => r.NeedsSecondFactor), ct));
        }

        private async Task<Factor?> OwnFactor(Guid me, string login, bool isDemanded, CancellationToken ct)
        {
            if (await db.SecondFactors.FirstOrDefaultAsync(f => f.UserId == me, ct) is not { } factor) return null;
            if (factor.ConfirmedAt is { } since) return new Factor(true, since, factor.Codes.Count, "", "", isDemanded);
            var secret = keys.Open(factor.Secret);
            return new Factor(false, null, 0, secret, Totp.Address("Shouwen", login, secret));
        }
    }
}

/// <summary>Choose a new password; all sessions end and all keys of programs are revoked (PLAT-024).</summary>
public sealed record ChangePassword(string Current, string New, string Repeat) : ICommand<ChangePassword, Done>
{
    public static Permission Needs => KernelPermissions.SignedIn;

    public sealed class Rules : AbstractValidator<ChangePassword>
    {
        public Rules()
        {
            RuleFor(c => c.Current).NotEmpty();
            RuleFor(c => c.New).MinimumLength(SignInRules.ShortestPassword).MaximumLength(200);
            RuleFor(c => c.Repeat).Equal(c => c.New);
        }
    }

    public sealed class Handler(KernelDb db, Work work, IPasswordHasher<User> hasher) : IHandler<ChangePassword, Done>
    {
        public async Task<Done> Handle(ChangePassword command, CancellationToken ct)
        {
            var me = work.Actor.Id;
            var user = await db.Users.FirstAsync(u => u.Id == me, ct);
            if (hasher.VerifyHashedPassword(user, user.PasswordHash, command.Current) == PasswordVerificationResult.Failed)
                throw Refusal.Of("current", "password.wrong", "This is not your present password.");
            (user.PasswordHash, user.Stamp) = (hasher.HashPassword(user, command.New), Ids.New());
            await db.RevokeKeys(user.Id, work.Now, ct);
            work.Subject = new SubjectRef("user", user.Id, user.Login);
            return Done.Yes;
        }
    }
}

/// <summary>Say when one is away and who gets one's notices meanwhile (PLAT-008).</summary>
public sealed record SetAbsence(DateOnly? From = null, DateOnly? To = null, Guid? SubstituteId = null) : ICommand<SetAbsence, Done>
{
    public static Permission Needs => KernelPermissions.SignedIn;

    public sealed class Rules : AbstractValidator<SetAbsence>
    {
        public Rules()
        {
            RuleFor(a => a.SubstituteId).NotNull().When(a => a.From is not null);
            RuleFor(a => a.To).GreaterThanOrEqualTo(a => a.From).When(a => a.From is not null && a.To is not null);
        }
    }

    public sealed class Handler(KernelDb db, Work work) : IHandler<SetAbsence, Done>
    {
        public async Task<Done> Handle(SetAbsence command, CancellationToken ct)
        {
            var me = work.Actor.Id;
            if (command.SubstituteId is { } substitute && (substitute == me || !await db.Users.AnyAsync(u => u.Id == substitute && u.Enabled, ct)))
                throw Refusal.Of("substituteId", "substitute.unknown", "Please choose a colleague.");
            var user = await db.Users.FirstAsync(u => u.Id == me, ct);
            (user.AbsentFrom, user.AbsentTo, user.SubstituteId) = (command.From, command.To, command.From is null ? null : command.SubstituteId);
            work.Subject = new SubjectRef("user", user.Id, user.Login);
            return Done.Yes;
        }
    }
}
