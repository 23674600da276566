using System.Security.Cryptography;

namespace Shouwen.Shell;

/// <summary>Guards the creation of the first administrator: only who can read the server's output has the code.</summary>
public sealed class FirstStart
{
    public string Code { get; } = RandomNumberGenerator.GetHexString(8);

    public bool IsRight(string? typed) =>
        CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(Code), System.Text.Encoding.ASCII.GetBytes((typed ?? "").Trim().ToUpperInvariant()));
}
