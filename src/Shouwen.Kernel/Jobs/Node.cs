using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Activity;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Jobs;

/// <summary>
/// Takes a free slot among the nodes of a PostgreSQL installation and keeps its lease; the slot says which lanes of
/// the activity chain are this node's. On SQLite there is one node and nothing to take.
/// </summary>
public sealed class Node(Installation installation, IReadContexts contexts, Lanes lanes, TimeProvider time, ILogger<Node> log) : BackgroundService
{
    private const int MostSlots = 1000;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private readonly Guid holder = Ids.New();
    private int? slot;

    public override async Task StartAsync(CancellationToken ct)
    {
        await Open(ct);
        await base.StartAsync(ct);
    }

    /// <summary>Takes a slot and opens its lanes; commands wait for it.</summary>
    public async Task Open(CancellationToken ct)
    {
        if (installation.Engine != Engine.Postgres || slot is not null) return;
        await using var db = contexts.Rent(Reach.Everything);
        var free = 0;
        while (!await Take(db, free, ct))
            if (++free == MostSlots) throw new InvalidOperationException("There is no free node slot.");
        lanes.Open(free * Lanes.PerNode);
        slot = free;
    }

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        if (slot is null) return;
        using var timer = new PeriodicTimer(Lease / 4, time);
        while (await timer.WaitForNextTickAsync(ct))
        {
            try
            {
                await using var db = contexts.Rent(Reach.Everything);
                if (slot is { } mine && await Take(db, mine, ct)) continue;
                log.LogWarning("This node was away too long and another one took its slot {Slot}; it takes a new one", slot);
                slot = null;
                await Open(ct);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.LogWarning(fault, "The lease of node slot {Slot} could not be renewed", slot);
            }
        }
    }

    private async Task<bool> Take(KernelDb db, int candidate, CancellationToken ct)
    {
        var lease = (int)Lease.TotalSeconds;
        return await db.Database.ExecuteSqlInterpolatedAsync($"""
            INSERT INTO kernel_node_slot (slot, lease_until, holder) VALUES ({candidate}, now() + make_interval(secs => {lease}), {holder})
            ON CONFLICT (slot) DO UPDATE SET lease_until = excluded.lease_until, holder = excluded.holder
            WHERE kernel_node_slot.lease_until < now() OR kernel_node_slot.holder = excluded.holder
            """, ct) == 1;
    }
}
