using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Shouwen.Kernel.Access;

/// <summary>Codes by time (RFC 6238): six digits, half a minute each, as the usual apps on telephones make them (PLAT-024).</summary>
public static class Totp
{
    private const int Seconds = 30;
    private const int Digits = 6;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string NewSecret() => string.Concat(RandomNumberGenerator.GetItems<char>(Letters, 32));

    public static long Step(DateTime at) => new DateTimeOffset(at).ToUnixTimeSeconds() / Seconds;

    public static string Code(string secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The standard and the apps know no other.
        var hash = HMACSHA1.HashData(Bytes(secret), counter);
#pragma warning restore CA5350
        var at = hash[^1] & 0xf;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(at)) & int.MaxValue;
        return (number % 1_000_000).ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0');
    }

    /// <summary>The step that a code belongs to: this one, the one before or the next, but none that was used; null when it is wrong.</summary>
    public static long? Match(string secret, string typed, DateTime now, long lastUsed)
    {
        var code = string.Concat(typed.Where(c => !char.IsWhiteSpace(c)));
        if (code.Length != Digits) return null;
        long? found = null;
        for (var step = Step(now) - 1; step <= Step(now) + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Code(secret, step)), Encoding.UTF8.GetBytes(code)) && step > lastUsed) found ??= step;
        return found;
    }

    /// <summary>What the app reads from the picture.</summary>
    public static string Address(string company, string login, string secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(company)}:{Uri.EscapeDataString(login)}?secret={secret}&issuer={Uri.EscapeDataString(company)}&digits={Digits}&period={Seconds}";

    private static byte[] Bytes(string base32)
    {
        var bytes = new List<byte>();
        var (buffer, bits) = (0, 0);
        foreach (var letter in base32)
        {
            (buffer, bits) = ((buffer << 5) | Letters.IndexOf(letter), bits + 5);
            if (bits < 8) continue;
            bytes.Add((byte)(buffer >> (bits - 8)));
            bits -= 8;
            buffer &= (1 << bits) - 1;
        }
        return [.. bytes];
    }
}
