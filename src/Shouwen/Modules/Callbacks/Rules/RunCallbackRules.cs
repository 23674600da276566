using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Events;
using Shouwen.Kernel.Numbering;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Customers.Contracts;

namespace Shouwen.Modules.Callbacks.Rules;

/// <summary>A run goes on with its next batch: first everybody is listed, then the sample is drawn.</summary>
public sealed record CallbackRunGoesOn : Fact
{
    public Guid RunId { get; init; }
    public Guid After { get; init; }
    public bool IsListed { get; init; }
}

/// <summary>Begin what the calendar asks for today: each rule once in its turn, those that count from a date every day (CBS-001).</summary>
public sealed record RunCallbackRules : ICommand<RunCallbackRules, int>
{
    public static Permission Needs => KernelPermissions.System;

    public sealed class Handler(AppDb db, Work work) : IHandler<RunCallbackRules, int>
    {
        public async Task<int> Handle(RunCallbackRules command, CancellationToken ct)
        {
            var today = WorkCalendar.Default.LocalDate(work.Now);
            var rules = await db.CallbackRules.AsNoTracking().Where(r => r.Active && r.ActiveFrom <= today).OrderBy(r => r.Code).Take(CallbackRule.Most).ToListAsync(ct);
            var begun = 0;
            foreach (var rule in rules.Where(r => r.IsByClock))
            {
                var period = Period.Of(rule.Rhythm ?? Rhythm.Month, today).Name;
                var known = await db.CallbackRuns.FirstOrDefaultAsync(r => r.RuleCode == rule.Code && r.Period == period, ct);
                if (known is not null && !rule.CountsFromDate) continue;
                Begin(db, work, rule, period, known);
                begun++;
            }
            work.Subject = new SubjectRef("callback-rule", Guid.Empty, "");
            return begun;
        }
    }

    /// <summary>The run with its seed, and the fact by which the worker goes on with it.</summary>
    internal static void Begin(AppDb db, Work work, CallbackRule rule, string period, CallbackRun? run = null)
    {
        if (run is null) db.CallbackRuns.Add(run = new CallbackRun { RuleCode = rule.Code, Period = period, Seed = Sample.Seed(rule.Code, period), StartedAt = work.Now });
        work.Raise(new CallbackRunGoesOn { Subject = run.Ref, At = work.Now, RunId = run.Id });
    }
}

/// <summary>List the next members of a run's population, or plan the next calls of its sample; a bounded batch each time.</summary>
public sealed record ContinueCallbackRun(Guid RunId, Guid After, bool IsListed) : ICommand<ContinueCallbackRun, Done>
{
    private const int ListBatch = 200;
    private const int PlanBatch = 50;

    public static Permission Needs => KernelPermissions.System;

    public sealed class Handler(AppDb db, Work work, ICases cases, ICustomers customers, Numbers numbers, CalendarBook calendars, PolicyBook policies, OrganisationBook organisation) : IHandler<ContinueCallbackRun, Done>
    {
        public async Task<Done> Handle(ContinueCallbackRun command, CancellationToken ct)
        {
            var run = await db.CallbackRuns.FirstAsync(r => r.Id == command.RunId, ct);
            var rule = await db.CallbackRules.AsNoTracking().FirstAsync(r => r.Code == run.RuleCode, ct);
            work.Subject = run.Ref;
            var turn = Period.Of(rule.Rhythm ?? Rhythm.Month, WorkCalendar.Default.LocalDate(run.StartedAt));
            if (command.IsListed) await Draw(rule, run, turn, ct);
            else await List(rule, run, turn, command.After, ct);
            return Done.Yes;
        }

        private async Task List(CallbackRule rule, CallbackRun run, Period turn, Guid after, CancellationToken ct)
        {
            var page = await new Populations(db, cases, customers).Page(rule, run, turn, work.Now, after, ListBatch, ct);
            var (ids, periods) = (page.Select(m => m.SubjectId).ToList(), page.Select(m => m.Period).Distinct().ToList());
            var known = (await db.CallbackDraws.Where(d => d.RuleCode == rule.Code && periods.Contains(d.Period) && ids.Contains(d.SubjectId)).Select(d => new { d.SubjectId, d.Period }).ToListAsync(ct))
                .Select(d => (d.SubjectId, d.Period)).ToHashSet();
            var planner = new CallbackPlanner(db, work, numbers, calendars, policies, organisation);
            foreach (var member in page.Where(m => known.Add((m.SubjectId, m.Period))))
            {
                var draw = ToDraw(run, member);
                db.CallbackDraws.Add(draw);
                if (!rule.CountsFromDate) run.Population++;
                else if (run.Takes(rule.Share)) await planner.Plan(rule, draw, member.Occasion, turn, ct);
            }
            if (page.Count == ListBatch) GoOn(run, page[^1].SubjectId, isListed: false);
            else if (!rule.CountsFromDate) GoOn(run, Guid.Empty, isListed: true);
        }

        /// <summary>The first places of the whole population, so many as the share says: exact, and the same whenever it is drawn again.</summary>
        private async Task Draw(CallbackRule rule, CallbackRun run, Period turn, CancellationToken ct)
        {
            var size = Sample.Size(run.Population, rule.Share);
            var next = await db.CallbackDraws.Where(d => d.RunId == run.Id && !d.IsDrawn).OrderBy(d => d.Place).ThenBy(d => d.Id).Take(Math.Min(PlanBatch, size - run.Drawn)).ToListAsync(ct);
            var matters = await cases.Cards([.. next.Select(d => d.CaseId).OfType<Guid>()], ct);
            var cards = await customers.Cards([.. next.Select(d => d.CustomerId).OfType<Guid>().Distinct()], ct);
            var planner = new CallbackPlanner(db, work, numbers, calendars, policies, organisation);
            foreach (var draw in next)
            {
                var customer = draw.CustomerId is { } id ? cards.GetValueOrDefault(id) : null;
                var occasion = draw.CaseId is { } caseId && matters.TryGetValue(caseId, out var matter) ? Occasion.Of(matter, customer, work.Now)
                    : customer is not null ? Occasion.Of(customer, rule.NameZh, work.Now)
                    : new Occasion(work.Now, null, null, $"{rule.NameZh} {draw.Label}", draw.UnitPath, draw.TerritoryPath);
                await planner.Plan(rule, draw, occasion, turn, ct);
            }
            run.Drawn += next.Count;
            if (run.Drawn < size && next.Count > 0) GoOn(run, Guid.Empty, isListed: true);
            else
            {
                run.FinishedAt = work.Now;
                // What is owed as a whole is opened now, not the next morning.
                if (rule.OwedUnder.Length > 0) work.Raise(new SubjectsRemain { Subject = run.Ref, At = work.Now, Clause = rule.OwedUnder });
            }
        }

        private CallbackDraw ToDraw(CallbackRun run, Member member) => new()
        {
            RuleCode = run.RuleCode, Period = member.Period, SubjectId = member.SubjectId, RunId = run.Id, CustomerId = member.Occasion.Customer?.Id, CaseId = member.Occasion.Case?.Id, Label = member.Label,
            Place = Sample.Place(run.Seed, member.SubjectId), At = work.Now, UnitPath = member.Occasion.UnitPath, TerritoryPath = member.Occasion.TerritoryPath,
        };

        private void GoOn(CallbackRun run, Guid after, bool isListed) =>
            work.Raise(new CallbackRunGoesOn { Subject = run.Ref, At = work.Now, RunId = run.Id, After = after, IsListed = isListed });
    }
}
