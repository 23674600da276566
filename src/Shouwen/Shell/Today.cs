using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Reporting;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Shell;

/// <summary>
/// Show what is to be done today: an agent's own obligations, a supervisor's team, a director's whole, overdue first,
/// with figures and charts for those who lead (PLAT-009, RPT-051).
/// </summary>
public sealed record Today(Whose? Whose = null) : IQuery<Today, Today.View>
{
    /// <summary>As many as one sees at a glance, and as every list shows at first; the others are a click away.</summary>
    public const int Rows = 20;
    public const int Days = 14;

    /// <summary>Up to here a person's own figures are exact.</summary>
    private const int Counted = 10_000;
    private static readonly TimeSpan PastKept = TimeSpan.FromMinutes(1);

    public static Permission Needs => KernelPermissions.SignedIn;

    public sealed record Day(DateOnly Date, int Met, int Missed);

    public sealed record Person(string Name, int Open, int Overdue);

    public sealed record View(
        bool LeadsOthers, Whose Whose, IReadOnlyList<ObligationList.Row> Due, int Overdue, int DueToday, int Open, int Paused, Rate ThisMonth,
        IReadOnlyList<Day> Trend, IReadOnlyList<Person> People, IReadOnlyList<(string Clause, string Title, int Open, int Overdue)> Clauses);

    public sealed class Handler(KernelDb db, Work work, ClauseBook clauses, SubjectKinds subjects, SubjectTitles about, OrganisationBook organisation, KeptFigures kept) : IHandler<Today, View>
    {
        public async Task<View> Handle(Today query, CancellationToken ct)
        {
            var leads = work.Actor.Reach.Units.Any(u => u != PathRange.None) && (work.Actor.Roles.Contains("supervisor") || work.Actor.Roles.Contains("director") || work.Actor.Roles.Contains("manager"));
            var whose = query.Whose ?? (leads ? Shell.Whose.Team : Shell.Whose.Mine);
            var now = work.Now;
            var (owed, mine) = whose == Shell.Whose.Mine ? ($"{work.Actor.Id:N}", db.Own()) : LedBy(work.Actor);
            var open = mine.Running();

            var due = await open.OrderBy(o => o.DueAt).ThenBy(o => o.Id).Take(Rows).Select(ObligationRows.AsShown).TagWith(Planning.Once).ToListAsync(ct);
            var staff = await organisation.Current(ct);
            var titles = await about.Of(due, ct);
            var rows = due.Select(o => ObligationList.ToRow(o, staff.NameOf(o.OwnerId), titles, clauses, subjects)).ToList();

            var today = WorkCalendar.Default.LocalDate(now);
            var ofTeam = leads && whose == Shell.Whose.Team;
            var asked = $"today {today:O} {ofTeam} {owed} {work.Actor.Reach.Fingerprint}";
            var f = await kept.Of(asked, () => Gather(db, mine, open, ofTeam, today, now));
            // Days that are over change only by what is recorded late: they are not counted again for each look.
            var past = await kept.Of(asked + " past", () => Ended(mine, First(today), today.AddDays(-1)), atLeast: PastKept);
            List<Day> ended = [.. past, .. f.Ended];
            return new View(leads, whose, rows, f.Counts.Overdue, f.Counts.DueToday, f.Counts.Open, f.Counts.Paused, Month(ended, today), Trend(ended, today),
                [.. f.People.Select(p => new Person(staff.NameOf(p.Owner), p.Open, p.Overdue))], ByClause(f.Clauses));
        }

        /// <summary>Everything that is counted; who stops waiting does not stop those who wait for the same.</summary>
        private static async Task<Figures> Gather(KernelDb db, IQueryable<Obligation> mine, IQueryable<Obligation> open, bool ofTeam, DateOnly today, DateTime now)
        {
            var endOfToday = WorkCalendar.Default.ToUtc(today.AddDays(1), TimeOnly.MinValue);
            var paused = mine.Paused();
            var (counts, standing, ended, loads, ofClauses) = (default(Counts), 0, new List<Day>(), new List<Load>(), new List<ClauseLoad>());
            Func<Task> ofToday = async () => ended = await Ended(mine, today, today);
            Func<Task>[] own = [async () => counts = await Count(), ofToday];
            Func<Task>[] teams = [async () => standing = await paused.Take(Counted).CountAsync(), ofToday, async () => loads = await Loads(open, now), async () => ofClauses = await Clauses(open, now, endOfToday)];
            await db.Together(CancellationToken.None, ofTeam ? teams : own);
            // A team's open duties are gone through for its clauses anyway.
            counts ??= new Counts(ofClauses.Sum(c => c.Overdue), ofClauses.Sum(c => c.DueToday), ofClauses.Sum(c => c.Open), standing);
            return new Figures(counts, ended, loads, ofClauses);

            // One question for all four counts.
            Task<Counts> Count() => db.Database.SqlQueryRaw<int>("SELECT 1 AS \"Value\"").Select(_ => new Counts(
                open.Where(o => o.DueAt < now).Take(Counted).Count(),
                open.Where(o => o.DueAt >= now && o.DueAt < endOfToday).Take(Counted).Count(),
                open.Take(Counted).Count(),
                paused.Take(Counted).Count())).SingleAsync();
        }

