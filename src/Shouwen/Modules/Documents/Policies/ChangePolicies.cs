using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Documents.Model;

namespace Shouwen.Modules.Documents.Policies;

/// <summary>Add a policy with its owner and the rhythm of its review (DOCS-012, DOCS-014).</summary>
public sealed record AddPolicy(string Code, string TitleZh, DateOnly EffectiveFrom, string? TitleEn = null, Guid? OwnerId = null, int? ReviewMonths = null) : ICommand<AddPolicy, AddPolicy.Result>
{
    public static Permission Needs => DocumentsPermissions.Policies;

    public sealed record Result(string Code);

    public sealed class Rules : AbstractValidator<AddPolicy>
    {
        public Rules()
        {
            RuleFor(p => p.Code).NotEmpty().MaximumLength(40).Matches("^[A-Za-z0-9-]+$").NotEqual("unlinked");
            RuleFor(p => p.TitleZh).NotEmpty().MaximumLength(200);
            RuleFor(p => p.TitleEn).MaximumLength(200);
            RuleFor(p => p.ReviewMonths).InclusiveBetween(1, 120);
        }
    }

    public sealed class Handler(AppDb db, Work work, PolicyBook policies) : IHandler<AddPolicy, Result>
    {
        public async Task<Result> Handle(AddPolicy command, CancellationToken ct)
        {
            if (await db.PolicyDocuments.AnyAsync(p => p.Code == command.Code, ct)) throw Refusal.Of("code", "policy.taken", "There is already a policy with this code.");
            await Owners.MustBeThere(db, command.OwnerId, ct);
            var months = command.ReviewMonths ?? (await policies.Current(ct)).Read(DocumentsRules.ReviewMonths, "", WorkCalendar.Default.LocalDate(work.Now));
            var policy = new PolicyDocument
            {
                Code = command.Code, TitleZh = command.TitleZh.Trim(), TitleEn = command.TitleEn?.Trim() ?? "", OwnerId = command.OwnerId,
                EffectiveFrom = command.EffectiveFrom, ReviewMonths = months,
            };
            db.PolicyDocuments.Add(policy);
            work.Subject = new SubjectRef("policy", policy.Id, policy.Code);
            return new Result(policy.Code);
        }
    }
}

/// <summary>Change a policy's titles, owner and rhythm of review (DOCS-014).</summary>
public sealed record ChangePolicy(string Code, string TitleZh, int ReviewMonths, string? TitleEn = null, Guid? OwnerId = null) : ICommand<ChangePolicy, Done>
{
    public static Permission Needs => DocumentsPermissions.Policies;

    public sealed class Rules : AbstractValidator<ChangePolicy>
    {
        public Rules()
        {
            RuleFor(p => p.TitleZh).NotEmpty().MaximumLength(200);
            RuleFor(p => p.TitleEn).MaximumLength(200);
            RuleFor(p => p.ReviewMonths).InclusiveBetween(1, 120);
        }
    }

    public sealed class Handler(AppDb db, Work work) : IHandler<ChangePolicy, Done>
    {
        public async Task<Done> Handle(ChangePolicy command, CancellationToken ct)
        {
            var policy = await Owners.Policy(db, command.Code, work, ct);
            await Owners.MustBeThere(db, command.OwnerId, ct);
            (policy.TitleZh, policy.TitleEn, policy.OwnerId, policy.ReviewMonths) = (command.TitleZh.Trim(), command.TitleEn?.Trim() ?? "", command.OwnerId, command.ReviewMonths);
            return Done.Yes;
        }
    }
}

/// <summary>Word a clause of a policy from a date on; the wording before it stays readable (DOCS-013).</summary>
public sealed record AddWording(string Code, string Number, string TextZh, DateOnly EffectiveFrom, string? TextEn = null, string? ClauseCode = null) : ICommand<AddWording, Done>
{
    public static Permission Needs => DocumentsPermissions.Policies;

    public sealed class Rules : AbstractValidator<AddWording>
    {
        public Rules()
        {
            RuleFor(c => c.Number).NotEmpty().MaximumLength(20);
            RuleFor(c => c.TextZh).NotEmpty().MaximumLength(4000);
            RuleFor(c => c.TextEn).MaximumLength(4000);
        }
    }

    public sealed class Handler(AppDb db, Work work, ClauseBook clauses) : IHandler<AddWording, Done>
    {
        public async Task<Done> Handle(AddWording command, CancellationToken ct)
        {
            var policy = await Owners.Policy(db, command.Code, work, ct);
            if (command.ClauseCode is { } code && clauses.Find(code) is null) throw Refusal.Of("clauseCode", "clause.unknown", "There is no clause called {0}.", code);
            if (command.EffectiveFrom < policy.EffectiveFrom) throw Refusal.Of("effectiveFrom", "policy.early", "The policy takes effect on {0}; no clause can hold before.", command.EffectiveFrom == default ? "" : Kernel.Text.Dates.Day(policy.EffectiveFrom));
            db.PolicyClauses.Add(new PolicyClause
            {
                PolicyId = policy.Id, Number = command.Number.Trim(), TextZh = command.TextZh.Trim(), TextEn = command.TextEn?.Trim() ?? "",
                EffectiveFrom = command.EffectiveFrom, ClauseCode = command.ClauseCode ?? "", ByName = work.Actor.Name, At = work.Now,
            });
            return Done.Yes;
        }
    }
}

/// <summary>Record that a policy was reviewed, with what was found (DOCS-014).</summary>
public sealed record RecordReview(string Code, DateOnly On, string Finding) : ICommand<RecordReview, Done>
{
    public static Permission Needs => DocumentsPermissions.Policies;

    public sealed class Rules : AbstractValidator<RecordReview>
    {
        public Rules() => RuleFor(r => r.Finding).NotEmpty().MaximumLength(200);
    }

    public sealed class Handler(AppDb db, Work work) : IHandler<RecordReview, Done>
    {
        public async Task<Done> Handle(RecordReview command, CancellationToken ct)
        {
            if (command.On > WorkCalendar.Default.LocalDate(work.Now)) throw Refusal.Of("on", "review.future", "A review that has not taken place cannot be recorded.");
            var policy = await Owners.Policy(db, command.Code, work, ct);
            if (policy.LastReviewOn is null || policy.LastReviewOn < command.On) policy.LastReviewOn = command.On;
            work.Reason = command.Finding;
            return Done.Yes;
        }
    }
}
