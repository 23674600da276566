using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Data;

/// <summary>
/// Something small that every command needs and that seldom changes: read once, kept for five seconds, so that another
/// node's change is seen soon; one reader at a time however many ask.
/// </summary>
public sealed class Remembered<T>(IReadContexts contexts, TimeProvider time, Func<KernelDb, CancellationToken, Task<T>> read) where T : class
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile Known? known;

    public async ValueTask<T> Current(CancellationToken ct = default)
    {
        if (Fresher() is { } current) return current;
        await reading.WaitAsync(ct);
        try
        {
            if (Fresher() is { } meanwhile) return meanwhile;
            await using var db = contexts.Rent(Access.Reach.Everything);
            known = new Known(await read(db, ct), time.GetTimestamp());
            return known.Value;
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>This node changed it: the next to ask reads anew.</summary>
    public void Forget() => known = null;

    private T? Fresher() => known is { } last && time.GetElapsedTime(last.ReadAt) <= Fresh ? last.Value : null;

    private sealed record Known(T Value, long ReadAt);
}