        /// <summary>A director and a manager lead everything within reach, a supervisor the own unit and what is below.</summary>
        private (string, IQueryable<Obligation>) LedBy(Actor actor)
        {
            if (actor.Roles.Contains("director") || actor.Roles.Contains("manager")) return ("/", db.Obligations);
            var (from, to) = (PathRange.Below(actor.UnitPath).From, PathRange.Below(actor.UnitPath).To);
            return (from, db.Obligations.Where(o => string.Compare(o.UnitPath, from) >= 0 && string.Compare(o.UnitPath, to) < 0));
        }

        /// <summary>When the month or the trend began.</summary>
        private static DateOnly First(DateOnly today)
        {
            var (month, trend) = (new DateOnly(today.Year, today.Month, 1), today.AddDays(1 - Days));
            return month < trend ? month : trend;
        }

        /// <summary>What was met and missed on each of the days.</summary>
        private static async Task<List<Day>> Ended(IQueryable<Obligation> mine, DateOnly first, DateOnly last)
        {
            var counts = await mine.Where(o => o.EndedOn >= first && o.EndedOn <= last && (o.State == ObligationState.Met || o.State == ObligationState.Missed))
                .GroupBy(o => new { o.EndedOn, o.State }).Select(g => new { g.Key.EndedOn, g.Key.State, Count = g.Count() }).TagWith(Planning.Once).ToListAsync();
            var byDay = counts.ToLookup(c => c.EndedOn!.Value);
            return [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays)
                .Select(d => new Day(d, byDay[d].Where(c => c.State == ObligationState.Met).Sum(c => c.Count), byDay[d].Where(c => c.State == ObligationState.Missed).Sum(c => c.Count)))];
        }

        private static Rate Month(IReadOnlyList<Day> ended, DateOnly today)
        {
            var days = ended.Where(d => d.Date.Year == today.Year && d.Date.Month == today.Month).ToList();
            return new(days.Sum(d => d.Met), days.Sum(d => d.Met + d.Missed));
        }

        private static List<Day> Trend(IReadOnlyList<Day> ended, DateOnly today) => [.. ended.Where(d => d.Date > today.AddDays(-Days))];

        private static Task<List<Load>> Loads(IQueryable<Obligation> open, DateTime now) =>
            open.Where(o => o.OwnerId != null).GroupBy(o => o.OwnerId)
                .Select(g => new { Owner = g.Key!.Value, Open = g.Count(), Overdue = g.Count(o => o.DueAt < now) })
                .OrderByDescending(l => l.Overdue).ThenByDescending(l => l.Open).Take(10).Select(l => new Load(l.Owner, l.Open, l.Overdue)).ToListAsync();

        private static Task<List<ClauseLoad>> Clauses(IQueryable<Obligation> open, DateTime now, DateTime endOfToday) =>
            open.GroupBy(o => o.Clause).Select(g => new ClauseLoad(g.Key, g.Count(), g.Count(o => o.DueAt < now), g.Count(o => o.DueAt >= now && o.DueAt < endOfToday))).ToListAsync();

        private IReadOnlyList<(string, string, int, int)> ByClause(IEnumerable<ClauseLoad> loads) =>
            [.. loads.OrderByDescending(r => r.Overdue).ThenByDescending(r => r.Open).Select(r => (r.Clause, clauses.Find(r.Clause)?.Title ?? r.Clause, r.Open, r.Overdue))];
    }

    private sealed record Load(Guid Owner, int Open, int Overdue);

    private sealed record ClauseLoad(string Clause, int Open, int Overdue, int DueToday);

    private sealed record Counts(int Overdue, int DueToday, int Open, int Paused);

    private sealed record Figures(Counts Counts, List<Day> Ended, List<Load> People, List<ClauseLoad> Clauses);
}
