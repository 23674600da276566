using System.Globalization;
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
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Cases.Lists;

/// <summary>List the register of cases within one's reach, newest first (CASE-001, CASE-003).</summary>
public sealed record CaseList(
    CaseType? Type = null, CaseState? State = null, string? Unit = null, string? Owner = null, string? Q = null, DateOnly? From = null, DateOnly? To = null,
    string? Sort = null, string? After = null, int Limit = 20, Severity? Severity = null, Emotion? Emotion = null, string? Over = null, string? Customer = null,
    Cause? Cause = null, Channel? Channel = null, string? Factor = null) : IQuery<CaseList, CaseList.View>
{
    public const string NewestFirst = "-receivedAt";
    public const string OldestFirst = "receivedAt";
    private static readonly List<string> None = [];

    /// <summary>Versions before gave a case the key of when it was written down; what was late by more than this is not found by words within dates.</summary>
    private static readonly TimeSpan MostLate = TimeSpan.FromDays(1);

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
            var (page, dues, following, count) = query.Q is { Length: > 0 } words ? await Found(parts, words, query, limit, ct) : await Walked(parts, query, limit, ct);
            var next = dues.GroupBy(o => o.Case).ToDictionary(g => g.Key, g => g.MinBy(n => n.At));
            var shown = page.Select(c => Of(c, units.UnitName(c.UnitPath), next.GetValueOrDefault(c.Id))).ToList();
            return new View(shown, following, count, [.. units.Units.Select(u => new UnitChoice(u.Path, u.Name.ToString()))]);
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
            if (Start(query.From) is { } start) rows = rows.Where(c => c.ReceivedAt >= start);
            if (Start(query.To?.AddDays(1)) is { } end) rows = rows.Where(c => c.ReceivedAt < end);
            if (query.Owner is { Length: > 0 } owner) return await Owned(rows, owner, ct);
            var me = work.Actor.Id;
            return db.Reach.IsOwnOnly ? [rows.Where(c => c.HandlerId == me), rows.Where(c => c.FirstOwnerId == me && c.HandlerId != me)] : [rows];
        }

        /// <summary>A page of the list itself, along its indexes, and what is still to be done about it, in one query.</summary>
        private async Task<(IReadOnlyList<CaseRows.Shown> Page, List<CaseRows.Due> Dues, string? Next, string Count)> Walked(IReadOnlyList<IQueryable<Case>> parts, CaseList query, int limit, CancellationToken ct)
        {
            var cursor = PageOf.Cursor(query.After);
            // The whole register is walked in its order, whoever reads it.
            var isWhole = parts.Count == 1 && IsWhole(query);
            var (page, count) = await lists.Read(db, parts, InOrder, CaseRows.AsShown, query.After, limit, query with { After = null, Limit = 0 }, ct);
            var dues = page.Count == 0 ? [] : await CaseRows.Dues.All(db, [.. page.Select(c => c.Id)], ct);
            return ([.. page.Take(limit)], dues, page.Count > limit ? PageOf.Cursor(page[limit - 1].ReceivedAt, page[limit - 1].Id) : null, PageOf.Count(count));

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

        /// <summary>A page of what the words find, read whole and within reach, and what is still to be done about it.</summary>
        private async Task<(IReadOnlyList<CaseRows.Shown> Page, List<CaseRows.Due> Dues, string? Next, string Count)> Found(IReadOnlyList<IQueryable<Case>> parts, string words, CaseList query, int limit, CancellationToken ct)
        {
            var (cursor, isWhole) = (PageOf.Cursor(query.After), IsWhole(query with { Q = null }));
            var hits = new CasesByWords(db, words, SearchSpan.Of(Start(query.From), Start(query.To?.AddDays(1)), MostLate), isWhole ? null : parts);
            var page = query.Sort == OldestFirst ? await hits.Oldest(cursor, limit, ct) : await hits.Newest(cursor, limit, ct);
            var (cases, dues) = (new List<CaseRows.Shown>(), new List<CaseRows.Due>());
            if (page.Ids.Count > 0) await db.Together(ct, async () => cases = await CaseRows.Among.All(db, page.Ids, ct), async () => dues = await CaseRows.Dues.All(db, page.Ids, ct));
            return ([.. cases.OrderBy(c => page.Ids.IndexOf(c.Id))], dues, page.Next, Count());

            string Count() =>
                page.Looked is { } looked ? T["The newest {0} hits were looked at", looked.ToString("N0", CultureInfo.InvariantCulture)]
                : cursor is not null ? T["{0} on this page", page.Ids.Count]
                : PageOf.Count(page.Ids.Count + (page.Next is null ? 0 : 1), limit);
        }

        /// <summary>Nothing but the reach and the words narrow the list.</summary>
        private static bool IsWhole(CaseList query) => query with { Sort = null, After = null, Limit = 0 } == new CaseList(Limit: 0);

        private static DateTime? Start(DateOnly? day) => day is { } some ? WorkCalendar.Default.ToUtc(some, TimeOnly.MinValue) : null;

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
