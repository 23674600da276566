using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Shell;

/// <summary>
/// Show what is to be done today: an agent's own obligations, a supervisor's team, a director's whole, overdue first,
/// with figures and charts for those who lead (PLAT-009, RPT-051).
/// </summary>
public sealed record Today(Whose? Whose = null) : IQuery<Today, Today.View>
{
    public const int Rows = 40;
    public const int Days = 14;

    /// <summary>Up to here the figures are exact.</summary>
    private const int Counted = 10_000;

    public static Permission Needs => KernelPermissions.SignedIn;

    public sealed record Day(DateOnly Date, int Met, int Missed);

    public sealed record Person(string Name, int Open, int Overdue);

    public sealed record View(
        bool LeadsOthers, Whose Whose, IReadOnlyList<ObligationList.Row> Due, int Overdue, int DueToday, int Open, int Paused, Kernel.Reporting.Rate ThisMonth,
        IReadOnlyList<Day> Trend, IReadOnlyList<Person> People, IReadOnlyList<(string Clause, string Title, int Open, int Overdue)> Clauses);

    public sealed class Handler(KernelDb db, Work work, ClauseBook clauses, SubjectKinds subjects, SubjectTitles about, OrganisationBook organisation) : IHandler<Today, View>
    {
        public async Task<View> Handle(Today query, CancellationToken ct)
        {
            var leads = work.Actor.Reach.Units.Any(u => u != PathRange.None) && (work.Actor.Roles.Contains("supervisor") || work.Actor.Roles.Contains("director") || work.Actor.Roles.Contains("manager"));
            var whose = query.Whose ?? (leads ? Shell.Whose.Team : Shell.Whose.Mine);
            var (me, now) = (work.Actor.Id, work.Now);
            var mine = whose == Shell.Whose.Mine ? db.Obligations.Where(o => o.OwnerId == me) : LedBy(work.Actor);
            var open = mine.Running();

            var due = await open.OrderBy(o => o.DueAt).ThenBy(o => o.Id).Take(Rows).ToListAsync(ct);
            var staff = await organisation.Current(ct);
            var titles = await about.Of(due, ct);
            var rows = due.Select(o => ObligationList.ToRow(o, staff.NameOf(o.OwnerId), titles, clauses, subjects)).ToList();

            var today = WorkCalendar.Default.LocalDate(now);
            var endOfToday = WorkCalendar.Default.ToUtc(today.AddDays(1), TimeOnly.MinValue);
            var overdue = await open.Where(o => o.DueAt < now).Take(Counted).CountAsync(ct);
            var dueToday = await open.Where(o => o.DueAt >= now && o.DueAt < endOfToday).Take(Counted).CountAsync(ct);
            var opened = await open.Take(Counted).CountAsync(ct);
            var paused = await mine.Paused().Take(Counted).CountAsync(ct);
            var ended = await Ended(mine, today, ct);
            var month = Month(ended, today);
            return leads && whose == Shell.Whose.Team
                ? new View(true, whose, rows, overdue, dueToday, opened, paused, month, Trend(ended, today), await People(open, staff, now, ct), await ByClause(open, now, ct))
                : new View(leads, whose, rows, overdue, dueToday, opened, paused, month, Trend(ended, today), [], []);
        }

        /// <summary>A director and a manager lead everything within reach, a supervisor the own unit and what is below.</summary>
        private IQueryable<Obligation> LedBy(Actor actor)
        {
            if (actor.Roles.Contains("director") || actor.Roles.Contains("manager")) return db.Obligations;
            var (from, to) = (PathRange.Below(actor.UnitPath).From, PathRange.Below(actor.UnitPath).To);
            return db.Obligations.Where(o => string.Compare(o.UnitPath, from) >= 0 && string.Compare(o.UnitPath, to) < 0);
        }

        /// <summary>What was met and missed on each day since the month or the trend began.</summary>
        private static async Task<List<Day>> Ended(IQueryable<Obligation> mine, DateOnly today, CancellationToken ct)
        {
            var month = new DateOnly(today.Year, today.Month, 1);
            var first = month < today.AddDays(1 - Days) ? month : today.AddDays(1 - Days);
            var counts = await mine.Where(o => o.EndedOn >= first && (o.State == ObligationState.Met || o.State == ObligationState.Missed))
                .GroupBy(o => new { o.EndedOn, o.State }).Select(g => new { g.Key.EndedOn, g.Key.State, Count = g.Count() }).ToListAsync(ct);
            var byDay = counts.ToLookup(c => c.EndedOn!.Value);
            return [.. Enumerable.Range(0, today.DayNumber - first.DayNumber + 1).Select(first.AddDays)
                .Select(d => new Day(d, byDay[d].Where(c => c.State == ObligationState.Met).Sum(c => c.Count), byDay[d].Where(c => c.State == ObligationState.Missed).Sum(c => c.Count)))];
        }

        private static Kernel.Reporting.Rate Month(IReadOnlyList<Day> ended, DateOnly today)
        {
            var days = ended.Where(d => d.Date.Year == today.Year && d.Date.Month == today.Month).ToList();
            return new(days.Sum(d => d.Met), days.Sum(d => d.Met + d.Missed));
        }

        private static List<Day> Trend(IReadOnlyList<Day> ended, DateOnly today) => [.. ended.Where(d => d.Date > today.AddDays(-Days))];

        private async Task<List<Person>> People(IQueryable<Obligation> open, Organisation staff, DateTime now, CancellationToken ct)
        {
            var loads = await open.Where(o => o.OwnerId != null).GroupBy(o => o.OwnerId)
                .Select(g => new { Owner = g.Key!.Value, Open = g.Count(), Overdue = g.Count(o => o.DueAt < now) })
                .OrderByDescending(l => l.Overdue).ThenByDescending(l => l.Open).Take(10).ToListAsync(ct);
            return [.. loads.Select(l => new Person(staff.NameOf(l.Owner), l.Open, l.Overdue))];
        }

        private async Task<IReadOnlyList<(string, string, int, int)>> ByClause(IQueryable<Obligation> open, DateTime now, CancellationToken ct)
        {
            var rows = await open.GroupBy(o => o.Clause).Select(g => new { g.Key, Open = g.Count(), Overdue = g.Count(o => o.DueAt < now) }).ToListAsync(ct);
            return [.. rows.OrderByDescending(r => r.Overdue).ThenByDescending(r => r.Open).Select(r => (r.Key, clauses.Find(r.Key)?.Title ?? r.Key, r.Open, r.Overdue))];
        }
    }
}
