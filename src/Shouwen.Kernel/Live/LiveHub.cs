using System.Collections.Concurrent;
using Shouwen.Kernel.Access;

namespace Shouwen.Kernel.Live;

/// <summary>Passes hints to the open streams of this node; on PostgreSQL the <see cref="LiveRelay"/> passes them on to the other nodes.</summary>
public sealed class LiveHub
{
    private readonly ConcurrentDictionary<Listener, byte> listeners = [];

    /// <summary>What the relay still has to tell the others; null where there are none.</summary>
    internal Action<IReadOnlyList<Hint>>? Elsewhere { get; set; }

    public int Count => listeners.Count;

    public Listener Open(Actor actor, IReadOnlyList<Topic> topics)
    {
        var listener = new Listener(actor, topics, gone => listeners.TryRemove(gone, out _));
        listeners[listener] = 0;
        return listener;
    }

    /// <summary>Told after the commit; never waits and never fails.</summary>
    public void Tell(IReadOnlyList<Hint> hints)
    {
        if (hints.Count == 0) return;
        Hear(hints);
        Elsewhere?.Invoke(hints);
    }

    /// <summary>Heard here or from another node.</summary>
    internal void Hear(IReadOnlyList<Hint> hints)
    {
        foreach (var (listener, _) in listeners) listener.Hear(hints);
    }
}

/// <summary>One open page: it is woken when something it shows may have changed.</summary>
public sealed class Listener(Actor actor, IReadOnlyList<Topic> topics, Action<Listener> gone) : IDisposable
{
    private readonly SemaphoreSlim woken = new(0, 1);

    public Actor Actor { get; } = actor;

    /// <summary>The person's account changed: rights, password, or no account any more. The stream ends.</summary>
    public bool MustEnd { get; private set; }

    internal void Hear(IReadOnlyList<Hint> hints)
    {
        foreach (var hint in hints)
        {
            if (hint.Kind == Hint.User && hint.Id == Actor.Id) MustEnd = true;
            else if (hint.By == Actor.Id || !topics.Any(t => t.Concerns(hint, Actor.Reach))) continue;
            try { woken.Release(); }
            catch (SemaphoreFullException) { /* already woken; one look shows everything */ }
            return;
        }
    }

    /// <summary>True when woken, false when the time is over.</summary>
    public Task<bool> Wait(TimeSpan most, CancellationToken ct) => woken.WaitAsync(most, ct);

    public void Dispose() => gone(this);
}
