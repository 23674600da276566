using System.Security.Cryptography;
using System.Text;

namespace Shouwen.Kernel.Activity;

/// <summary>
/// One line of the audit trail: who did what, when, to what, what changed. It is written in the transaction of the act
/// and chained to the line before it in its lane, so that a changed, removed or reordered line is found (PLAT-004).
/// </summary>
public sealed class ActivityEntry
{
    public required int Lane { get; init; }
    public required long Seq { get; init; }
    public required Guid Id { get; init; }
    public required DateTime At { get; init; }
    public required Guid ActorId { get; init; }
    public required string ActorName { get; init; }
    public required string UseCase { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }
    public required string SubjectLabel { get; init; }
    public required string UnitPath { get; init; }
    public string? Reason { get; init; }

    /// <summary>The changed fields as JSON: record, field, old value, new value.</summary>
    public required string Changes { get; init; }
    public required byte[] Previous { get; init; }
    public byte[] Hash { get; set; } = [];

    /// <summary>SHA-256 over the previous hash and every field of this line.</summary>
    public byte[] ComputeHash()
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Previous);
        var text = string.Join('\u001f', Lane, Seq, Id.ToString("N"), (At.Ticks - DateTime.UnixEpoch.Ticks) / 10, ActorId.ToString("N"), ActorName,
            UseCase, SubjectKind, SubjectId.ToString("N"), SubjectLabel, UnitPath, Reason, Changes);
        sha.AppendData(Encoding.UTF8.GetBytes(text));
        return sha.GetHashAndReset();
    }
}

/// <summary>A day's end of the chain: one hash over the heads of all lanes, chained from day to day; shows a cut tail.</summary>
public sealed class ActivitySeal
{
    public required DateOnly Day { get; init; }
    public required DateTime At { get; init; }

    /// <summary>The heads at that time: lane, sequence and hash of each, as JSON.</summary>
    public required string Heads { get; init; }
    public required byte[] Previous { get; init; }
    public required byte[] Hash { get; init; }

    public static byte[] ComputeHash(DateOnly day, string heads, byte[] previous) =>
        SHA256.HashData([.. previous, .. Encoding.UTF8.GetBytes(day.ToString("O") + heads)]);
}
