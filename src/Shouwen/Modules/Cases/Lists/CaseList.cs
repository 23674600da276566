using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Search;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Contacts.Contracts;

namespace Shouwen.Modules.Cases.Lists;

/// <summary>Whose cases are meant.</summary>
public enum CaseOwner { Handler, FirstOwner }

/// <summary>List the register of cases within one's reach, newest first (CASE-001, CASE-003).</summary>
public sealed record CaseList(
    CaseType? Type = null, CaseState? State = null, string? Unit = null, string? Owner = null, string? Q = null, DateOnly? From = null, DateOnly? To = null,
    string? Sort = null, string? After = null, int Limit = 20, Severity? Severity = null, Emotion? Emotion = null, string? Over = null, string? Customer = null,
    Cause? Cause = null, Channel? Channel = null, string? Factor = null) : IQuery<CaseList, CaseList.View>
{
    public const int MostFound = 200;
    public const string NewestFirst = "-receivedAt";
    public const string OldestFirst = "receivedAt";
    private static readonly List<string> None = [];

    public static Permission Needs => CasesPermissions.View;

    public sealed record Row(
        Guid Id, string Number, CaseType Type, CaseState State, Severity Severity, Emotion Emotion, string Subject, string CustomerName, Guid? CustomerId,
        string HandlerName, string FirstOwnerName, string UnitPath, string UnitName, DateTime ReceivedAt, DateTime? Due, DateTime? DueFrom, ObligationState? DueState, bool IsWaiting);

    public sealed record View(IReadOnlyList<Row> Items, string? Next, string Count, [property: JsonIgnore] IReadOnlyList<UnitChoice> Units);

    public sealed record UnitChoice(string Path, string Name);

    public sealed class Handler(AppDb db, Work work, OrganisationBook organisation, LongLists lists) : IHandler<CaseList, View>
    {
        public async Task<View> Handle(CaseList query, CancellationToken ct)
        {
            if (query.Sort is not (null or NewestFirst or OldestFirst)) throw Refusal.Of("sort", "sort", "The list can be sorted by: {0}.", NewestFirst + ", " + OldestFirst);
            if (query.Over is not (null or "no")) throw Refusal.Of("over", "over", "Please choose one of: {0}.", "no");
            var units = await organisation.Current(ct);
            var parts = await Filtered(query, units, ct);
            var limit = Math.Clamp(query.Limit, 1, 200);
            var (page, dues, count) = query.Q is { Length: > 0 } words ? await Found(parts, words, query, limit, ct) : await Walked(parts, query, limit, ct);
            var next = dues.GroupBy(o => o.Case).ToDictionary(g => g.Key, g => g.MinBy(n => n.At));
            var shown = page.Take(limit).Select(c => Of(c, units.UnitName(c.UnitPath), next.GetValueOrDefault(c.Id))).ToList();
            return new View(shown, page.Count > limit ? PageOf.Cursor(page[limit - 1].ReceivedAt, page[limit - 1].Id) : null, count,
                [.. units.Units.Select(u => new UnitChoice(u.Path, u.Name.ToString()))]);
        }

        /// <summary>The lists, each with an index in order of the receipts, that together are asked for.</summary>
        private async Task<IReadOnlyList<IQueryable<Case>>> Filtered(CaseList query, Organisation units, CancellationToken ct)
        {
            IQueryable<Case> rows = db.Cases;
            if (query.Type is { } type) rows = rows.Where(c => c.Type == type);
            if (query.State is { } state) rows = rows.Where(c => c.State == state);
            if (query.Over == "no") rows = rows.Where(c => c.ClosedAt == null);
            if (query.Severity is { } severity) rows = rows.Where(c => c.Severity == severity);
            if (query.Emotion is { } emotion) rows = rows.Where(c => c.Emotion == emotion);
            if (query.Cause is { } cause) rows = rows.Where(c => c.Cause == cause);
            if (query.Channel is { } channel) rows = rows.Where(c => c.Channel == channel);
            if (query.Factor is { Length: > 0 } factor) rows = rows.Where(c => c.Factors != EF.Constant(None) && (" " + (string)(object)c.Factors + " ").Contains(" " + factor + " "));
            if (query.Unit is { Length: > 0 } unit) rows = Below(rows, units.PathOf(unit) ?? throw Refusal.Of("unit", "unit.unknown", "There is no unit called {0}.", unit));
            if (query.Customer is { Length: > 0 } customer)
            {
                var id = await db.Customers.Where(k => k.Number == customer).Select(k => k.Id).FirstOrDefaultAsync(ct);
                rows = rows.Where(c => c.CustomerId == id);
            }
            if (query.From is { } from)
            {
                var start = WorkCalendar.Default.ToUtc(from, TimeOnly.MinValue);
                rows = rows.Where(c => c.ReceivedAt >= start);
            }
            if (query.To is { } to)
            {
                var end = WorkCalendar.Default.ToUtc(to.AddDays(1), TimeOnly.MinValue);
                rows = rows.Where(c => c.ReceivedAt < end);
            }
            if (query.Owner is { Length: > 0 } owner) return await Owned(rows, owner, ct);
            var me = work.Actor.Id;
            return db.Reach.IsOwnOnly ? [rows.Where(c => c.HandlerId == me), rows.Where(c => c.FirstOwnerId == me && c.HandlerId != me)] : [rows];
        }

        /// <summary>A page of the list itself, along its indexes, and what is still to be done about it, in one query.</summary>
        private async Task<(List<CaseRows.Shown> Page, List<CaseRows.Due> Dues, string Count)> Walked(IReadOnlyList<IQueryable<Case>> parts, CaseList query, int limit, CancellationToken ct)
        {
            var cursor = PageOf.Cursor(query.After);
            // The whole register is walked in its order, whoever reads it.
            var isWhole = parts.Count == 1 && query with { Sort = null, After = null, Limit = 0 } == new CaseList(Limit: 0);
            var (page, count) = await lists.Read(db, parts, InOrder, CaseRows.AsShown, query.After, limit, query with { After = null, Limit = 0 }, ct);
            return (page, page.Count == 0 ? [] : await CaseRows.Dues.All(db, [.. page.Select(c => c.Id)], ct), PageOf.Count(count));

            IQueryable<Case> InOrder(IQueryable<Case> rows)
            {
                var ordered = query.Sort == OldestFirst ? Oldest(rows, cursor) : Newest(rows, cursor);
                return isWhole ? ordered.TagWith(Planning.Once) : ordered;
            }
        }

        private static IQueryable<Case> Oldest(IQueryable<Case> rows, (DateTime At, Guid Id)? cursor)
        {
            if (cursor is var (at, id)) rows = rows.Where(c => c.ReceivedAt >= at && (c.ReceivedAt > at || c.Id > id));
            return rows.OrderBy(c => c.ReceivedAt).ThenBy(c => c.Id);
        }

        private static IQueryable<Case> Newest(IQueryable<Case> rows, (DateTime At, Guid Id)? cursor)
        {
            if (cursor is var (at, id)) rows = rows.Where(c => c.ReceivedAt <= at && (c.ReceivedAt < at || c.Id < id));
            return rows.OrderByDescending(c => c.ReceivedAt).ThenByDescending(c => c.Id);
        }

        /// <summary>A page of what the words find: of the hits only the keys are read, and only what is shown is read whole.</summary>
        private async Task<(List<CaseRows.Shown> Page, List<CaseRows.Due> Dues, string Count)> Found(IReadOnlyList<IQueryable<Case>> parts, string words, CaseList query, int limit, CancellationToken ct)
        {
            var hits = await SearchIndex.FindIds(db, words, MostFound, CaseSubject.Kind, ct);
            var keys = hits.Count == 0 ? [] : await LongLists.Together(parts.Select(p => p.Where(c => hits.Contains(c.Id)))).Select(c => new { c.ReceivedAt, c.Id }).ToListAsync(ct);
            var ordered = keys.OrderBy(k => k.ReceivedAt).ThenBy(k => k.Id).ToList();
            if (query.Sort != OldestFirst) ordered.Reverse();
            if (PageOf.Cursor(query.After) is var (at, id)) ordered.RemoveRange(0, ordered.FindIndex(k => k.ReceivedAt == at && k.Id == id) + 1);
            var shown = ordered.Take(limit + 1).Select(k => k.Id).ToList();
            var (cases, dues) = (new List<CaseRows.Shown>(), new List<CaseRows.Due>());
            if (shown.Count > 0) await db.Together(ct, async () => cases = await CaseRows.Among.All(db, shown, ct), async () => dues = await CaseRows.Dues.All(db, shown, ct));
            var isCut = hits.Count == MostFound && keys.Count > 0;
            return ([.. cases.OrderBy(c => shown.IndexOf(c.Id))], dues, PageOf.Count(keys.Count, isCut ? keys.Count - 1 : PageOf.Most));
        }

        private static IQueryable<Case> Below(IQueryable<Case> rows, string path)
        {
            var (from, to) = (PathRange.Below(path).From, PathRange.Below(path).To);
            return rows.Where(c => string.Compare(c.UnitPath, from) >= 0 && string.Compare(c.UnitPath, to) < 0);
        }

        /// <summary>What one handles, and what one received and nobody handles.</summary>
        private async Task<IReadOnlyList<IQueryable<Case>>> Owned(IQueryable<Case> rows, string owner, CancellationToken ct)
        {
            var login = owner.ToLowerInvariant();
            var me = login == "me" ? work.Actor.Id : await db.Users.Where(u => u.Login == login).Select(u => u.Id).FirstOrDefaultAsync(ct);
            return [rows.Where(c => c.HandlerId == me), rows.Where(c => c.HandlerId == null && c.FirstOwnerId == me)];
        }

        private static Row Of(CaseRows.Shown c, string unit, CaseRows.Due? due) => new(
            c.Id, c.Number, c.Type, c.State, c.Severity, c.Emotion, c.Subject, c.CustomerName, c.CustomerId, c.HandlerName, c.FirstOwnerName, c.UnitPath, unit, c.ReceivedAt,
            due?.At, due?.From, due?.State, c.IsWaiting);
    }
}
