using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Modules.Cases.Lists;

/// <summary>
/// The register of whoever looks after one unit. Among the cases of a whole company those of a small unit lie far apart: it is walked along
/// four indexes (ADR-0030): of what the unit has, what its people received first, what one handles, and what one received. That is just what the filter of
/// the reach lets through. A case may stand in several of these lists; what they give are keys, whose rows are read within reach.
/// </summary>
internal sealed class UnitRegister(AppDb db, LongLists lists, string unit)
{
    /// <summary>Where a case stands in the order of the receipts.</summary>
    internal sealed record Key(DateTime At, Guid Id);

    private static readonly Key Newer = new(DateTime.MaxValue.ToUniversalTime(), Guid.Empty);

    /// <summary>The one unit that this is the reach of, if none lies below it; else the whole register is walked.</summary>
    public static string? UnitOf(Reach reach, Organisation units)
    {
        if (reach.Units is not [var one, ..] || one == PathRange.None || reach.Units.Concat(reach.Territories).Any(r => r != one && r != PathRange.None)) return null;
        return units.Units.Where(u => one.Covers(u.Path)).Take(2).ToList() is [var only] && only.Path == one.From ? only.Path : null;
    }

    /// <summary>The keys of a page, newest first, and one more, if there is one, and how many cases there are.</summary>
    public async Task<(List<Key> Page, int Count)> Page(string? after, int limit, object filter, CancellationToken ct)
    {
        var behind = PageOf.Cursor(after) is var (at, id) ? new Key(at, id) : Newer;
        var found = await Newest.All(db, unit, db.Me, behind.At, behind.Id, limit + 1, ct);
        List<Key> page = [.. found.Distinct().OrderByDescending(k => k.At).ThenByDescending(k => k.Id).Take(limit + 1)];
        return (page, string.IsNullOrEmpty(after) && page.Count <= limit ? page.Count : await lists.Count(db, All, filter, ct));
    }

    /// <summary>Of each list so many from behind a place on, in the order of its index. The conditions of the indexes themselves are named, without which these would not be used.</summary>
    private static readonly Question<AppDb, string, Guid, DateTime, Guid, int, Key> Newest = new((db, unit, me, at, id, most) =>
        db.Set<Case>().IgnoreQueryFilters(new[] { KernelDb.ScopeFilter }).Where(c => c.UnitPath == unit && c.UnitPath != "" && c.ReceivedAt <= at && (c.ReceivedAt < at || c.Id < id))
            .OrderByDescending(c => c.ReceivedAt).ThenByDescending(c => c.Id).Take(most).Select(c => new { c.ReceivedAt, c.Id })
        .Concat(db.Set<Case>().IgnoreQueryFilters(new[] { KernelDb.ScopeFilter }).Where(c => c.FirstOwnerUnitPath == unit && c.FirstOwnerUnitPath != "" && c.ReceivedAt <= at && (c.ReceivedAt < at || c.Id < id))
            .OrderByDescending(c => c.ReceivedAt).ThenByDescending(c => c.Id).Take(most).Select(c => new { c.ReceivedAt, c.Id }))
        .Concat(db.Set<Case>().IgnoreQueryFilters(new[] { KernelDb.ScopeFilter }).Where(c => c.HandlerId == me && c.ReceivedAt <= at && (c.ReceivedAt < at || c.Id < id))
            .OrderByDescending(c => c.ReceivedAt).ThenByDescending(c => c.Id).Take(most).Select(c => new { c.ReceivedAt, c.Id }))
        .Concat(db.Set<Case>().IgnoreQueryFilters(new[] { KernelDb.ScopeFilter }).Where(c => c.FirstOwnerId == me && c.ReceivedAt <= at && (c.ReceivedAt < at || c.Id < id))
            .OrderByDescending(c => c.ReceivedAt).ThenByDescending(c => c.Id).Take(most).Select(c => new { c.ReceivedAt, c.Id }))
        .Select(k => new Key(k.ReceivedAt, k.Id)).TagWith(Planning.Once));

    private IQueryable<Guid> All => new[]
    {
        db.Unscoped<Case>().Where(c => c.UnitPath == unit && c.UnitPath != ""),
        db.Unscoped<Case>().Where(c => c.FirstOwnerUnitPath == unit && c.FirstOwnerUnitPath != ""),
        db.Unscoped<Case>().Where(c => c.HandlerId == db.Me),
        db.Unscoped<Case>().Where(c => c.FirstOwnerId == db.Me),
    }.Select(l => l.Take(PageOf.Most + 1).Select(c => c.Id)).Aggregate((all, more) => all.Union(more));
}
