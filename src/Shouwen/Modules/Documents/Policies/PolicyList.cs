using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web.Kit;
using Shouwen.Modules.Documents.Model;

namespace Shouwen.Modules.Documents.Policies;

/// <summary>List the policies with owner, effective date and next review; those due are marked (DOCS-012, DOCS-014).</summary>
public sealed record PolicyList : IQuery<PolicyList, PolicyList.View>
{
    private const int Most = 1000;

    public static Permission Needs => DocumentsPermissions.View;

    public sealed record Row(string Code, string Title, string Owner, DateOnly EffectiveFrom, DateOnly? LastReviewOn, DateOnly NextReviewOn, bool IsDue, int Clauses, int Unlinked);

    public sealed record View(IReadOnlyList<Row> Items, IReadOnlyList<Option> People, DateOnly Today);

    public sealed class Handler(AppDb db, Work work) : IHandler<PolicyList, View>
    {
        public async Task<View> Handle(PolicyList query, CancellationToken ct)
        {
            var today = WorkCalendar.Default.LocalDate(work.Now);
            var policies = await db.PolicyDocuments.OrderBy(p => p.Code).Take(Most).ToListAsync(ct);
            var wordings = (await db.PolicyClauses.ToListAsync(ct)).ToLookup(c => c.PolicyId);
            var people = await db.Users.Where(u => u.Enabled).OrderBy(u => u.Name).Take(Most).Select(u => new { u.Id, u.Name }).ToListAsync(ct);
            var rows = policies.Select(p =>
            {
                var inForce = Wording.InForce(wordings[p.Id], today).ToList();
                return new Row(p.Code, p.Title.ToString(), people.FirstOrDefault(u => u.Id == p.OwnerId)?.Name ?? "", p.EffectiveFrom, p.LastReviewOn, p.NextReviewOn, p.IsReviewDue(today),
                    inForce.Count, inForce.Count(c => c.ClauseCode.Length == 0));
            });
            return new View([.. rows], [.. people.Select(u => new Option(u.Id.ToString(), u.Name))], today);
        }
    }
}

/// <summary>List the clauses of policies, as they read today, that nothing measures (DOCS-012).</summary>
public sealed record UnlinkedClauses : IQuery<UnlinkedClauses, UnlinkedClauses.View>
{
    public static Permission Needs => DocumentsPermissions.View;

    public sealed record Row(string Policy, string Title, string Number, string Text, DateOnly EffectiveFrom);

    public sealed record View(IReadOnlyList<Row> Items);

    public sealed class Handler(AppDb db, Work work) : IHandler<UnlinkedClauses, View>
    {
        public async Task<View> Handle(UnlinkedClauses query, CancellationToken ct)
        {
            var today = WorkCalendar.Default.LocalDate(work.Now);
            var policies = await db.PolicyDocuments.OrderBy(p => p.Code).ToListAsync(ct);
            var wordings = (await db.PolicyClauses.ToListAsync(ct)).ToLookup(c => c.PolicyId);
            return new View([.. policies.SelectMany(p => Wording.InForce(wordings[p.Id], today).Where(c => c.ClauseCode.Length == 0)
                .Select(c => new Row(p.Code, p.Title.ToString(), c.Number, c.Text.ToString(), c.EffectiveFrom)))]);
        }
    }
}

/// <summary>Show a policy clause by clause as it reads on a date, with older wordings and how each clause is kept (DOCS-012, DOCS-013).</summary>
public sealed record PolicySheet(string Code, DateOnly? On = null) : IQuery<PolicySheet, PolicySheet.View>
{
    public static Permission Needs => DocumentsPermissions.View;

    public sealed record Old(string TextZh, string TextEn, string Text, DateOnly EffectiveFrom, string ByName, DateTime At, bool IsLater);

    public sealed record Row(string Number, string Text, DateOnly EffectiveFrom, string ClauseCode, string ClauseTitle, Tally? Tally, Kernel.Policies.Percent Target, IReadOnlyList<Old> Others);

    public sealed record View(
        Guid Id, int Version, string Code, string Title, string TitleZh, string TitleEn, Guid? OwnerId, string Owner, DateOnly EffectiveFrom, DateOnly? LastReviewOn, DateOnly NextReviewOn, bool IsDue, int ReviewMonths,
        DateOnly On, DateOnly Today, IReadOnlyList<Row> Clauses, IReadOnlyList<DateOnly> Dates, IReadOnlyList<Option> People, IReadOnlyList<Option> ClauseOptions);

    public sealed class Handler(AppDb db, Work work, ClauseBook clauses, Kernel.Policies.PolicyBook policies) : IHandler<PolicySheet, View>
    {
        public async Task<View> Handle(PolicySheet query, CancellationToken ct)
        {
            var policy = await db.PolicyDocuments.FirstOrDefaultAsync(p => p.Code == query.Code, ct) ?? throw Refusal.NotFound("The policy");
            var today = WorkCalendar.Default.LocalDate(work.Now);
            var (on, month) = (query.On ?? today, Month.First(today));
            var wordings = await db.PolicyClauses.Where(c => c.PolicyId == policy.Id).ToListAsync(ct);
            var people = await db.Users.Where(u => u.Enabled || u.Id == policy.OwnerId).OrderBy(u => u.Name).Take(1000).Select(u => new { u.Id, u.Name }).ToListAsync(ct);
            var tallies = await Compliance.ByClause(db.Opened(month, Month.Last(month)), ct);
            var rules = await policies.Current(ct);
            var rows = Wording.InForce(wordings, on).Select(c => ToRow(c, wordings, clauses.Find(c.ClauseCode), tallies, rules, today));
            return new View(policy.Id, policy.Version, policy.Code, policy.Title.ToString(), policy.TitleZh, policy.TitleEn, policy.OwnerId, people.FirstOrDefault(u => u.Id == policy.OwnerId)?.Name ?? "",
                policy.EffectiveFrom, policy.LastReviewOn, policy.NextReviewOn, policy.IsReviewDue(today), policy.ReviewMonths, on, today, [.. rows],
                [.. wordings.Select(w => w.EffectiveFrom).Distinct().OrderDescending()], [.. people.Select(u => new Option(u.Id.ToString(), u.Name))],
                [.. clauses.All.OrderBy(c => c.Code, StringComparer.Ordinal).Select(c => new Option(c.Code, Kernel.Text.Words.T[c.Title], Detail: c.Code))]);
        }

        private static Row ToRow(PolicyClause wording, List<PolicyClause> all, Kernel.Policies.Clause? clause, Dictionary<string, Tally> tallies, Kernel.Policies.Policy rules, DateOnly today) =>
            new(wording.Number, wording.Text.ToString(), wording.EffectiveFrom, wording.ClauseCode, clause is null ? "" : Kernel.Text.Words.T[clause.Title],
                clause is null ? null : tallies.GetValueOrDefault(clause.Code, Tally.None), clause is null ? Compliance.AssumedTarget : Compliance.Target(clause, rules, today).Target,
                [.. Wording.History(all, wording.Number).Where(w => w.Id != wording.Id).Select(w => new Old(w.TextZh, w.TextEn, w.Text.ToString(), w.EffectiveFrom, w.ByName, w.At, w.EffectiveFrom > wording.EffectiveFrom))]);
    }
}
