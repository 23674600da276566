using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Shouwen.Shell;

/// <summary>
/// Counts failed sign-ins by address, so that one machine cannot try many names. Kept in this node's memory: with several nodes
/// an address gets as many tries on each.
/// </summary>
public sealed class Throttle(TimeProvider time)
{
    private const int MostAddresses = 10_000;
    private readonly ConcurrentDictionary<string, (int Failures, DateTimeOffset Since)> counted = new();

    /// <summary>Whether the address has to wait, before any password is looked at.</summary>
    public bool HasToWait(IPAddress? address, int most, TimeSpan window) =>
        counted.TryGetValue(Key(address), out var so) && so.Failures >= most && time.GetUtcNow() - so.Since < window;

    public void Failed(IPAddress? address, TimeSpan window)
    {
        var now = time.GetUtcNow();
        if (counted.Count >= MostAddresses)
            foreach (var (old, so) in counted)
                if (now - so.Since >= window) counted.TryRemove(old, out _);
        counted.AddOrUpdate(Key(address), (1, now), (_, so) => now - so.Since < window ? (so.Failures + 1, so.Since) : (1, now));
    }

    /// <summary>Who has a whole network of the new protocol counts as one address.</summary>
    private static string Key(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes()[..8]) : address.ToString();
    }
}
