using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Access;

/// <summary>The rules of signing in (PLAT-024).</summary>
public static class SignInRules
{
    public static readonly Parameter<int> Failures = Parameters.Number("login.lock.failures", "Failed sign-ins before an account is locked", 5, "PLAT-024", assumed: true, least: 1, most: 100);
    public static readonly Parameter<int> LockMinutes = Parameters.Number("login.lock.minutes", "Minutes for which a locked account stays locked", 30, "PLAT-024", assumed: true, least: 1, most: 100_000);
    public const int ShortestPassword = 8;

    /// <summary>A stored hash is compared even for unknown names, so that both take the same time.</summary>
    internal static readonly string Decoy = new PasswordHasher<User>().HashPassword(null!, "no such person");
}

/// <summary>Does this password belong to this name? Says nothing about which of the two is wrong.</summary>
public sealed record CheckPassword(string Login, string Password) : IQuery<CheckPassword, CheckPassword.Result>
{
    public static Permission Needs => KernelPermissions.System;

    public sealed record Result(Guid? UserId, bool IsRight);

    public sealed class Handler(KernelDb db, IPasswordHasher<User> hasher) : IHandler<CheckPassword, Result>
    {
        public async Task<Result> Handle(CheckPassword query, CancellationToken ct)
        {
            var login = query.Login.Trim().ToLowerInvariant();
            var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Login == login, ct);
            var verdict = hasher.VerifyHashedPassword(user!, user is { PasswordHash.Length: > 0 } ? user.PasswordHash : SignInRules.Decoy, query.Password);
            return new Result(user?.Id, user is { Enabled: true, PasswordHash.Length: > 0 } && verdict != PasswordVerificationResult.Failed);
        }
    }
}

/// <summary>How an attempt to sign in ended.</summary>
public enum SignInOutcome { Welcome, Wrong, Locked }

/// <summary>Sign in, or count the failure; after too many the account is locked, also for the right password.</summary>
public sealed record SignIn(Guid UserId, bool IsRight) : ICommand<SignIn, SignIn.Result>
{
    public static Permission Needs => KernelPermissions.System;

    public sealed record Result(SignInOutcome Outcome, Guid UserId, Guid Stamp, string Language);

    public sealed class Handler(KernelDb db, Work work, PolicyBook policies) : IHandler<SignIn, Result>
    {
        public async Task<Result> Handle(SignIn command, CancellationToken ct)
        {
            var user = await db.Users.FirstAsync(u => u.Id == command.UserId, ct);
            var policy = await policies.Current(ct);
            var today = DateOnly.FromDateTime(work.Now);
            work.Subject = new SubjectRef("user", user.Id, user.Login);
            if (user.LockedAt is { } locked)
            {
                if (work.Now < locked.AddMinutes(policy.Read(SignInRules.LockMinutes, "", today))) return Answer(SignInOutcome.Locked, user);
                (user.LockedAt, user.FailedSignIns) = (null, 0);
            }
            if (!command.IsRight)
            {
                user.FailedSignIns++;
                if (user.FailedSignIns >= policy.Read(SignInRules.Failures, "", today)) user.LockedAt = work.Now;
                return Answer(SignInOutcome.Wrong, user);
            }
            (user.FailedSignIns, user.LastSignInAt) = (0, work.Now);
            return Answer(SignInOutcome.Welcome, user);
        }

        private static Result Answer(SignInOutcome outcome, User user) => new(outcome, user.Id, user.Stamp, user.Language);
    }
}
