using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Customers.Contracts;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Callbacks.Rules;

/// <summary>Add or change a callback rule; callbacks already planned keep theirs (CBS-001).</summary>
public sealed record SaveCallbackRule(
    string Code, string NameZh, CallbackTrigger Trigger, string Limit, int Share = 100, string? NameEn = null, bool Active = false, string? Interval = null, bool Repeats = false,
    CallbackPopulation Population = CallbackPopulation.Customers, List<string>? CustomerTypes = null, bool KeyOnly = false, string? Segment = null, CaseType? CaseType = null, int? UnitNo = null,
    int? TerritoryNo = null, List<CallbackWay>? Channels = null, string Owner = CallbackOwner.FirstOwner, string? Script = null, string? OwedUnder = null, DateOnly? ActiveFrom = null)
    : ICommand<SaveCallbackRule, Done>
{
    public static Permission Needs => CallbacksPermissions.Rules;

    public sealed class Rules : AbstractValidator<SaveCallbackRule>
    {
        public Rules()
        {
            RuleFor(r => r.Code).NotEmpty().MaximumLength(40).Matches("^[a-z0-9._-]+$").NotEqual("new");
            RuleFor(r => r.NameZh).NotEmpty().MaximumLength(100);
            RuleFor(r => r.NameEn).MaximumLength(100);
            RuleFor(r => r.Limit).Must(l => CallbackDeadline.Read(l) is not null).WithMessage(_ => T["This is not a possible value. Write it like this: {0}", string.Join(" · ", CallbackDeadline.Choices)]);
            RuleFor(r => r.Share).InclusiveBetween(1, 100);
            RuleFor(r => r.Interval).Must(i => Model.Interval.TryParse(i, out _)).When(r => r.Trigger is CallbackTrigger.SinceInstallation or CallbackTrigger.SinceRegistration)
                .WithMessage(_ => T["This is not a possible value. Write it like this: {0}", T["30 days or 6 months"]]);
            RuleFor(r => r.Segment).MaximumLength(200);
            RuleForEach(r => r.CustomerTypes).Must(t => Kind(t) is not null);
            RuleFor(r => r.Owner).Must(CallbackOwner.IsPossible).MaximumLength(60);
            RuleFor(r => r.Script).MaximumLength(KernelDb.LongText);
            RuleFor(r => r.OwedUnder).Must(o => string.IsNullOrEmpty(o) || CallbackClauses.All.Any(c => c.Every is not null && c.Code == o));
        }
    }

    private static string? Kind(string given) => CustomerKinds.All.FirstOrDefault(k => k.Equals(given, StringComparison.OrdinalIgnoreCase));

    public sealed class Handler(AppDb db, Work work) : IHandler<SaveCallbackRule, Done>
    {
        public async Task<Done> Handle(SaveCallbackRule command, CancellationToken ct)
        {
            await RefuseUnknown(command, ct);
            var limit = CallbackDeadline.Read(command.Limit)!;
            var today = WorkCalendar.Default.LocalDate(work.Now);
            var rule = await db.CallbackRules.FirstOrDefaultAsync(r => r.Code == command.Code, ct);
            if (rule is null)
                db.CallbackRules.Add(rule = new CallbackRule { Code = command.Code, NameZh = command.NameZh, Trigger = command.Trigger, Limit = limit, Owner = command.Owner, ActiveFrom = command.ActiveFrom ?? today });
            // What was off until today asks for nothing that lies before today.
            else if (command.ActiveFrom is null && command.Active && !rule.Active) rule.ActiveFrom = today;
            rule.ActiveFrom = command.ActiveFrom ?? rule.ActiveFrom;
            (rule.NameZh, rule.NameEn, rule.Trigger, rule.Limit, rule.Share, rule.Active) = (command.NameZh, command.NameEn ?? "", command.Trigger, limit, command.Share, command.Active);
            (rule.Interval, rule.Repeats, rule.Population) = (Model.Interval.TryParse(command.Interval, out var interval) ? interval.ToString() : "", command.Repeats, command.Population);
            (rule.CustomerTypes, rule.KeyOnly, rule.Segment) = ([.. (command.CustomerTypes ?? []).Select(Kind).OfType<string>().Distinct()], command.KeyOnly, command.Segment?.Trim() ?? "");
            (rule.CaseType, rule.UnitNo, rule.TerritoryNo) = (command.CaseType, command.UnitNo, command.TerritoryNo);
            (rule.Channels, rule.Owner) = ([.. (command.Channels ?? []).Distinct().Select(w => w.ToString())], command.Owner);
            (rule.Script, rule.OwedUnder) = (command.Script?.Trim() ?? "", command.OwedUnder ?? "");
            work.Subject = new SubjectRef("callback-rule", rule.Id, rule.Code);
            return Done.Yes;
        }

        private async Task RefuseUnknown(SaveCallbackRule command, CancellationToken ct)
        {
            var (unit, role, owners) = (command.UnitNo, CallbackOwner.Role(command.Owner), CallbackOwner.UnitNo(command.Owner));
            if (unit is not null && !await db.Units.AnyAsync(u => u.No == unit, ct)) throw Refusal.Of("unitNo", "unit.unknown", "Please choose a unit.");
            if (command.TerritoryNo is { } territory && !await db.Territories.AnyAsync(t => t.No == territory, ct)) throw Refusal.Of("territoryNo", "territory.unknown", "Please choose a territory.");
            if (owners is not null && !await db.Units.AnyAsync(u => u.No == owners, ct) || role is not null && !await db.Roles.AnyAsync(r => r.Code == role, ct))
                throw Refusal.Of("owner", "callback.owner.unknown", "Please choose who calls.");
        }
    }
}
