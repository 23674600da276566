using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Shouwen.Kernel.Data;

/// <summary>
/// Counts lists up to a thousand. One that was longer a moment ago is not counted again for each of its pages: whoever sees one
/// unit among many would walk the whole register to tell the same.
/// </summary>
public sealed class LongLists(TimeProvider time)
{
    private const int MostRemembered = 1_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, long> seen = new(StringComparer.Ordinal);

    /// <summary>A page and one row more, if there is one, and how many rows the list has: a first page that is not full tells that itself.</summary>
    public async Task<(List<TShown> Page, int Count)> Read<T, TShown>(KernelDb db, IQueryable<T> rows, IQueryable<TShown> ordered, string? after, int limit, object filter, CancellationToken ct)
    {
        var page = await ordered.Take(limit + 1).ToListAsync(ct);
        return (page, string.IsNullOrEmpty(after) && page.Count <= limit ? page.Count : await Count(db, rows, filter, ct));
    }

    /// <summary>A page of a list that lies in several, each with an index in its order: of each as much as a page needs is read, and laid together.</summary>
    public Task<(List<TShown> Page, int Count)> Read<T, TShown>(
        KernelDb db, IReadOnlyList<IQueryable<T>> parts, Func<IQueryable<T>, IQueryable<T>> inOrder, Expression<Func<T, TShown>> shown, string? after, int limit, object filter, CancellationToken ct)
    {
        var ordered = parts.Count == 1 ? inOrder(parts[0]) : inOrder(Together(parts.Select(p => inOrder(p).Take(limit + 1))));
        var rows = parts.Count == 1 ? parts[0] : Together(parts.Select(p => p.Take(PageOf.Most + 1)));
        return Read(db, rows, ordered.Select(shown), after, limit, filter, ct);
    }

    /// <summary>The rows of all of them.</summary>
    public static IQueryable<T> Together<T>(IEnumerable<IQueryable<T>> parts) => parts.Aggregate((all, more) => all.Concat(more));

    /// <summary>
    /// How many rows the list has, or one more than <see cref="PageOf.Most"/>. The filter says which rows are meant, whatever the page;
    /// the reach of the context says for whom.
    /// </summary>
    public async Task<int> Count<T>(KernelDb db, IQueryable<T> rows, object filter, CancellationToken ct)
    {
        var key = $"{typeof(T).Name} {db.Me:N} {db.Reach.Fingerprint} {filter}";
        if (seen.TryGetValue(key, out var at) && time.GetElapsedTime(at) < Remembered) return PageOf.Most + 1;
        var count = await rows.Take(PageOf.Most + 1).CountAsync(ct);
        if (count <= PageOf.Most) seen.TryRemove(key, out _);
        else Remember(key);
        return count;
    }

    private void Remember(string key)
    {
        if (seen.Count >= MostRemembered)
            foreach (var (old, at) in seen)
                if (time.GetElapsedTime(at) >= Remembered) seen.TryRemove(old, out _);
        if (seen.Count < MostRemembered) seen[key] = time.GetTimestamp();
    }
}
