namespace Shouwen.Kernel.Data;

/// <summary>
/// Something of the database that is kept in memory: another node's change is seen within five seconds, this node's as soon as it
/// is forgotten. Who reads again is given what was known, and may answer that it still holds.
/// </summary>
public sealed class KeptFresh<T>(TimeProvider time, Func<T?, CancellationToken, Task<T>> read) where T : class
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile Kept? current;

    public async ValueTask<T> Current(CancellationToken ct)
    {
        var kept = current;
        if (kept is not null && IsFresh(kept)) return kept.What;
        await reading.WaitAsync(ct);
        try
        {
            kept = current;
            if (kept is null || !IsFresh(kept)) current = kept = new Kept(await read(kept?.What, ct), time.GetTimestamp());
        }
        finally
        {
            reading.Release();
        }
        return kept.What;
    }

    public void Forget() => current = null;

    private bool IsFresh(Kept kept) => time.GetElapsedTime(kept.ReadAt) <= Fresh;

    private sealed record Kept(T What, long ReadAt);
}
