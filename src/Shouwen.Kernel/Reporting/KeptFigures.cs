using System.Collections.Concurrent;

namespace Shouwen.Kernel.Reporting;

/// <summary>
/// Figures over many rows. What is quick to gather is gathered each time it is asked; what took long is kept for twenty times as
/// long as it took, at most a minute, and gathered by one while the others wait. A small company always sees the present.
/// </summary>
public sealed class KeptFigures(TimeProvider time)
{
    public static readonly TimeSpan Long = TimeSpan.FromMilliseconds(200);
    private const int Times = 20;
    private const int Most = 1000;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Slow> slow = new(StringComparer.Ordinal);

    /// <summary>The key must say who asks and for which day: the figures hold for nobody else.</summary>
    public async Task<T> Of<T>(string key, Func<Task<T>> gather) where T : class
    {
        if (!slow.TryGetValue(key, out var known)) return await Gather(key, null, gather);
        if (known.Holds(time)) return (T)known.Figures;
        await known.Gathering.WaitAsync();
        try
        {
            return slow.TryGetValue(key, out var newer) && newer.Holds(time) ? (T)newer.Figures : await Gather(key, known.Gathering, gather);
        }
        finally
        {
            known.Gathering.Release();
        }
    }

    private async Task<T> Gather<T>(string key, SemaphoreSlim? gathering, Func<Task<T>> gather) where T : class
    {
        var began = time.GetTimestamp();
        var figures = await gather();
        var took = time.GetElapsedTime(began);
        if (took <= Long) slow.TryRemove(key, out _);
        else
        {
            if (slow.Count >= Most) slow.Clear();
            slow[key] = new Slow(figures, time.GetTimestamp(), took * Times < Longest ? took * Times : Longest, gathering ?? new SemaphoreSlim(1, 1));
        }
        return figures;
    }

    private sealed record Slow(object Figures, long At, TimeSpan For, SemaphoreSlim Gathering)
    {
        public bool Holds(TimeProvider time) => time.GetElapsedTime(At) <= For;
    }
}
