using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Activity;

/// <summary>Check every line of the audit trail against the one before it, and each day's seal against the lines.</summary>
public sealed record VerifyActivity : IQuery<VerifyActivity, VerifyActivity.Verdict>
{
    private const int MostFaults = 100;
    private const int Batch = 5_000;

    public static Permission Needs => AccessPermissions.Trail;

    public sealed record Verdict(long Entries, int Lanes, int Seals, IReadOnlyList<string> Faults);

    public sealed class Handler(KernelDb db) : IHandler<VerifyActivity, Verdict>
    {
        public async Task<Verdict> Handle(VerifyActivity query, CancellationToken ct)
        {
            var faults = new List<string>();
            var (entries, lanes) = (0L, await db.Activity.Select(a => a.Lane).Distinct().OrderBy(l => l).ToListAsync(ct));
            var seals = await db.Set<ActivitySeal>().OrderBy(s => s.Day).ToListAsync(ct);
            var sealedHeads = Heads(seals, faults);
            foreach (var lane in lanes) entries += await Lane(lane, sealedHeads, faults, ct);
            foreach (var (head, hash) in sealedHeads.Where(h => h.Value is not null)) faults.Add($"Lane {head.Lane}: entry {head.Seq} was sealed and is missing.");
            return new Verdict(entries, lanes.Count, seals.Count, [.. faults.Take(MostFaults)]);
        }

        /// <summary>While one page is hashed on all cores, the next is read.</summary>
        private async Task<long> Lane(int lane, Dictionary<(int Lane, long Seq), string?> sealedHeads, List<string> faults, CancellationToken ct)
        {
            long seq = 0;
            byte[] previous = [];
            var page = await Page(lane, 0, ct);
            while (true)
            {
                var hashing = Hashes(page, ct);
                var isLast = page.Count < Batch || faults.Count >= MostFaults;
                var next = isLast ? [] : await Page(lane, page[^1].Seq, ct);
                var hashes = await hashing;
                for (var i = 0; i < hashes.Length; i++)
                {
                    var entry = page[i];
                    if (entry.Seq != seq + 1) faults.Add($"Lane {lane}: entries {seq + 1} to {entry.Seq - 1} are missing.");
                    else if (!entry.Previous.AsSpan().SequenceEqual(previous)) faults.Add($"Lane {lane}: entry {entry.Seq} does not follow the one before it.");
                    if (!hashes[i].AsSpan().SequenceEqual(entry.Hash)) faults.Add($"Lane {lane}: entry {entry.Seq} was changed.");
                    if (sealedHeads.TryGetValue((lane, entry.Seq), out var hash) && hash == Convert.ToHexString(entry.Hash)) sealedHeads[(lane, entry.Seq)] = null;
                    (seq, previous) = (entry.Seq, entry.Hash);
                }
                if (isLast) return seq;
                page = next;
            }
        }

        private Task<List<ActivityEntry>> Page(int lane, long after, CancellationToken ct) =>
            db.Activity.AsNoTracking().Where(a => a.Lane == lane && a.Seq > after).OrderBy(a => a.Seq).Take(Batch).ToListAsync(ct);

        /// <summary>It needs no database, so that a reading that breaks off leaves nothing behind that still uses one.</summary>
        private static Task<byte[][]> Hashes(List<ActivityEntry> page, CancellationToken ct) =>
            Task.Run(() => page.AsParallel().AsOrdered().WithCancellation(ct).Select(e => e.ComputeHash()).ToArray(), ct);

        /// <summary>The heads that the seals vouch for; a seal that does not follow its predecessor is itself a fault.</summary>
        private static Dictionary<(int Lane, long Seq), string?> Heads(List<ActivitySeal> seals, List<string> faults)
        {
            var heads = new Dictionary<(int, long), string?>();
            byte[] previous = [];
            foreach (var seal in seals)
            {
                if (!seal.Previous.AsSpan().SequenceEqual(previous) || !ActivitySeal.ComputeHash(seal.Day, seal.Heads, previous).AsSpan().SequenceEqual(seal.Hash))
                    faults.Add($"The seal of {seal.Day:O} was changed.");
                foreach (var head in JsonSerializer.Deserialize<SealActivity.Head[]>(seal.Heads)!) heads[(head.Lane, head.Seq)] = head.Hash;
                previous = seal.Hash;
            }
            return heads;
        }
    }
}

/// <summary>Seal the day: one hash over the heads of all lanes, chained to yesterday's.</summary>
public sealed record SealActivity : ICommand<SealActivity, SealActivity.Result>
{
    public static Permission Needs => KernelPermissions.System;

    public sealed record Head(int Lane, long Seq, string Hash);

    public sealed record Result(string Hash);

    public sealed class Handler(KernelDb db, Work work) : IHandler<SealActivity, Result>
    {
        public async Task<Result> Handle(SealActivity command, CancellationToken ct)
        {
            var day = WorkCalendar.Default.LocalDate(work.Now);
            if (await db.Set<ActivitySeal>().AnyAsync(s => s.Day == day, ct)) return new Result("");
            var heads = await Heads(ct);
            var previous = await db.Set<ActivitySeal>().OrderByDescending(s => s.Day).Select(s => s.Hash).FirstOrDefaultAsync(ct) ?? [];
            var json = JsonSerializer.Serialize(heads);
            var seal = new ActivitySeal { Day = day, At = work.Now, Heads = json, Previous = previous, Hash = ActivitySeal.ComputeHash(day, json, previous) };
            db.Add(seal);
            return new Result(Convert.ToHexString(seal.Hash));
        }

        /// <summary>The end of each lane, from lane to lane along the index: nobody else may write on SQLite meanwhile, and the trail is long.</summary>
        private async Task<List<Head>> Heads(CancellationToken ct)
        {
            var heads = new List<Head>();
            for (var lane = await Next(-1); lane is not null; lane = await Next(lane.Value))
            {
                var end = await Lane.Read(db, lane.Value, _ => { }, ct);
                heads.Add(new Head(end.Number, end.Seq, Convert.ToHexString(end.Hash)));
            }
            return heads;

            Task<int?> Next(int after) => db.Activity.Where(a => a.Lane > after).OrderBy(a => a.Lane).Select(a => (int?)a.Lane).FirstOrDefaultAsync(ct);
        }
    }
}
