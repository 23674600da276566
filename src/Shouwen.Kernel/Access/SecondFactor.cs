using System.Security.Cryptography;
using System.Text;
using FluentValidation;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Access;

/// <summary>What a person signs in with besides the password: an app's secret, and codes for the day the telephone is lost (PLAT-024).</summary>
public sealed class SecondFactor : Entity
{
    public required Guid UserId { get; init; }

    /// <summary>Readable only with the keys of this installation.</summary>
    public required string Secret { get; set; }

    /// <summary>From here on the code is asked for; before, it is only being set up.</summary>
    public DateTime? ConfirmedAt { get; set; }

    /// <summary>The last step whose code was taken: no code is taken twice.</summary>
    public long LastStep { get; set; }

    /// <summary>Fingerprints of the recovery codes that were not used yet.</summary>
    public List<string> Codes { get; set; } = [];

    internal bool Takes(string typed, DateTime now, SecondFactorKeys keys)
    {
        if (Totp.Match(keys.Open(Secret), typed, now, LastStep) is { } step)
        {
            LastStep = step;
            return true;
        }
        var print = SecondFactorKeys.Print(typed);
        if (!Codes.Contains(print)) return false;
        Codes = [.. Codes.Where(c => c != print)];
        return true;
    }
}

/// <summary>Locks and opens the secrets, and makes recovery codes.</summary>
public sealed class SecondFactorKeys(IDataProtectionProvider protection)
{
    private const int Recovery = 10;
    private readonly IDataProtector protector = protection.CreateProtector("second-factor");

    public string Lock(string secret) => protector.Protect(secret);

    public string Open(string locked) => protector.Unprotect(locked);

    internal static IReadOnlyList<string> NewCodes() =>
        [.. Enumerable.Range(0, Recovery).Select(_ => string.Concat(RandomNumberGenerator.GetItems<char>("ABCDEFGHJKMNPQRSTUVWXYZ23456789", 10)).Insert(5, "-"))];

    /// <summary>Written with or without dash and in any case, a recovery code is the same.</summary>
    internal static string Print(string code) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant())))[..32];
}

/// <summary>Begin to set up the second factor: a new secret, which counts only once a code from it was typed (PLAT-024).</summary>
public sealed record BeginSecondFactor : ICommand<BeginSecondFactor, Done>
{
    public static Permission Needs => KernelPermissions.SignedIn;

    public sealed class Handler(KernelDb db, Work work, SecondFactorKeys keys) : IHandler<BeginSecondFactor, Done>
    {
        public async Task<Done> Handle(BeginSecondFactor command, CancellationToken ct)
        {
            var me = work.Actor.Id;
            work.Subject = new SubjectRef("user", me, work.Actor.Login);
            var factor = await db.SecondFactors.FirstOrDefaultAsync(f => f.UserId == me, ct);
            if (factor?.ConfirmedAt is not null) throw new Refusal("second-factor.on", "The second factor is already in use. Turn it off first.");
            var secret = keys.Lock(Totp.NewSecret());
            if (factor is null) db.SecondFactors.Add(new SecondFactor { UserId = me, Secret = secret });
            else factor.Secret = secret;
            return Done.Yes;
        }
    }
}

/// <summary>Type a code from the app: from now on it is asked for, and the recovery codes are shown once (PLAT-024).</summary>
public sealed record ConfirmSecondFactor(string Code) : ICommand<ConfirmSecondFactor, ConfirmSecondFactor.Confirmed>
{
    public static Permission Needs => KernelPermissions.SignedIn;

    public sealed record Confirmed(IReadOnlyList<string> RecoveryCodes);

    public sealed class Rules : AbstractValidator<ConfirmSecondFactor>
    {
        public Rules() => RuleFor(c => c.Code).NotEmpty().MaximumLength(20);
    }

    public sealed class Handler(KernelDb db, Work work, SecondFactorKeys keys) : IHandler<ConfirmSecondFactor, Confirmed>
    {
        public async Task<Confirmed> Handle(ConfirmSecondFactor command, CancellationToken ct)
        {
            var me = work.Actor.Id;
            work.Subject = new SubjectRef("user", me, work.Actor.Login);
            var factor = await db.SecondFactors.FirstOrDefaultAsync(f => f.UserId == me && f.ConfirmedAt == null, ct) ?? throw Refusal.NotFound("The second factor");
            if (!factor.Takes(command.Code, work.Now, keys)) throw Refusal.Of("code", "second-factor.code", "This code is not right. Check the clock of the telephone and type the next one.");
            var codes = SecondFactorKeys.NewCodes();
            (factor.ConfirmedAt, factor.Codes) = (work.Now, [.. codes.Select(SecondFactorKeys.Print)]);
            return new Confirmed(codes);
        }
    }
}

/// <summary>Sign in with the password alone again; the password is asked for (PLAT-024).</summary>
public sealed record TurnOffSecondFactor(string Password) : ICommand<TurnOffSecondFactor, Done>
{
    public static Permission Needs => KernelPermissions.SignedIn;

    public sealed class Rules : AbstractValidator<TurnOffSecondFactor>
    {
        public Rules() => RuleFor(t => t.Password).NotEmpty().MaximumLength(200);
    }

    public sealed class Handler(KernelDb db, Work work, IPasswordHasher<User> hasher) : IHandler<TurnOffSecondFactor, Done>
    {
        public async Task<Done> Handle(TurnOffSecondFactor command, CancellationToken ct)
        {
            var me = work.Actor.Id;
            work.Subject = new SubjectRef("user", me, work.Actor.Login);
            var user = await db.Users.FirstAsync(u => u.Id == me, ct);
            if (hasher.VerifyHashedPassword(user, user.PasswordHash, command.Password) == PasswordVerificationResult.Failed)
                throw Refusal.Of("password", "password.wrong", "This is not your present password.");
            if (await db.RoleAssignments.AnyAsync(a => a.UserId == me && db.Roles.Any(r => r.Id == a.RoleId && r.NeedsSecondFactor), ct))
                throw new Refusal("second-factor.demanded", "One of your roles demands the second factor.");
            db.SecondFactors.RemoveRange(await db.SecondFactors.Where(f => f.UserId == me).ToListAsync(ct));
            return Done.Yes;
        }
    }
}
