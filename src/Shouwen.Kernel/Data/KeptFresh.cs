using Microsoft.Extensions.DependencyInjection;
using Shouwen.Kernel.Access;

namespace Shouwen.Kernel.Data;

/// <summary>
/// A book that is kept in memory and was read from records: the door has it forgotten on this node once a command that changed
/// one of them is committed.
/// </summary>
public interface IKept
{
    bool WasReadFrom(object record);

    void Forget();
}

/// <summary>
/// Something of the database that is kept in memory: another node's change is seen within five seconds, this node's as soon as it
/// is forgotten. Who reads again is given what was known, and may answer that it still holds.
/// </summary>
public sealed class KeptFresh<T>(TimeProvider time, Func<T?, CancellationToken, Task<T>> read) where T : class
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim reading = new(1, 1);
    private readonly Lock publishing = new();
    private volatile Kept? current;
    private int changes;

    public async ValueTask<T> Current(CancellationToken ct)
    {
        var kept = current;
        if (kept is not null && IsFresh(kept)) return kept.What;
        await reading.WaitAsync(ct);
        try
        {
            kept = current;
            if (kept is not null && IsFresh(kept)) return kept.What;
            var before = Volatile.Read(ref changes);
            kept = new Kept(await read(kept?.What, ct), time.GetTimestamp());
            // What was changed while it was read may not be in it: it serves who asked before the change, and nobody after.
            lock (publishing)
                if (before == changes) current = kept;
            return kept.What;
        }
        finally
        {
            reading.Release();
        }
    }

    public void Forget()
    {
        lock (publishing)
        {
            changes++;
            current = null;
        }
    }

    private bool IsFresh(Kept kept) => time.GetElapsedTime(kept.ReadAt) <= Fresh;

    private sealed record Kept(T What, long ReadAt);
}

/// <summary>A book that reads its records whole, as one snapshot for everybody.</summary>
public abstract class KeptBook<T>(IReadContexts contexts, TimeProvider time) : IKept where T : class
{
    private KeptFresh<T>? kept;

    public abstract bool WasReadFrom(object record);

    public void Forget() => kept?.Forget();

    /// <summary>Reads the records; what was known may be given back when nothing has changed since.</summary>
    protected abstract Task<T> Read(KernelDb db, T? earlier, CancellationToken ct);

    protected ValueTask<T> Snapshot(CancellationToken ct) => LazyInitializer.EnsureInitialized(ref kept, () => new KeptFresh<T>(time, Rented)).Current(ct);

    private async Task<T> Rented(T? earlier, CancellationToken ct)
    {
        await using var db = contexts.Rent(Reach.Everything);
        return await Read(db, earlier, ct);
    }
}

/// <summary>Registers the books of a room.</summary>
public static class KeptServices
{
    public static IServiceCollection AddKept<T>(this IServiceCollection services) where T : class, IKept =>
        services.AddSingleton<T>().AddSingleton<IKept>(provider => provider.GetRequiredService<T>());
}
