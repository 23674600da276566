using Shouwen.Modules.Cases.Model;

namespace Shouwen.Modules.Cases.Lists;

/// <summary>The order of the register, from behind a cursor on.</summary>
internal static class RegisterOrder
{
    public static IQueryable<Case> Oldest(this IQueryable<Case> rows, (DateTime At, Guid Id)? cursor)
    {
        if (cursor is var (at, id)) rows = rows.Where(c => c.ReceivedAt >= at && (c.ReceivedAt > at || c.Id > id));
        return rows.OrderBy(c => c.ReceivedAt).ThenBy(c => c.Id);
    }

    public static IQueryable<Case> Newest(this IQueryable<Case> rows, (DateTime At, Guid Id)? cursor)
    {
        if (cursor is var (at, id)) rows = rows.Where(c => c.ReceivedAt <= at && (c.ReceivedAt < at || c.Id < id));
        return rows.OrderByDescending(c => c.ReceivedAt).ThenByDescending(c => c.Id);
    }
}
