using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
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
            var parts = await new CaseFilters(db, work.Actor.Id).Of(query, units, ct);
            var limit = Math.Clamp(query.Limit, 1, 200);
            var (page, dues, following, count) = query.Q is { Length: > 0 } words ? await Found(parts, words, query, limit, ct)
                : IsWhole(query) && query.Sort != OldestFirst && UnitRegister.UnitOf(db.Reach, units) is { } unit ? await OfUnit(unit, query, limit, ct)
                : await Walked(parts, query, limit, ct);
            var next = dues.GroupBy(o => o.Case).ToDictionary(g => g.Key, g => g.MinBy(n => n.At));
            var shown = page.Select(c => Of(c, units.UnitName(c.UnitPath), next.GetValueOrDefault(c.Id))).ToList();
            return new View(shown, following, count, [.. units.Units.Select(u => new UnitChoice(u.Path, u.Name.ToString()))]);
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

        /// <summary>A page for whoever looks after one unit: its keys from the unit's own indexes, then what is shown of them.</summary>
        private async Task<(IReadOnlyList<CaseRows.Shown> Page, List<CaseRows.Due> Dues, string? Next, string Count)> OfUnit(string unit, CaseList query, int limit, CancellationToken ct)
        {
            var (keys, count) = await new UnitRegister(db, lists, unit).Page(query.After, limit, query with { After = null, Limit = 0 }, ct);
            var (cases, dues) = await Read([.. keys.Take(limit).Select(k => k.Id)], ct);
            return (cases, dues, keys.Count > limit ? PageOf.Cursor(keys[limit - 1].At, keys[limit - 1].Id) : null, PageOf.Count(count));
        }

        /// <summary>What is shown of these cases, in this order and within reach, and what is still to be done about them.</summary>
        private async Task<(IReadOnlyList<CaseRows.Shown> Cases, List<CaseRows.Due> Dues)> Read(List<Guid> ids, CancellationToken ct)
        {
            var (cases, dues) = (new List<CaseRows.Shown>(), new List<CaseRows.Due>());
            if (ids.Count > 0) await db.Together(ct, async () => cases = await CaseRows.Among.All(db, ids, ct), async () => dues = await CaseRows.Dues.All(db, ids, ct));
            return ([.. cases.OrderBy(c => ids.IndexOf(c.Id))], dues);
        }

        /// <summary>A page of what the words find, read whole and within reach, and what is still to be done about it.</summary>
        private async Task<(IReadOnlyList<CaseRows.Shown> Page, List<CaseRows.Due> Dues, string? Next, string Count)> Found(IReadOnlyList<IQueryable<Case>> parts, string words, CaseList query, int limit, CancellationToken ct)
        {
            var (cursor, isWhole) = (PageOf.Cursor(query.After), IsWhole(query with { Q = null }));
            var hits = new CasesByWords(db, words, SearchSpan.Of(CaseFilters.Start(query.From), CaseFilters.Start(query.To?.AddDays(1)), MostLate), isWhole ? null : parts);
            var page = query.Sort == OldestFirst ? await hits.Oldest(cursor, limit, ct) : await hits.Newest(cursor, limit, ct);
            var (cases, dues) = await Read(page.Ids, ct);
            return (cases, dues, page.Next, Count());

            string Count() =>
                page.Looked is { } looked ? T["The newest {0} hits were looked at", looked.ToString("N0", CultureInfo.InvariantCulture)]
                : cursor is not null ? T["{0} on this page", page.Ids.Count]
                : PageOf.Count(page.Ids.Count + (page.Next is null ? 0 : 1), limit);
        }

        /// <summary>Nothing but the reach and the words narrow the list.</summary>
        private static bool IsWhole(CaseList query) => query with { Sort = null, After = null, Limit = 0 } == new CaseList(Limit: 0);

        private static Row Of(CaseRows.Shown c, string unit, CaseRows.Due? due) => new(
            c.Id, c.Number, c.Type, c.State, c.Severity, c.Emotion, c.Subject, c.CustomerName, c.CustomerId, c.HandlerName, c.FirstOwnerName, c.UnitPath, unit, c.ReceivedAt,
            due?.At, due?.From, due?.State, c.IsWaiting);
    }
}
