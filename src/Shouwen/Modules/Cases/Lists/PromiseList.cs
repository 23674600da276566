using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Reporting;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Modules.Cases.Lists;

/// <summary>List promises by due time, with the share kept in the month (CASE-032, RPT-042).</summary>
public sealed record PromiseList(string? State = null, string? After = null, int Limit = 20) : IQuery<PromiseList, PromiseList.View>
{
    public static Permission Needs => CasesPermissions.View;

    public sealed record Row(Guid Id, string CaseNumber, string Text, string ByName, DateTime MadeAt, DateTime DueAt, DateTime? AnsweredAt, bool? IsKept);

    public sealed record View(IReadOnlyList<Row> Items, string? Next, Rate KeptThisMonth, int Open);

    public sealed class Handler(AppDb db, Work work) : IHandler<PromiseList, View>
    {
        public async Task<View> Handle(PromiseList query, CancellationToken ct)
        {
            var now = work.Now;
            var all = from promise in db.Promises
                      join matter in db.Cases on promise.CaseId equals matter.Id
                      select new { promise, matter.Number };
            var rows = query.State switch
            {
                "kept" => all.Where(r => r.promise.AnsweredAt <= r.promise.DueAt),
                "broken" => all.Where(r => r.promise.AnsweredAt > r.promise.DueAt || r.promise.AnsweredAt == null && r.promise.DueAt < now),
                "all" => all,
                null or "open" => all.Where(r => r.promise.AnsweredAt == null),
                _ => throw Refusal.Of("state", "state", "Please choose one of: {0}.", "open, kept, broken, all"),
            };
            if (PageOf.Cursor(query.After) is var (at, id)) rows = rows.Where(r => r.promise.DueAt >= at && (r.promise.DueAt > at || r.promise.Id > id));
            var limit = Math.Clamp(query.Limit, 1, 200);
            var page = await rows.OrderBy(r => r.promise.DueAt).ThenBy(r => r.promise.Id).Take(limit + 1).ToListAsync(ct);
            var today = WorkCalendar.Default.LocalDate(now);
            var month = WorkCalendar.Default.ToUtc(new DateOnly(today.Year, today.Month, 1), TimeOnly.MinValue);
            var due = all.Where(r => r.promise.DueAt >= month && r.promise.DueAt <= now);
            var kept = new Rate(await due.CountAsync(r => r.promise.AnsweredAt <= r.promise.DueAt, ct), await due.CountAsync(ct));
            var open = await all.Where(r => r.promise.AnsweredAt == null).Take(PageOf.Most).CountAsync(ct);
            return new View([.. page.Take(limit).Select(r => new Row(r.promise.Id, r.Number, r.promise.Text, r.promise.ByName, r.promise.MadeAt, r.promise.DueAt, r.promise.AnsweredAt, r.promise.IsKept))],
                page.Count > limit ? PageOf.Cursor(page[limit - 1].promise.DueAt, page[limit - 1].promise.Id) : null, kept, open);
        }
    }
}
