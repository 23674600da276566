using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Callbacks.Model;

namespace Shouwen.Modules.Callbacks.Rules;

/// <summary>Begin a rule by hand, for visits by plan, festivals and surveys by need (CBS-001).</summary>
public sealed record StartCallbackRule(string Code) : ICommand<StartCallbackRule, Done>
{
    public static Permission Needs => CallbacksPermissions.Rules;

    public sealed class Rules : AbstractValidator<StartCallbackRule>
    {
        public Rules() => RuleFor(r => r.Code).NotEmpty().MaximumLength(40);
    }

    public sealed class Handler(AppDb db, Work work) : IHandler<StartCallbackRule, Done>
    {
        public async Task<Done> Handle(StartCallbackRule command, CancellationToken ct)
        {
            var rule = await db.CallbackRules.FirstOrDefaultAsync(r => r.Code == command.Code, ct) ?? throw Refusal.NotFound("The callback rule");
            if (rule is not { Active: true, Trigger: CallbackTrigger.ByHand }) throw new Refusal("callback.rule.hand", "Only an active rule that begins by hand can be begun here.");
            var period = WorkCalendar.Default.LocalDate(work.Now).ToString("yyyy-MM-dd");
            if (await db.CallbackRuns.AnyAsync(r => r.RuleCode == rule.Code && r.Period == period, ct)) throw new Refusal("callback.rule.begun", "This rule was begun today already.");
            RunCallbackRules.Begin(db, work, rule, period);
            work.Subject = new SubjectRef("callback-rule", rule.Id, rule.Code);
            return Done.Yes;
        }
    }
}
