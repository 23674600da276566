using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Numbering;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Customers.Contracts;

namespace Shouwen.Modules.Callbacks.Calls;

/// <summary>Plan a callback by hand, at a time outside the quiet hours (CBS-012).</summary>
public sealed record ScheduleCallback(Guid CaseId, DateTime At, string? Matter = null) : ICommand<ScheduleCallback, CallbackAnswered>
{
    public static Permission Needs => CallbacksPermissions.Plan;

    public sealed class Rules : AbstractValidator<ScheduleCallback>
    {
        public Rules() => RuleFor(c => c.Matter).MaximumLength(200);
    }

    public sealed class Handler(AppDb db, Work work, ICases cases, ICustomers customers, Numbers numbers, PolicyBook policies) : IHandler<ScheduleCallback, CallbackAnswered>
    {
        public async Task<CallbackAnswered> Handle(ScheduleCallback command, CancellationToken ct)
        {
            var matter = await cases.Get(command.CaseId, ct);
            await QuietTimes.Refuse(policies, matter.UnitPath, command.At, work.Now, ct);
            var customer = matter.CustomerId is { } id && (await customers.Cards([id], ct)).TryGetValue(id, out var card) ? card : null;
            var callback = new Callback
            {
                Number = await numbers.Next(Callback.Numbers, WorkCalendar.Default.LocalDate(work.Now).Year), CaseId = matter.Id, CaseNumber = matter.Number,
                CustomerId = matter.CustomerId, CustomerName = customer?.Name ?? "", CustomerPhone = customer?.Phone ?? "", Matter = command.Matter ?? matter.Subject,
                PlannedAt = work.Now, DueAt = command.At, AgreedAt = command.At, OwnerId = matter.FirstOwnerId,
                OwnerName = await db.Users.Where(u => u.Id == matter.FirstOwnerId).Select(u => u.Name).FirstOrDefaultAsync(ct) ?? "",
                UnitPath = matter.FirstOwnerUnitPath, TerritoryPath = matter.TerritoryPath,
            };
            db.Callbacks.Add(callback);
            callback.Plan("by-hand");
            work.Subject = callback.Ref;
            return new(callback.Id, callback.Number, callback.State);
        }
    }
}

/// <summary>Customers are not called in quiet hours (CBS-012).</summary>
internal static class QuietTimes
{
    public static async Task Refuse(PolicyBook policies, string unitPath, DateTime at, DateTime now, CancellationToken ct)
    {
        if (at <= now) throw Refusal.Of("at", "callback.past", "Please choose a time in the future.");
        var quiet = (await policies.Current(ct)).Read(CallbackParameters.Quiet, unitPath, WorkCalendar.Default.LocalDate(at));
        if (quiet.Contains(TimeOnly.FromDateTime(Dates.Local(at))))
            throw Refusal.Of("at", "callback.quiet", "Customers are not called in the quiet hours ({0}). The next possible time is {1}.", quiet, Dates.Long(quiet.NextAllowed(at, WorkCalendar.Default.Zone)));
    }
}
