using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Data;

namespace Shouwen.Kernel.Activity;

/// <summary>The end of one lane of the activity chain, and the way to say that it has moved on.</summary>
public sealed record Lane(int Number, long Seq, byte[] Hash, Action<Lane> Advance)
{
    /// <summary>Its head is not known, because nobody has read it yet or the answer to the last commit was lost: it is read before the lane goes on.</summary>
    internal bool IsInDoubt => Seq < 0;

    /// <summary>The lane with its head as the table has it.</summary>
    public static async Task<Lane> Read(KernelDb db, int number, Action<Lane> advance, CancellationToken ct)
    {
        var head = await db.Set<ActivityEntry>().AsNoTracking().Where(a => a.Lane == number)
            .OrderByDescending(a => a.Seq).Select(a => new { a.Seq, a.Hash }).FirstOrDefaultAsync(ct);
        return new Lane(number, head?.Seq ?? 0, head?.Hash ?? [], advance);
    }

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

    /// <summary>Opens the lanes of a node slot, whose heads are read by who borrows them first; those of an earlier slot are given up.</summary>
    internal void Open(int first)
    {
        this.first = first;
        while (free.Reader.TryRead(out _)) { }
        for (var number = first; number < first + PerNode; number++) GiveBack(number, Doubt, []);
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
