using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web.Kit;
using Shouwen.Modules.Callbacks.Contracts;
using Shouwen.Modules.Callbacks.Model;

namespace Shouwen.Modules.Callbacks.Calls;

/// <summary>List callbacks: planned ones by due time, finished ones newest first; or all that a rule came upon in a time.</summary>
public sealed record CallbackList(CallbackState? State = null, CallbackAnswer? Answer = null, string? Owner = null, string? Rule = null, DateOnly? From = null, DateOnly? To = null, string? After = null, int Limit = 20) : IQuery<CallbackList, CallbackList.View>
{
    public static Permission Needs => CallbacksPermissions.View;

    public sealed record Row(Guid Id, string Number, CallbackState State, CallbackAnswer? Answer, string CaseNumber, string CustomerName, string Matter, string OwnerName,
        DateTime PlannedAt, DateTime DueAt, DateTime? AgreedAt, DateTime? DoneAt, int Attempts);

    public sealed record View(IReadOnlyList<Row> Items, string? Next, string Count, IReadOnlyList<Option> Rules);

    public sealed class Handler(AppDb db, Work work, LongLists lists) : IHandler<CallbackList, View>
    {
        public async Task<View> Handle(CallbackList query, CancellationToken ct)
        {
            var state = query.State ?? (query.Rule is null ? CallbackState.Planned : null);
            var me = work.Actor.Id;
            var rows = state is null ? db.Callbacks : db.Callbacks.Where(c => c.State == state);
            if (query.Rule is { } rule)
            {
                var from = WorkCalendar.Default.ToUtc(query.From ?? new DateOnly(2000, 1, 1), TimeOnly.MinValue);
                var to = WorkCalendar.Default.ToUtc((query.To ?? new DateOnly(2199, 12, 30)).AddDays(1), TimeOnly.MinValue);
                rows = rows.Where(c => db.CallbackDraws.Any(d => d.CallbackId == c.Id && d.RuleCode == rule && d.At >= from && d.At < to));
            }
            if (query.Answer is { } answer) rows = rows.Where(c => c.Answer == answer);
            if (query.Owner == "me") rows = rows.Where(c => c.OwnerId == me);
            var limit = Math.Clamp(query.Limit, 1, 200);
            var planned = state == CallbackState.Planned;
            var rest = rows;
            if (PageOf.Cursor(query.After) is var (at, id))
                rest = planned ? rows.Where(c => c.DueAt >= at && (c.DueAt > at || c.Id > id)) : rows.Where(c => c.DueAt <= at && (c.DueAt < at || c.Id < id));
            var ordered = planned ? rest.OrderBy(c => c.DueAt).ThenBy(c => c.Id) : rest.OrderByDescending(c => c.DueAt).ThenByDescending(c => c.Id);
            var (page, count) = await lists.Read(db, rows, ordered, query.After, limit, query with { After = null, Limit = 0 }, ct);
            return new View([.. page.Take(limit).Select(c => new Row(c.Id, c.Number, c.State, c.Answer, c.CaseNumber, c.CustomerName, c.Matter, c.OwnerName, c.PlannedAt, c.DueAt, c.AgreedAt, c.DoneAt, c.Attempts))],
                page.Count > limit ? PageOf.Cursor(page[limit - 1].DueAt, page[limit - 1].Id) : null, PageOf.Count(count),
                [.. (await db.CallbackRules.OrderBy(r => r.Code).Take(CallbackRule.Most).ToListAsync(ct)).Select(r => new Option(r.Code, r.Name))]);
        }
    }
}
