using System.Threading.Channels;

namespace Shouwen.Kernel.Activity;

/// <summary>The end of one lane of the activity chain, and the way to say that it has moved on.</summary>
public sealed record Lane(int Number, long Seq, byte[] Hash, Action<Lane> Advance)
{
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

    private readonly Channel<(int Number, long Seq, byte[] Hash)> free = Channel.CreateUnbounded<(int, long, byte[])>();

    /// <summary>Opens the lanes of a node slot with the heads read from the table.</summary>
    internal void Open(IEnumerable<(int Number, long Seq, byte[] Hash)> heads)
    {
        foreach (var head in heads) free.Writer.TryWrite(head);
    }

    internal async Task<Lane> Borrow(Action<Lane> advance, CancellationToken ct)
    {
        var (number, seq, hash) = await free.Reader.ReadAsync(ct);
        return new Lane(number, seq, hash, advance);
    }

    internal void Return(Lane lane) => free.Writer.TryWrite((lane.Number, lane.Seq, lane.Hash));

    internal async Task ReturnAfterDoubt(Lane lane, Func<int, Task<(long, byte[])>> readHead)
    {
        try
        {
            var (seq, hash) = await readHead(lane.Number);
            free.Writer.TryWrite((lane.Number, seq, hash));
        }
        catch
        {
            // The database does not answer: give the lane back as it was; a wrong head is refused by the unique index and read anew.
            free.Writer.TryWrite((lane.Number, lane.Seq, lane.Hash));
        }
    }
}
