using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Policies;

namespace Shouwen.Shell;

/// <summary>Stands beside the sign-in desk: makes an address wait, and writes the ticket between password and code (PLAT-024).</summary>
public sealed class SignInGuard(Throttle throttle, PolicyBook policies, IDataProtectionProvider protection, TimeProvider time)
{
    private static readonly TimeSpan TicketLife = TimeSpan.FromMinutes(5);
    private readonly IDataProtector protector = protection.CreateProtector("sign-in-ticket");

    public async Task<bool> HasToWait(HttpContext http)
    {
        var policy = await policies.Current(http.RequestAborted);
        return throttle.HasToWait(http.Connection.RemoteIpAddress, policy.Read(SignInRules.AddressFailures, "", Today), TimeSpan.FromMinutes(policy.Read(SignInRules.AddressMinutes, "", Today)));
    }

    public async Task Failed(HttpContext http) =>
        throttle.Failed(http.Connection.RemoteIpAddress, TimeSpan.FromMinutes((await policies.Current(http.RequestAborted)).Read(SignInRules.AddressMinutes, "", Today)));

    public string Ticket(SignIn.Result result) =>
        protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{result.UserId:N} {result.Stamp:N} {(time.GetUtcNow() + TicketLife).UtcTicks}"));

    /// <summary>Whose password was right, and with which stamp; null when the ticket is too old or not ours.</summary>
    public (Guid User, Guid Stamp)? Read(string ticket)
    {
        try
        {
            var parts = protector.Unprotect(ticket).Split(' ');
            return long.Parse(parts[2], CultureInfo.InvariantCulture) < time.GetUtcNow().UtcTicks ? null : (Guid.Parse(parts[0]), Guid.Parse(parts[1]));
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
}
