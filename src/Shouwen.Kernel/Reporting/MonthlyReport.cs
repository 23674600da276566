using Microsoft.EntityFrameworkCore.ChangeTracking;
using Shouwen.Kernel.Data;

namespace Shouwen.Kernel.Reporting;

/// <summary>A report over raw rows that are told by months: what months that have ended came to is kept, and holds until something in them is changed.</summary>
public abstract class MonthlyReport : Report
{
    /// <summary>Raised when what is kept of a month is written or counted in another way; what was kept before is gathered anew.</summary>
    public abstract int Form { get; }

    /// <summary>The months of which there is anything to tell, the newest first: one date in the distant past costs no thousand empty ones.</summary>
    public abstract Task<IReadOnlyList<DateOnly>> Told(KernelDb db, CancellationToken ct);

    /// <summary>A month as its raw rows tell it; the same rows make the same bytes.</summary>
    public abstract Task<byte[]> Gather(KernelDb db, DateOnly month, CancellationToken ct);

    /// <summary>Instants of the months in which a command changed what the report reads: changed records and rows that are only added.</summary>
    public abstract ValueTask<IReadOnlyCollection<DateTime>> Touched(KernelDb db, IReadOnlyList<EntityEntry> changed, IReadOnlyList<object> added, CancellationToken ct);
}
