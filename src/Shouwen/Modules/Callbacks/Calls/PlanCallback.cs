using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Numbering;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Customers.Contracts;

namespace Shouwen.Modules.Callbacks.Calls;

/// <summary>Plan the callbacks that the rules ask for when a case was answered; calls to one customer are combined (CBS-001, 002, 016).</summary>
public sealed record PlanCallback(Guid CaseId, CaseType Type, DateTime AnsweredAt) : ICommand<PlanCallback, Done>
{
    public static readonly Parameter<int> Window = Parameters.Number("callback.dedupe.window", "Days within which calls to one customer are combined", 2, "CBS-016", assumed: true, most: 60);

    public static Permission Needs => KernelPermissions.System;

    public sealed class Handler(AppDb db, Work work, ICases cases, ICustomers customers, Numbers numbers, CalendarBook calendars, PolicyBook policies) : IHandler<PlanCallback, Done>
    {
        public async Task<Done> Handle(PlanCallback command, CancellationToken ct)
        {
            var matter = await cases.Get(command.CaseId, ct);
            work.Subject = matter.Ref;
            var calendar = (await calendars.Current(ct)).Of(matter.UnitPath);
            var policy = await policies.Current(ct);
            var trigger = command.Type switch { CaseType.Complaint => CallbackTrigger.ComplaintAnswered, CaseType.Repair => CallbackTrigger.RepairAnswered, _ => CallbackTrigger.CaseAnswered };
            var rules = await db.CallbackRules.AsNoTracking().Where(r => r.Active && (r.Trigger == trigger || r.Trigger == CallbackTrigger.CaseAnswered)).OrderBy(r => r.Code).ToListAsync(ct);
            foreach (var rule in rules)
            {
                var due = rule.Limit == "next day" ? calendar.NextDay(command.AnsweredAt).Due : calendar.Due(command.AnsweredAt, Limit.Parse(rule.Limit)).Due;
                if (await Combine(matter, rule, due, policy, ct)) continue;
                await Plan(matter, rule, command.AnsweredAt, due, ct);
            }
            return Done.Yes;
        }

        /// <summary>A call already planned for this customer within the window fulfils this rule too; the earlier time holds.</summary>
        private async Task<bool> Combine(CaseCard matter, CallbackRule rule, DateTime due, Policy policy, CancellationToken ct)
        {
            var planned = db.Callbacks.Local.FirstOrDefault(c => c.CaseId == matter.Id && c.State == CallbackState.Planned);
            var window = TimeSpan.FromDays(policy.Read(Window, matter.UnitPath, WorkCalendar.Default.LocalDate(work.Now)));
            if (planned is null && matter.CustomerId is { } customer && window > TimeSpan.Zero)
            {
                var (from, to) = (due - window, due + window);
                planned = await db.Callbacks.Where(c => c.CustomerId == customer && c.CaseId == matter.Id && c.State == CallbackState.Planned && c.DueAt >= from && c.DueAt <= to)
                    .OrderBy(c => c.DueAt).FirstOrDefaultAsync(ct);
            }
            if (planned is null) return false;
            if (!planned.Rules.Contains(rule.Code)) planned.Rules = [.. planned.Rules, rule.Code];
            return true;
        }

        private async Task Plan(CaseCard matter, CallbackRule rule, DateTime from, DateTime due, CancellationToken ct)
        {
            var customer = matter.CustomerId is { } id && (await customers.Cards([id], ct)).TryGetValue(id, out var card) ? card : null;
            var ownerName = await db.Users.Where(u => u.Id == matter.FirstOwnerId).Select(u => u.Name).FirstOrDefaultAsync(ct) ?? "";
            var callback = new Callback
            {
                Number = await numbers.Next(Callback.Numbers, WorkCalendar.Default.LocalDate(from).Year), CaseId = matter.Id, CaseNumber = matter.Number,
                CustomerId = matter.CustomerId, CustomerName = customer?.Name ?? "", CustomerPhone = customer?.Phone ?? "", Matter = matter.Subject,
                PlannedAt = from, DueAt = due, OwnerId = matter.FirstOwnerId, OwnerName = ownerName, UnitPath = matter.FirstOwnerUnitPath, TerritoryPath = matter.TerritoryPath,
            };
            db.Callbacks.Add(callback);
            callback.Plan(work, rule.Code);
        }
    }
}

/// <summary>The matter was reopened: withdraw the calls that are still planned for it.</summary>
public sealed record WithdrawCallbacks(Guid CaseId) : ICommand<WithdrawCallbacks, Done>
{
    public static Permission Needs => KernelPermissions.System;

    public sealed class Handler(AppDb db, Work work) : IHandler<WithdrawCallbacks, Done>
    {
        public async Task<Done> Handle(WithdrawCallbacks command, CancellationToken ct)
        {
            foreach (var planned in await db.Callbacks.Where(c => c.CaseId == command.CaseId && c.State == CallbackState.Planned).OrderBy(c => c.Id).ToListAsync(ct))
                planned.Withdraw(work);
            return Done.Yes;
        }
    }
}
