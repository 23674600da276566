using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Modules.Cases.Lists;

/// <summary>
/// The register of whoever looks after one unit. Among the cases of a whole company those of a small unit lie far apart: it is walked along
/// four indexes of its own (ADR-0030). A case may stand in several of these lists; what they give are keys, whose rows are read within reach.
/// </summary>
internal sealed class UnitRegister(AppDb db, LongLists lists, string unit)
{
    /// <summary>Where a case stands in the order of the receipts.</summary>
    internal readonly record struct Key(DateTime At, Guid Id);

    /// <summary>The one unit that this is the reach of, if none lies below it; else the whole register is walked.</summary>
    public static string? UnitOf(Reach reach, Organisation units)
    {
        if (reach.Units is not [var one, ..] || one == PathRange.None || reach.Units.Concat(reach.Territories).Any(r => r != one && r != PathRange.None)) return null;
        return units.Units.Count(u => one.Covers(u.Path)) == 1 && units.Units.Any(u => u.Path == one.From) ? one.From : null;
    }

    /// <summary>The keys of a page and one more, if there is one, and how many cases there are.</summary>
    public async Task<(List<Key> Page, int Count)> Page(string? after, bool oldestFirst, int limit, object filter, CancellationToken ct)
    {
        var cursor = PageOf.Cursor(after);
        var keys = Lists.Select(l => (oldestFirst ? l.Oldest(cursor) : l.Newest(cursor)).Take(limit + 1).Select(c => new { c.ReceivedAt, c.Id })).Aggregate((all, more) => all.Union(more));
        var ordered = oldestFirst ? keys.OrderBy(k => k.ReceivedAt).ThenBy(k => k.Id) : keys.OrderByDescending(k => k.ReceivedAt).ThenByDescending(k => k.Id);
        var all = Lists.Select(l => l.Take(PageOf.Most + 1).Select(c => c.Id)).Aggregate((all, more) => all.Union(more));
        var (page, count) = await lists.Read(db, all, ordered.TagWith(Planning.Once), after, limit, filter, ct);
        return ([.. page.Select(k => new Key(k.ReceivedAt, k.Id))], count);
    }

    /// <summary>What the unit has, what its people received first, what one handles, and what one received: just what the filter of the reach lets through.</summary>
    private IEnumerable<IQueryable<Case>> Lists =>
    [
        db.Unscoped<Case>().Where(c => c.UnitPath == unit && c.UnitPath != EF.Constant("")),
        db.Unscoped<Case>().Where(c => c.FirstOwnerUnitPath == unit && c.FirstOwnerUnitPath != EF.Constant("")),
        db.Unscoped<Case>().Where(c => c.HandlerId == db.Me),
        db.Unscoped<Case>().Where(c => c.FirstOwnerId == db.Me),
    ];
}
