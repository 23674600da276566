using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Numbering;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Customers.Contracts;

namespace Shouwen.Modules.Callbacks.Rules;

/// <summary>Plan the callbacks that the rules ask for when something happened with a case or a customer (CBS-001, 002, 016).</summary>
public sealed record PlanCallback(CallbackTrigger Trigger, DateTime At, Guid? CaseId = null, Guid? CustomerId = null) : ICommand<PlanCallback, Done>
{
    public static Permission Needs => KernelPermissions.System;

    public sealed class Handler(AppDb db, Work work, ICases cases, ICustomers customers, Numbers numbers, CalendarBook calendars, PolicyBook policies, OrganisationBook organisation) : IHandler<PlanCallback, Done>
    {
        public async Task<Done> Handle(PlanCallback command, CancellationToken ct)
        {
            var today = WorkCalendar.Default.LocalDate(work.Now);
            var rules = await db.CallbackRules.AsNoTracking().Where(r => r.Active && r.Trigger == command.Trigger && r.ActiveFrom <= today).OrderBy(r => r.Code).ToListAsync(ct);
            if (rules.Count == 0) return Done.Yes;
            var matter = command.CaseId is { } caseId ? await cases.Get(caseId, ct) : null;
            var customer = (matter?.CustomerId ?? command.CustomerId) is { } id && (await customers.Cards([id], ct)).TryGetValue(id, out var card) ? card : null;
            if (matter is null && customer is null) return Done.Yes;
            work.Subject = matter?.Ref ?? customer!.Subject;
            var occasion = matter is not null ? Occasion.Of(matter, customer, command.At) : Occasion.Of(customer!, "", command.At);
            var planner = new CallbackPlanner(db, work, numbers, calendars, policies, organisation);
            foreach (var rule in rules)
                if (await Populations.Includes(db, rule, occasion, ct)) await Draw(rule, occasion, planner, ct);
            return Done.Yes;
        }

        /// <summary>What comes alone is counted in its month, so that the share is exact however many come.</summary>
        private async Task Draw(CallbackRule rule, Occasion occasion, CallbackPlanner planner, CancellationToken ct)
        {
            var (subject, period) = (occasion.Case?.Id ?? occasion.Customer!.Id, occasion.At.ToString("yyyy-MM-ddTHH:mm:ss.ffffff"));
            if (await db.CallbackDraws.AnyAsync(d => d.RuleCode == rule.Code && d.Period == period && d.SubjectId == subject, ct)) return;
            var month = Period.Of(Rhythm.Month, WorkCalendar.Default.LocalDate(occasion.At)).Name;
            var draw = new CallbackDraw
            {
                RuleCode = rule.Code, Period = period, SubjectId = subject, CustomerId = occasion.Customer?.Id, CaseId = occasion.Case?.Id, Label = occasion.Case?.Number ?? occasion.Customer!.Number,
                Place = Sample.Place(Sample.Seed(rule.Code, month), subject), At = work.Now, UnitPath = occasion.UnitPath, TerritoryPath = occasion.TerritoryPath,
            };
            db.CallbackDraws.Add(draw);
            if (rule.Share == 100 || (await Counted(rule, month, ct)).Takes(rule.Share)) await planner.Plan(rule, draw, occasion.Matter.Length > 0 ? occasion : occasion with { Matter = rule.NameZh }, null, ct);
        }

        private async Task<CallbackRun> Counted(CallbackRule rule, string month, CancellationToken ct)
        {
            if (await db.CallbackRuns.FirstOrDefaultAsync(r => r.RuleCode == rule.Code && r.Period == month, ct) is { } run) return run;
            db.CallbackRuns.Add(run = new CallbackRun { RuleCode = rule.Code, Period = month, Seed = Sample.Seed(rule.Code, month), StartedAt = work.Now });
            return run;
        }
    }
}

/// <summary>The matter was reopened: withdraw the calls that are still planned for it alone.</summary>
public sealed record WithdrawCallbacks(Guid CaseId) : ICommand<WithdrawCallbacks, Done>
{
    public static Permission Needs => KernelPermissions.System;

    public sealed class Handler(AppDb db, Work work) : IHandler<WithdrawCallbacks, Done>
    {
        public async Task<Done> Handle(WithdrawCallbacks command, CancellationToken ct)
        {
            await CallbackEnd.Withdraw(db, work, command.CaseId, ct);
            return Done.Yes;
        }
    }
}

/// <summary>A call has its result: tell every other case that it was for, and see whether a sample is complete.</summary>
public sealed record SettleCallback(Guid CallbackId) : ICommand<SettleCallback, Done>
{
    public static Permission Needs => KernelPermissions.System;

    public sealed class Handler(AppDb db, Work work) : IHandler<SettleCallback, Done>
    {
        public async Task<Done> Handle(SettleCallback command, CancellationToken ct)
        {
            var callback = await db.Callbacks.FirstAsync(c => c.Id == command.CallbackId, ct);
            work.Subject = callback.Ref;
            await CallbackEnd.Tell(db, work, callback, ct);
            return Done.Yes;
        }
    }
}
