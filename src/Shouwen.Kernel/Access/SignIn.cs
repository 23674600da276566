using FluentValidation;
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
    public static readonly Parameter<int> AddressFailures = Parameters.Number("login.address.failures", "Failed sign-ins from one address before it has to wait", 30, "PLAT-024", assumed: true, least: 1, most: 100_000);
    public static readonly Parameter<int> AddressMinutes = Parameters.Number("login.address.minutes", "Minutes for which failed sign-ins of an address are counted", 10, "PLAT-024", assumed: true, least: 1, most: 1440);
    public const int ShortestPassword = 8;

    public static readonly Parameter[] All = [Failures, LockMinutes, AddressFailures, AddressMinutes];
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
            var verdict = hasher.VerifyHashedPassword(user!, user is { PasswordHash.Length: > 0 } ? user.PasswordHash : Decoy(), query.Password);
            return new Result(user?.Id, user is { Enabled: true, PasswordHash.Length: > 0 } && verdict != PasswordVerificationResult.Failed);
        }

        private static string? decoy;

        /// <summary>A stored hash is compared even for unknown names, so that both take the same time.</summary>
        private string Decoy() => decoy ??= hasher.HashPassword(null!, "no such person");
    }
}

/// <summary>How an attempt to sign in ended.</summary>
public enum SignInOutcome { Welcome, Wrong, Locked, CodeAsked }

/// <summary>
/// Sign in, or count the failure; after too many the account is locked, also for the right password. Who has a second factor
/// is asked for its code, which is taken once. A name that nobody has is written down like any other failure.
/// </summary>
public sealed record SignIn(Guid? UserId, bool IsRight, string? Code = null) : ICommand<SignIn, SignIn.Result>
{
    public static Permission Needs => KernelPermissions.System;

    public sealed class Rules : AbstractValidator<SignIn>
    {
        public Rules() => RuleFor(s => s.Code).MaximumLength(40);
    }

    public sealed record Result(SignInOutcome Outcome, Guid UserId, Guid Stamp, string Language);

    public sealed class Handler(KernelDb db, Work work, PolicyBook policies, SecondFactorKeys keys) : IHandler<SignIn, Result>
    {
        public async Task<Result> Handle(SignIn command, CancellationToken ct)
        {
            var user = command.UserId is { } id ? await db.Users.FirstAsync(u => u.Id == id, ct) : null;
            var policy = await policies.Current(ct);
            if (user is null) return new Result(SignInOutcome.Wrong, Guid.Empty, Guid.Empty, "");
            var today = DateOnly.FromDateTime(work.Now);
            work.Subject = new SubjectRef("user", user.Id, user.Login);
            if (user.LockedAt is { } locked)
            {
                if (work.Now < locked.AddMinutes(policy.Read(SignInRules.LockMinutes, "", today))) return Answer(SignInOutcome.Locked, user);
                (user.LockedAt, user.FailedSignIns) = (null, 0);
            }
            var factor = await db.SecondFactors.FirstOrDefaultAsync(f => f.UserId == user.Id && f.ConfirmedAt != null, ct);
            if (command.IsRight && factor is not null && command.Code is null) return Answer(SignInOutcome.CodeAsked, user);
            if (!command.IsRight || factor is not null && !factor.Takes(command.Code!, work.Now, keys))
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
