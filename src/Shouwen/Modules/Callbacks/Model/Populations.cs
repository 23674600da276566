using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Subjects;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Customers.Contracts;

namespace Shouwen.Modules.Callbacks.Model;

/// <summary>One of whom or what a run of the calendar draws, and in which turn.</summary>
public sealed record Member(Guid SubjectId, string Period, Occasion Occasion, string Label);

/// <summary>Whom a rule concerns: tests one, or reads all of them page by page (CBS-001).</summary>
public sealed class Populations(AppDb db, ICases cases, ICustomers customers)
{
    /// <summary>A call that a recorded date asks for is made up for at most so many days, when the date was entered late or nothing ran.</summary>
    private const int DaysMadeUp = 31;
    private const int MostTurns = 240;

    public static async Task<bool> Includes(AppDb db, CallbackRule rule, Occasion occasion, CancellationToken ct)
    {
        if (rule.CaseType is { } type && occasion.Case?.Type != type) return false;
        var of = await Of(db, rule, ct);
        return occasion.Customer is { } customer ? of.Includes(occasion.Case is { } matter ? customer with { UnitPath = matter.UnitPath } : customer)
            : of is { Types.Count: 0, KeyOnly: false, Segment: "", TerritoryPath: "" } && occasion.UnitPath.StartsWith(of.UnitPath, StringComparison.Ordinal);
    }

    /// <summary>The next members by key, at most so many; the last page is shorter.</summary>
    public async Task<IReadOnlyList<Member>> Page(CallbackRule rule, CallbackRun run, Period turn, DateTime now, Guid after, int most, CancellationToken ct)
    {
        var population = await Of(db, rule, ct);
        if (rule.CountsFromDate) return await Since(rule, population, now, after, most, ct);
        var before = Period.Of(rule.Rhythm ?? Rhythm.Month, turn.First.AddDays(-1));
        var (from, to) = (WorkCalendar.Default.ToUtc(before.First, TimeOnly.MinValue), before.End(WorkCalendar.Default));
        switch (rule.Population)
        {
            case CallbackPopulation.Cases:
                var answered = await cases.Answered(rule.CaseType, population.UnitPath, from, to, after, most, ct);
                var theirs = await customers.Cards([.. answered.Select(c => c.CustomerId).OfType<Guid>().Distinct()], ct);
                return [.. answered.Select(c => new Member(c.Id, run.Period, Occasion.Of(c, c.CustomerId is { } id ? theirs.GetValueOrDefault(id) : null, now), c.Number))];
            case CallbackPopulation.Callbacks:
                var done = await db.Callbacks.AsNoTracking().Where(c => c.State == CallbackState.Done && c.DoneAt >= from && c.DoneAt < to && c.Id > after && c.UnitPath.StartsWith(population.UnitPath)).OrderBy(c => c.Id).Take(most).ToListAsync(ct);
                return [.. done.Select(c => new Member(c.Id, run.Period, new Occasion(now, null, null, $"{rule.NameZh} {c.Number}", c.UnitPath, c.TerritoryPath), c.Number))];
            case CallbackPopulation.OneForAll:
                var path = population.UnitPath.Length > 0 ? population.UnitPath : await db.Units.Where(u => u.ParentId == null).Select(u => u.Path).FirstAsync(ct);
                return after != Guid.Empty ? [] : [new Member(run.Id, run.Period, new Occasion(now, null, null, $"{rule.NameZh} {run.Period}", path, population.TerritoryPath), run.Period)];
            default:
                return [.. (await customers.Page(population, after, most, ct)).Select(c => new Member(c.Id, run.Period, Occasion.Of(c, rule.NameZh, now), c.Number))];
        }
    }

    /// <summary>Those whose day has come since the rule holds: each turn of the interval is a narrow range of recorded dates.</summary>
    private async Task<IReadOnlyList<Member>> Since(CallbackRule rule, CustomerPopulation population, DateTime now, Guid after, int most, CancellationToken ct)
    {
        if (!Interval.TryParse(rule.Interval, out var interval)) return [];
        var today = WorkCalendar.Default.LocalDate(now);
        var first = rule.ActiveFrom > today.AddDays(-DaysMadeUp) ? rule.ActiveFrom : today.AddDays(-DaysMadeUp);
        var date = rule.Trigger == CallbackTrigger.SinceInstallation ? CustomerDate.Installed : CustomerDate.Registered;
        var members = new List<Member>();
        for (var turn = 1; turn <= (rule.Repeats ? MostTurns : 1); turn++)
        {
            var (from, to) = (interval.Before(first, turn).AddDays(-3), interval.Before(today, turn).AddDays(3));
            foreach (var card in await customers.Page(population, date, from, to, after, most, ct))
                foreach (var day in interval.Between(date == CustomerDate.Installed ? card.InstalledOn!.Value : WorkCalendar.Default.LocalDate(card.OpenedAt), first, today, rule.Repeats))
                    members.Add(new Member(card.Id, day.ToString("yyyy-MM-dd"), Occasion.Of(card, rule.NameZh, now), card.Number));
        }
        return [.. members.DistinctBy(m => (m.SubjectId, m.Period)).OrderBy(m => m.SubjectId.ToString("N"), StringComparer.Ordinal).Take(most)];
    }

    /// <summary>The rule's words as the customers module understands them.</summary>
    private static async Task<CustomerPopulation> Of(AppDb db, CallbackRule rule, CancellationToken ct)
    {
        var unit = rule.UnitNo is { } unitNo ? await db.Units.Where(u => u.No == unitNo).Select(u => u.Path).FirstOrDefaultAsync(ct) : null;
        var territory = rule.TerritoryNo is { } territoryNo ? await db.Territories.Where(t => t.No == territoryNo).Select(t => t.Path).FirstOrDefaultAsync(ct) : null;
        return new CustomerPopulation(rule.CustomerTypes, rule.KeyOnly, rule.Segment, unit ?? "", territory ?? "");
    }
}
