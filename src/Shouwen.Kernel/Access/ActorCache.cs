using System.Collections.Concurrent;
using Shouwen.Kernel.Data;

namespace Shouwen.Kernel.Access;

/// <summary>
/// Who sends a request, remembered for two seconds: people click and programs ask many times within them. What changes a
/// person, a role, a unit or a token on this node empties it at once; another node follows within the two seconds.
/// </summary>
public sealed class ActorCache(TimeProvider time) : IKept
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
        if (actor is null) return null;
        known[key] = (actor, time.GetTimestamp());
        if (before != Volatile.Read(ref changes)) known.TryRemove(key, out _);
        return actor;
    }

    public bool WasReadFrom(object record) => record is User or Role or RoleAssignment or Unit or Territory or ApiToken or SecondFactor;

    public void Forget()
    {
        Interlocked.Increment(ref changes);
        known.Clear();
    }
}
