using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Shouwen.Kernel.Data;

/// <summary>Makes the keys of all records: UUID version 7, strictly increasing within a process.</summary>
public static class Ids
{
    private static long last;
    private static int turn;

    [ThreadStatic] private static byte[]? chance;
    [ThreadStatic] private static int used;

    /// <summary>48 bits of milliseconds and a 12-bit counter that may run ahead of the clock, then 62 random bits.</summary>
    public static Guid New()
    {
        var wanted = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() << 12;
        long seen, next;
        do
        {
            seen = Interlocked.Read(ref last);
            next = Math.Max(wanted, seen + 1);
        }
        while (Interlocked.CompareExchange(ref last, next, seen) != seen);
        return Make(next);
    }

    /// <summary>
    /// A key as of a time in the past, for what is written down later than it came: lists that go by keys then show it where it belongs.
    /// The time is UTC, since 1970. Of the same millisecond up to 4,096 follow in the order in which they are asked for.
    /// </summary>
    public static Guid At(DateTime at) => Make(Place(at) | (uint)(Interlocked.Increment(ref turn) & 0xFFF));

    /// <summary>Makes keys as of times in the past, in the order in which they are asked for.</summary>
    public static Func<DateTime, Guid> Past()
    {
        long next = 0;
        return at => Make(next = Math.Max(Place(at), next + 1));
    }

    private static Guid Make(long next)
    {
        Span<byte> bytes = stackalloc byte[16];
        Chance().CopyTo(bytes[8..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes, (next >> 12 << 16) | 0x7000 | (next & 0xFFF));
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Eight random bytes from a supply: asking the system for each key, also of records that are only read, cost 2 % of a request.</summary>
    private static ReadOnlySpan<byte> Chance()
    {
        var supply = chance ??= new byte[1024];
        if (used == 0) RandomNumberGenerator.Fill(supply);
        var next = supply.AsSpan(used, 8);
        used = (used + 8) % supply.Length;
        return next;
    }

    /// <summary>Where the keys of an instant begin among the numbers of <see cref="Ordered"/>.</summary>
    public static long Place(DateTime at) => new DateTimeOffset(at, TimeSpan.Zero).ToUnixTimeMilliseconds() << 12;

    /// <summary>A time-ordered number for rows that are read newest first, such as search documents.</summary>
    public static long Ordered(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var high = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return ((high >> 16) << 12 | (high & 0xFFF)) & long.MaxValue;
    }
}
