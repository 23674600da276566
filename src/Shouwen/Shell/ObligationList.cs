using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Shell;

/// <summary>Whose obligations are meant.</summary>
public enum Whose { Mine, Team }

/// <summary>Which obligations are meant; open ones include those missed and still not done.</summary>
public enum Which { Open, Overdue, Missed, Met, Waived, Paused, All }

/// <summary>List obligations within one's reach, overdue first (PLAT-009).</summary>
public sealed record ObligationList(
    Whose Whose = Whose.Team, Which State = Which.Open, string? Clause = null, DateOnly? From = null, DateOnly? To = null, string? Subject = null,
    string? After = null, int Limit = 20, Guid? Id = null) : IQuery<ObligationList, ObligationList.View>
{
    public static Permission Needs => ObligationPermissions.View;

    public sealed record Row(
        Guid Id, string Clause, string ClauseTitle, string What, string SubjectKind, Guid SubjectId, string SubjectLabel, string Url, string OwnerName, Guid? OwnerId,
        DateTime OpenedAt, DateTime StartsAt, DateTime Due, ObligationState State, DateTime? FulfilledAt, string Limit, string SubjectTitle);

    public sealed record View(IReadOnlyList<Row> Items, string? Next, string Count, IReadOnlyList<(string Code, string Title)> Clauses);

    public sealed class Handler(KernelDb db, Work work, ClauseBook clauses, SubjectKinds subjects, SubjectTitles about, OrganisationBook organisation, LongLists lists) : IHandler<ObligationList, View>
    {
        public async Task<View> Handle(ObligationList query, CancellationToken ct)
        {
            var limit = Math.Clamp(query.Limit, 1, 200);
            var cursor = PageOf.Cursor(query.After);
            var parts = Parts(query).Select(p => Filtered(p, query)).ToList();
            var (page, count) = await lists.Read(db, parts, rows => InOrder(rows, cursor), ObligationRows.AsShown, query.After, limit, query with { After = null, Limit = 0 }, ct);
            var staff = await organisation.Current(ct);
            var titles = await about.Of(page, ct);
            var shown = page.Take(limit).Select(o => ToRow(o, staff.NameOf(o.OwnerId), titles, clauses, subjects)).ToList();
            return new View(shown, page.Count > limit ? PageOf.Cursor(shown[^1].Due, shown[^1].Id) : null, PageOf.Count(count),
                [.. clauses.All.Select(c => (c.Code, c.Title))]);
        }

        private static IQueryable<Obligation> InOrder(IQueryable<Obligation> rows, (DateTime At, Guid Id)? cursor)
        {
            if (cursor is var (at, id)) rows = rows.Where(o => o.DueAt >= at && (o.DueAt > at || o.Id > id));
            return rows.OrderBy(o => o.DueAt).ThenBy(o => o.Id);
        }

        /// <summary>The lists that have an index in order of the due times: one's own duties, done and not; everyone's, state by state.</summary>
        private IReadOnlyList<IQueryable<Obligation>> Parts(ObligationList query)
        {
            if (query.State is Which.Open or Which.Overdue or Which.Paused) return [query.Whose == Whose.Mine ? db.Own() : db.Obligations];
            if (query.Whose == Whose.Mine || db.Reach.IsOwnOnly) return [db.Own().Where(o => o.FulfilledAt == null), db.Own().Where(o => o.FulfilledAt != null)];
            return query.State == Which.All ? [.. Enum.GetValues<ObligationState>().Select(s => db.Obligations.Where(o => o.State == s))] : [db.Obligations];
        }

        private IQueryable<Obligation> Filtered(IQueryable<Obligation> rows, ObligationList query)
        {
            var now = work.Now;
            rows = query.State switch
            {
                Which.Open => rows.Outstanding(),
                Which.Overdue => rows.Running().Where(o => o.DueAt < now),
                Which.Missed => rows.Where(o => o.State == ObligationState.Missed),
                Which.Met => rows.Where(o => o.State == ObligationState.Met),
                Which.Waived => rows.Where(o => o.State == ObligationState.Waived),
                Which.Paused => rows.Paused(),
                _ => rows,
            };
            if (query.Clause is { } clause) rows = rows.Where(o => o.Clause == clause);
            if (query.Subject is { } subject) rows = rows.Where(o => o.SubjectLabel == subject);
            if (query.From is { } from)
            {
                var start = Kernel.Calendars.WorkCalendar.Default.ToUtc(from, TimeOnly.MinValue);
                rows = rows.Where(o => o.OpenedAt >= start);
            }
            if (query.To is { } to)
            {
                var end = Kernel.Calendars.WorkCalendar.Default.ToUtc(to.AddDays(1), TimeOnly.MinValue);
                rows = rows.Where(o => o.OpenedAt < end);
            }
            return rows;
        }
    }

    internal static Row ToRow(ObligationRows.Shown duty, string ownerName, IReadOnlyDictionary<Guid, string> titles, ClauseBook clauses, SubjectKinds subjects) => new(
        duty.Id, duty.Clause, clauses.Find(duty.Clause)?.Title ?? duty.Clause, duty.What, duty.SubjectKind, duty.SubjectId, duty.SubjectLabel, subjects.Url(duty.Subject),
        ownerName, duty.OwnerId, duty.OpenedAt, duty.StartsAt, duty.DueAt, duty.State, duty.FulfilledAt, duty.LimitText, titles.GetValueOrDefault(duty.SubjectId, ""));
}
