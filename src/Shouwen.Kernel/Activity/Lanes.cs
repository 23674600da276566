using System.Threading.Channels;

namespace Shouwen.Kernel.Activity;

/// <summary>The end of one lane of the activity chain, and the way to say that it has moved on.</summary>
public sealed record Lane(int Number, long Seq, byte[] Hash, Action<Lane> Advance)
{
    /// <summary>Whether the last commit on it happened is not known: its head must be read before it goes on.</summary>
    internal bool IsInDoubt => Seq < 0;

    /// <summary>Chains an entry to the lane; final only when the transaction commits.</summary>
    internal void Chain(ActivityEntry entry)
    {
        entry.Hash = entry.ComputeHash();
        Advance(this with { Seq = entry.Seq, Hash = entry.Hash });
    }
}

/// <summary>
/// The lanes that this node may write on PostgreSQL. A command borrows one from computing its hash until its commit is
/// answered, so writers do not wait for each other and a rolled-back command leaves no hole.
/// </summary>
public sealed class Lanes
{
    public const int PerNode = 32;
    private const long Doubt = -1;

    private readonly Channel<(int Number, long Seq, byte[] Hash)> free = Channel.CreateUnbounded<(int, long, byte[])>();
    private int first;

    /// <summary>Opens the lanes of a node slot with the heads read from the table; those of an earlier slot are given up.</summary>
    internal void Open(int first, IEnumerable<(int Number, long Seq, byte[] Hash)> heads)
    {
        this.first = first;
        while (free.Reader.TryRead(out _)) { }
        foreach (var head in heads) free.Writer.TryWrite(head);
    }

    internal async Task<Lane> Borrow(Action<Lane> advance, CancellationToken ct)
    {
        var (number, seq, hash) = await free.Reader.ReadAsync(ct);
        return new Lane(number, seq, hash, advance);
    }

    internal void Return(Lane lane) => GiveBack(lane.Number, lane.Seq, lane.Hash);

    /// <summary>The commit may or may not have happened: who borrows the lane next reads its head.</summary>
    internal void ReturnInDoubt(Lane lane) => GiveBack(lane.Number, Doubt, []);

    private void GiveBack(int number, long seq, byte[] hash)
    {
        if (number / PerNode * PerNode == first) free.Writer.TryWrite((number, seq, hash));
    }
}
