using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Reporting;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Modules.Cases.Contracts;

namespace Shouwen.Modules.Callbacks.Rules;

/// <summary>Show the callback rules with how each was fulfilled in a time (CBS-001).</summary>
public sealed record CallbackRules(DateOnly? From = null, DateOnly? To = null) : IQuery<CallbackRules, CallbackRules.View>
{
    private const int DaysShown = 92;

    public static Permission Needs => CallbacksPermissions.View;

    public sealed record Row(
        string Code, string Name, string NameZh, string NameEn, CallbackTrigger Trigger, CaseType? CaseType, string Interval, string Limit, int Share, IReadOnlyList<string> Channels, string Owner, string OwnerName,
        string Preset, bool Active, CallbackFigures Figures);

    public sealed record View(DateOnly From, DateOnly To, IReadOnlyList<Row> Items, bool MayChange);

    public sealed class Rules : AbstractValidator<CallbackRules>
    {
        public Rules() => RuleFor(r => r.To).GreaterThanOrEqualTo(r => r.From).When(r => r.From is not null && r.To is not null);
    }

    public sealed class Handler(AppDb db, Work work, KeptFigures kept) : IHandler<CallbackRules, View>
    {
        public async Task<View> Handle(CallbackRules query, CancellationToken ct)
        {
            var to = query.To ?? WorkCalendar.Default.LocalDate(work.Now);
            var from = query.From ?? to.AddDays(-DaysShown);
            var rules = await db.CallbackRules.OrderByDescending(r => r.Active).ThenBy(r => r.Code).Take(CallbackRule.Most).ToListAsync(ct);
            var figures = await CallbackFigures.Of(db, kept, from, to, work.Now);
            var names = await OwnerNames.Read(db, ct);
            return new View(from, to, [.. rules.Select(r => new Row(r.Code, r.Name, r.NameZh, r.NameEn, r.Trigger, r.CaseType, r.Interval, r.Limit, r.Share, r.Channels, r.Owner, names.Of(r.Owner), r.Preset, r.Active,
                figures.GetValueOrDefault(r.Code, CallbackFigures.None)))], work.Actor.May(CallbacksPermissions.Rules));
        }
    }
}
