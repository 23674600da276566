using System.Collections.Concurrent;

namespace Shouwen.Kernel.Reporting;

/// <summary>
/// Figures over many rows. What is quick to gather is gathered each time it is asked; what took long is kept for twenty times as
/// long as it took, at most a minute, and gathered by one while the others wait. A small company always sees the present.
/// </summary>
public sealed class KeptFigures(TimeProvider time)
{
    public const int Most = 1000;
    public static readonly TimeSpan Long = TimeSpan.FromMilliseconds(200);
    private const int Times = 20;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Kept> known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task> gathering = new(StringComparer.Ordinal);

    /// <summary>
    /// The key must say whose rows are counted and for which day: the figures hold for nobody else. What hardly changes may be kept for a
    /// while however quick it is.
    /// </summary>
    public async Task<T> Of<T>(string key, Func<Task<T>> gather, TimeSpan atLeast = default) where T : class
    {
        if (Holding(key) is { } held) return (T)held;
        var own = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = gathering.GetOrAdd(key, own.Task);
        if (first != own.Task)
        {
            await first;
            // What the first did not keep was quick, or failed: everyone gathers it.
            return Holding(key) is { } theirs ? (T)theirs : await gather();
        }
        try
        {
            return Holding(key) is { } meanwhile ? (T)meanwhile : await Gather(key, gather, atLeast);
        }
        finally
        {
            gathering.TryRemove(key, out _);
            own.SetResult();
        }
    }

    private object? Holding(string key) => known.TryGetValue(key, out var kept) && kept.Left(time) >= TimeSpan.Zero ? kept.Figures : null;

    private async Task<T> Gather<T>(string key, Func<Task<T>> gather, TimeSpan atLeast) where T : class
    {
        var began = time.GetTimestamp();
        var figures = await gather();
        var took = time.GetElapsedTime(began);
        known.TryRemove(key, out _);
        var keep = took <= Long ? atLeast : new[] { atLeast, took * Times < Longest ? took * Times : Longest }.Max();
        if (keep == TimeSpan.Zero) return figures;
        // One goes for one that comes: what is over, or will be soonest.
        if (known.Count >= Most) known.TryRemove(known.MinBy(k => k.Value.Left(time)).Key, out _);
        known[key] = new Kept(figures, time.GetTimestamp(), keep);
        return figures;
    }

    private sealed record Kept(object Figures, long At, TimeSpan For)
    {
        public TimeSpan Left(TimeProvider time) => For - time.GetElapsedTime(At);
    }
}
