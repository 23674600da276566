using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Events;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Customers.Contracts;

namespace Shouwen.Modules.Callbacks.Model;

/// <summary>The key customers, each owed a visit by who looks after them.</summary>
public sealed class KeyCustomers(ICustomers customers) : IScheduledSubjects
{
    public async Task<IReadOnlyList<ScheduledSubject>> Page(DateTime now, Guid after, int most, CancellationToken ct) =>
        [.. (await customers.Page(new CustomerPopulation([], KeyOnly: true), after, most, ct))
            .Select(c => new ScheduledSubject(c.Subject, new Belonging(c.UnitPath, c.TerritoryPath, c.KeeperId), c.Name))];
}

/// <summary>The samples drawn in this turn of their rule whose calls are owed as a whole, each by who makes the calls.</summary>
public sealed class OpenSamples(AppDb db) : IScheduledSubjects
{
    public async Task<IReadOnlyList<ScheduledSubject>> Page(DateTime now, Guid after, int most, CancellationToken ct)
    {
        var today = WorkCalendar.Default.LocalDate(now);
        var rules = await db.CallbackRules.Where(r => r.OwedUnder == CallbackClauses.FinishSample.Code).OrderBy(r => r.Code).Take(CallbackRule.Most).ToListAsync(ct);
        var turns = rules.Where(r => r.Rhythm is not null).Select(r => (r.Code, Period: Period.Of(r.Rhythm!.Value, today).Name)).ToList();
        var (codes, names) = (turns.Select(t => t.Code).ToList(), turns.Select(t => t.Period).Distinct().ToList());
        var runs = await db.CallbackRuns.Where(r => codes.Contains(r.RuleCode) && names.Contains(r.Period) && r.FinishedAt != null && r.Drawn > 0 && r.Id > after).OrderBy(r => r.Id).Take(most).ToListAsync(ct);
        var found = new List<ScheduledSubject>();
        foreach (var run in runs)
        {
            var call = await db.CallbackDraws.Where(d => d.RunId == run.Id).Join(db.Callbacks, d => d.CallbackId, c => c.Id, (d, c) => c).OrderBy(c => c.Id).Select(c => new { c.UnitPath, c.TerritoryPath, c.OwnerId }).FirstOrDefaultAsync(ct);
            if (call is not null) found.Add(new ScheduledSubject(run.Ref, new Belonging(call.UnitPath, "", call.OwnerId), $"{run.Drawn}/{run.Population}"));
        }
        return found;
    }
}
