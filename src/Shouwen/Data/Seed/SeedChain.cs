using Shouwen.Kernel.Activity;
using Shouwen.Kernel.Data.Bulk;

namespace Shouwen.Data.Seed;

/// <summary>Hangs the audit entries of seeded cases onto the chain, so that it can be verified as a whole.</summary>
internal sealed class SeedChain(RowShape shape, long seq, byte[] hash)
{
    private readonly int lane = shape.Of(nameof(ActivityEntry.Lane)), place = shape.Of(nameof(ActivityEntry.Seq)), previous = shape.Of(nameof(ActivityEntry.Previous)), own = shape.Of(nameof(ActivityEntry.Hash));

    public object?[] Chained(object?[] row)
    {
        (row[lane], row[place], row[previous]) = (0, ++seq, hash);
        row[own] = hash = ((ActivityEntry)shape.Entity(row)).ComputeHash();
        return row;
    }
}
