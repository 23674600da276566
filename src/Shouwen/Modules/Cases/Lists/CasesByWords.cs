using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Search;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Modules.Cases.Lists;

/// <summary>
/// What words find, in the index's own order, newest first (PLAT-012): only as many hits are looked up as the page shows. Where the
/// list is also filtered, hits are looked at until the page is full.
/// </summary>
/// <param name="filtered">The cases that the filters leave, where there are any; else all within reach are meant.</param>
internal sealed class CasesByWords(AppDb db, string words, SearchSpan span, IReadOnlyList<IQueryable<Case>>? filtered)
{
    /// <summary>So many hits are looked at first where filters leave some of them out, and at most so many for a page; the oldest are those of so many newest.</summary>
    private const int FirstLook = 200, MostOldest = 200, MostLooked = 3_000;

    /// <summary>The hits of a page.</summary>
    /// <param name="Next">Where the page after this one begins, if there may be one.</param>
    /// <param name="Looked">How many hits were looked at without filling the page; nothing where it is full or nothing follows.</param>
    internal sealed record Page(List<Guid> Ids, string? Next, int? Looked);

    public async Task<Page> Newest((DateTime At, Guid Id)? cursor, int limit, CancellationToken ct)
    {
        var (rest, page, looked) = (cursor is var (at, _) ? span.After(at.Ticks) : span, new List<SearchKey>(), 0);
        for (var look = filtered is null ? limit + 1 : Math.Max(limit + 1, FirstLook); ; look = Math.Min(2 * look, MostLooked - looked))
        {
            var hits = await SearchIndex.FindKeys(db, words, look, CaseSubject.Kind, rest, ct);
            page.AddRange(await Left(hits, ct));
            looked += hits.Count;
            if (page.Count > limit) return new Page([.. page.Take(limit).Select(k => k.Id)], Cursor(page[limit - 1]), null);
            if (hits.Count < look) return new Page([.. page.Select(k => k.Id)], null, null);
            if (looked >= MostLooked) return new Page([.. page.Select(k => k.Id)], Cursor(hits[^1]), looked);
            rest = rest.After(hits[^1].Doc);
        }
    }

    /// <summary>The oldest first, among the newest that the index gives.</summary>
    public async Task<Page> Oldest((DateTime At, Guid Id)? cursor, int limit, CancellationToken ct)
    {
        var hits = await SearchIndex.FindKeys(db, words, MostOldest, CaseSubject.Kind, span, ct);
        var left = (await Left(hits, ct)).OrderBy(k => k.Doc).Where(k => cursor is not var (at, _) || k.Doc > at.Ticks).Take(limit + 1).ToList();
        return new Page([.. left.Take(limit).Select(k => k.Id)], left.Count > limit ? Cursor(left[limit - 1]) : null, hits.Count == MostOldest ? MostOldest : null);
    }

    private async Task<IEnumerable<SearchKey>> Left(List<SearchKey> hits, CancellationToken ct)
    {
        if (filtered is null || hits.Count == 0) return hits;
        var found = hits.Select(h => h.Id).ToList();
        var left = (await LongLists.Together(filtered.Select(p => p.Where(c => found.Contains(c.Id)))).Select(c => c.Id).ToListAsync(ct)).ToHashSet();
        return hits.Where(h => left.Contains(h.Id));
    }

    /// <summary>The number of the document stands where other lists have the instant.</summary>
    private static string Cursor(SearchKey key) => PageOf.Cursor(new DateTime(key.Doc, DateTimeKind.Utc), key.Id);
}
