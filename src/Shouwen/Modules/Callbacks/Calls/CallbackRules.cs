using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Callbacks.Model;

namespace Shouwen.Modules.Callbacks.Calls;

/// <summary>Show the callback rules (CBS-001).</summary>
public sealed record CallbackRules : IQuery<CallbackRules, CallbackRules.View>
{
    public static Permission Needs => CallbacksPermissions.View;

    public sealed record Row(string Code, string Name, string NameZh, string NameEn, CallbackTrigger Trigger, string Limit, int Share, string Channel, string Owner, bool Active);

    public sealed record View(IReadOnlyList<Row> Items);

    public sealed class Handler(AppDb db) : IHandler<CallbackRules, View>
    {
        public async Task<View> Handle(CallbackRules query, CancellationToken ct)
        {
            var rules = await db.CallbackRules.OrderBy(r => r.Code).Take(200).ToListAsync(ct);
            return new View([.. rules.Select(r => new Row(r.Code, Kernel.Text.TextCatalog.IsChinese || r.NameEn.Length == 0 ? r.NameZh : r.NameEn, r.NameZh, r.NameEn, r.Trigger, r.Limit, r.Share, r.Channel, r.Owner, r.Active))]);
        }
    }
}

/// <summary>Add or change a callback rule; callbacks already planned keep theirs (CBS-001).</summary>
public sealed record SaveCallbackRule(string Code, string NameZh, CallbackTrigger Trigger, string Limit, int Share = 100, string? NameEn = null, bool Active = false) : ICommand<SaveCallbackRule, Done>
{
    public static Permission Needs => CallbacksPermissions.Rules;

    public sealed class Rules : AbstractValidator<SaveCallbackRule>
    {
        public Rules()
        {
            RuleFor(r => r.Code).NotEmpty().MaximumLength(40).Matches("^[a-z0-9._-]+$");
            RuleFor(r => r.NameZh).NotEmpty().MaximumLength(100);
            RuleFor(r => r.NameEn).MaximumLength(100);
            RuleFor(r => r.Limit).Must(l => l == "next day" || Kernel.Calendars.Limit.TryParse(l, out _)).WithMessage(_ => Kernel.Text.Words.T["Write a limit such as 3 working days, or next day."]);
            RuleFor(r => r.Share).InclusiveBetween(1, 100);
        }
    }

    public sealed class Handler(AppDb db, Work work) : IHandler<SaveCallbackRule, Done>
    {
        public async Task<Done> Handle(SaveCallbackRule command, CancellationToken ct)
        {
            var rule = await db.CallbackRules.FirstOrDefaultAsync(r => r.Code == command.Code, ct);
            if (rule is null)
                db.CallbackRules.Add(rule = new CallbackRule { Code = command.Code, NameZh = command.NameZh, Trigger = command.Trigger, Limit = command.Limit, Owner = "first-contact owner" });
            (rule.NameZh, rule.NameEn, rule.Trigger, rule.Limit, rule.Share, rule.Active) = (command.NameZh, command.NameEn ?? "", command.Trigger, command.Limit, command.Share, command.Active);
            work.Subject = new SubjectRef("callback-rule", rule.Id, rule.Code);
            return Done.Yes;
        }
    }
}

/// <summary>Bring the standard callback rules into a new installation: next day for repairs, complaints and the rest (CBS-002, 004, 015).</summary>
public sealed record AddStandardCallbackRules : ICommand<AddStandardCallbackRules, Done>
{
    public static Permission Needs => KernelPermissions.System;

    public sealed class Handler(AppDb db) : IHandler<AddStandardCallbackRules, Done>
    {
        public async Task<Done> Handle(AddStandardCallbackRules command, CancellationToken ct)
        {
            if (await db.CallbackRules.AnyAsync(ct)) return Done.Yes;
            db.CallbackRules.Add(Rule("after-answer", "答复后次日回访", "Next day after the answer", CallbackTrigger.CaseAnswered));
            db.CallbackRules.Add(Rule("after-repair", "维修后每日回访", "Every repair, next day", CallbackTrigger.RepairAnswered));
            db.CallbackRules.Add(Rule("after-complaint", "投诉处理后回访", "Every complaint, next day", CallbackTrigger.ComplaintAnswered));
            return Done.Yes;
        }

        private static CallbackRule Rule(string code, string zh, string en, CallbackTrigger trigger) =>
            new() { Code = code, NameZh = zh, NameEn = en, Trigger = trigger, Limit = "next day", Owner = "first-contact owner" };
    }
}
