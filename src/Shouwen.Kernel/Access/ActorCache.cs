using System.Collections.Concurrent;

namespace Shouwen.Kernel.Access;

/// <summary>
/// Who sends a request, remembered for two seconds: people click and programs ask many times within them. What changes a
/// person, a role, a unit or a token on this node empties it at once; another node follows within the two seconds.
/// </summary>
public sealed class ActorCache(TimeProvider time)
{
    private const int Most = 10_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, (Actor Actor, long At)> known = new(StringComparer.Ordinal);
    private int changes;

    /// <summary>The one behind this key; nobody is not remembered.</summary>
    public async ValueTask<Actor?> Find(string key, Func<Task<Actor?>> ask)
    {
        if (known.TryGetValue(key, out var found) && time.GetElapsedTime(found.At) <= Fresh) return found.Actor;
        var before = Volatile.Read(ref changes);
        var actor = await ask();
        if (known.Count >= Most) known.Clear();
        if (actor is not null && before == Volatile.Read(ref changes)) known[key] = (actor, time.GetTimestamp());
        return actor;
    }

    public void Forget()
    {
        Interlocked.Increment(ref changes);
        known.Clear();
    }
}
