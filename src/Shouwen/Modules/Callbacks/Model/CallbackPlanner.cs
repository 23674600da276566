using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Numbering;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Customers.Contracts;

namespace Shouwen.Modules.Callbacks.Model;

/// <summary>What a rule came upon: a customer, a case with its customer, or neither when one call stands for all.</summary>
public sealed record Occasion(DateTime At, CustomerCard? Customer, CaseCard? Case, string Matter, string UnitPath, string TerritoryPath)
{
    public static Occasion Of(CustomerCard customer, string matter, DateTime at) => new(at, customer, null, matter, customer.UnitPath, customer.TerritoryPath);

    public static Occasion Of(CaseCard matter, CustomerCard? customer, DateTime at) => new(at, customer, matter, matter.Subject, matter.UnitPath, matter.TerritoryPath);
}

/// <summary>Plans the call that a rule asks for, or joins it with one that is planned for the same customer (CBS-001, CBS-016).</summary>
public sealed class CallbackPlanner(AppDb db, Work work, Numbers numbers, CalendarBook calendars, PolicyBook policies, OrganisationBook organisation)
{
    private Dictionary<string, CallbackRule>? rules;

    public async Task Plan(CallbackRule rule, CallbackDraw draw, Occasion occasion, Period? period, CancellationToken ct)
    {
        var calendar = (await calendars.Current(ct)).Of(occasion.UnitPath);
        var (from, due) = (occasion.At, CallbackDeadline.Due(rule.Limit, occasion.At, period, calendar));
        if (rule.IsByClock || rule.Trigger == CallbackTrigger.ByHand)
        {
            // The clock has the whole day to choose from, so it neither begins nor ends in quiet hours (CBS-012).
            var quiet = (await policies.Current(ct)).Read(CallbackParameters.Quiet, occasion.UnitPath, calendar.LocalDate(occasion.At));
            from = quiet.NextAllowed(from, calendar.Zone);
            due = quiet.LastAllowed(due, calendar.Zone) is var last && last > from ? last : quiet.LastAllowed(calendar.NextDay(from).Due, calendar.Zone);
        }
        draw.IsDrawn = true;
        draw.CallbackId = await Joined(rule, occasion, due, ct) ?? await New(rule, occasion, from, due, ct);
    }

    /// <summary>
    /// A call planned for this customer within the window fulfils this rule too, whatever case it came from, when both may
    /// go the same way; a sample that checks others stands alone. The first-contact owner has priority (CBS-016).
    /// </summary>
    private async Task<Guid?> Joined(CallbackRule rule, Occasion occasion, DateTime due, CancellationToken ct)
    {
        var days = (await policies.Current(ct)).Read(CallbackParameters.Window, occasion.UnitPath, WorkCalendar.Default.LocalDate(work.Now));
        if (days == 0 || rule.OwedUnder.Length > 0 || occasion is { Customer: null, Case: null }) return null;
        var (from, to) = (due.AddDays(-days), due.AddDays(days));
        var (customerId, caseId) = (occasion.Customer?.Id, occasion.Case?.Id);
        var stored = await db.Callbacks.Where(c => c.State == CallbackState.Planned && c.DueAt >= from && c.DueAt <= to && (customerId != null ? c.CustomerId == customerId : c.CaseId == caseId))
            .OrderBy(c => c.DueAt).ThenBy(c => c.Id).Take(20).ToListAsync(ct);
        var fresh = db.Callbacks.Local.Where(c => c.State == CallbackState.Planned && c.DueAt >= from && c.DueAt <= to && (customerId != null ? c.CustomerId == customerId : c.CaseId == caseId));
        rules ??= await db.CallbackRules.AsNoTracking().OrderBy(r => r.Code).Take(CallbackRule.Most).ToDictionaryAsync(r => r.Code, ct);
        var planned = stored.Concat(fresh).FirstOrDefault(c => c.Rules.All(code => !rules.TryGetValue(code, out var other) || other.OwedUnder.Length == 0 && other.Allows(rule)));
        if (planned is null) return null;
        planned.AlsoFor(rule.Code, due, work.Now);
        if (rule.Owner == CallbackOwner.FirstOwner && occasion.Case is { } matter && planned.OwnerId != matter.FirstOwnerId && !planned.Rules.Any(code => code != rule.Code && rules.TryGetValue(code, out var r) && r.Owner == CallbackOwner.FirstOwner))
            planned.HandTo(matter.FirstOwnerId, (await organisation.Current(ct)).NameOf(matter.FirstOwnerId), work.Now);
        return planned.Id;
    }

    private async Task<Guid> New(CallbackRule rule, Occasion occasion, DateTime from, DateTime due, CancellationToken ct)
    {
        var owner = await CallbackOwner.Find(db, await organisation.Current(ct), rule.Owner, occasion, ct);
        var callback = new Callback
        {
            Number = await numbers.Next(Callback.Numbers, WorkCalendar.Default.LocalDate(from).Year),
            // What was drawn from settled cases checks them; its result does not move them any more.
            CaseId = rule.IsByClock ? null : occasion.Case?.Id, CaseNumber = occasion.Case?.Number ?? "",
            CustomerId = occasion.Customer?.Id, CustomerName = occasion.Customer?.Name ?? "", CustomerPhone = occasion.Customer?.Phone ?? "", Matter = occasion.Matter,
            PlannedAt = from, DueAt = due, OwnerId = owner.Id, OwnerName = owner.Name, UnitPath = owner.UnitPath, TerritoryPath = occasion.TerritoryPath,
        };
        db.Callbacks.Add(callback);
        callback.Plan(rule.Code, rule.OwedUnder);
        return callback.Id;
    }
}
