using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web.Kit;
using Shouwen.Modules.Documents.Model;

namespace Shouwen.Modules.Documents.Board;

/// <summary>Show one clause: its parameters with their history, how it was kept by month and unit, and what was missed (DOCS-012, PLAT-020).</summary>
public sealed record ClauseSheet(string Clause, string? Month = null) : IQuery<ClauseSheet, ClauseSheet.View>
{
    private const int MonthsToChoose = 13;
    private const int MostMissed = 100;

    public static Permission Needs => DocumentsPermissions.View;

    public sealed record Change(string Value, string Unit, DateOnly EffectiveFrom, string Reason, string ByName, DateTime At, bool Holds);

    public sealed record Setting(string Code, string Title, string Value, string Default, string Hint, bool Assumed, string Requirement, IReadOnlyList<Change> History);

    public sealed record UnitRow(string Unit, Tally Tally);

    public sealed record Missed(Guid Id, string Label, string Url, string What, string Owner, DateTime OpenedAt, DateTime Due, DateTime? FulfilledAt, string Limit);

    public sealed record View(
        Clause Clause, DateOnly Month, DateOnly From, DateOnly To, Percent Target, bool TargetAssumed, Tally Tally, IReadOnlyList<Setting> Settings,
        IReadOnlyList<(DateOnly Month, Tally Tally)> Months, IReadOnlyList<UnitRow> Units, IReadOnlyList<Missed> MissedOnes, IReadOnlyList<(string Policy, string Title, string Number, string Text)> Wordings,
        IReadOnlyList<string> Choices, IReadOnlyList<Option> UnitOptions, DateOnly Today);

    public sealed class Handler(AppDb db, ClauseBook clauses, PolicyBook policies, SubjectKinds subjects, Work work) : IHandler<ClauseSheet, View>
    {
        public async Task<View> Handle(ClauseSheet query, CancellationToken ct)
        {
            var clause = clauses.Find(query.Clause) ?? throw Refusal.NotFound("The clause");
            var month = Model.Month.Read(query.Month, work.Now);
            var (last, today) = (Model.Month.Last(month), WorkCalendar.Default.LocalDate(work.Now));
            var policy = await policies.Current(ct);
            var (target, assumed) = Compliance.Target(clause, policy, last < today ? last : today);
            var units = await db.Units.OrderBy(u => u.No).ToListAsync(ct);
            var trend = await Compliance.ByMonth(db, month, Compliance.MostMonths, clause.Code, ct);
            var months = Enumerable.Range(1 - Compliance.MostMonths, Compliance.MostMonths).Select(i => (month.AddMonths(i), trend.GetValueOrDefault((clause.Code, month.AddMonths(i)), Tally.None)));
            var opened = db.Opened(month, last).Where(o => o.Clause == clause.Code);
            Parameter?[] parameters = [clause.Limit, clause.LongLimit, clause.Every, clause.Target];
            return new View(clause, month, month, last, target, assumed, trend.GetValueOrDefault((clause.Code, month), Tally.None),
                [.. parameters.OfType<Parameter>().Select(p => ToSetting(p, policy, units, today))], [.. months], await ByUnit(opened, units, ct), await MissedOnes(opened, ct),
                await Wordings(clause.Code, today, ct), Model.Month.Choices(work.Now, MonthsToChoose), [.. units.OrderBy(u => u.Path, StringComparer.Ordinal).Select(u => new Option(u.Id.ToString(), u.Name.ToString()))], today);
        }

        private static Setting ToSetting(Parameter parameter, Policy policy, List<Unit> units, DateOnly today) =>
            new(parameter.Code, parameter.Title, policy.Text(parameter, "", today), parameter.Default, parameter.Hint, parameter.Assumed, parameter.Requirement,
                [.. policy.History(parameter.Code).Select(h => new Change(h.Value, h.UnitPath.Length == 0 ? "" : units.FirstOrDefault(u => u.Path == h.UnitPath)?.Name.ToString() ?? h.UnitPath,
                    h.EffectiveFrom, h.Reason, h.ByName, h.At, policy.Holding(parameter.Code, h.UnitPath, today)?.Id == h.Id))]);

        private static async Task<IReadOnlyList<UnitRow>> ByUnit(IQueryable<Obligation> opened, List<Unit> units, CancellationToken ct)
        {
            var rows = await opened.GroupBy(o => new { o.UnitPath, o.State }).Select(g => new { g.Key.UnitPath, g.Key.State, Count = g.Count() }).ToListAsync(ct);
            return [.. rows.GroupBy(r => r.UnitPath).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new UnitRow(units.FirstOrDefault(u => u.Path == g.Key)?.Name.ToString() ?? g.Key, Tally.Of(g.Select(r => (r.State, r.Count)))))];
        }

        private async Task<IReadOnlyList<Missed>> MissedOnes(IQueryable<Obligation> opened, CancellationToken ct)
        {
            var duties = await opened.Where(o => o.State == ObligationState.Missed).OrderByDescending(o => o.DueAt).ThenByDescending(o => o.Id).Take(MostMissed).ToListAsync(ct);
            var owners = duties.Select(o => o.OwnerId).Distinct().ToList();
            var names = await db.Users.Where(u => owners.Contains(u.Id)).Select(u => new { u.Id, u.Name }).ToDictionaryAsync(u => u.Id, u => u.Name, ct);
            return [.. duties.Select(o => new Missed(o.Id, o.SubjectLabel, subjects.Url(new SubjectRef(o.SubjectKind, o.SubjectId, o.SubjectLabel)), o.What,
                o.OwnerId is { } owner ? names.GetValueOrDefault(owner, "") : "", o.OpenedAt, o.DueAt, o.FulfilledAt, o.LimitText))];
        }

        /// <summary>Where the clause stands in the policies, in the wording of today.</summary>
        private async Task<IReadOnlyList<(string, string, string, string)>> Wordings(string code, DateOnly today, CancellationToken ct)
        {
            var linked = await db.PolicyClauses.Where(c => c.ClauseCode == code).Select(c => c.PolicyId).Distinct().ToListAsync(ct);
            var policies = await db.PolicyDocuments.Where(p => linked.Contains(p.Id)).OrderBy(p => p.Code).ToListAsync(ct);
            var wordings = await db.PolicyClauses.Where(c => linked.Contains(c.PolicyId)).ToListAsync(ct);
            return [.. from policy in policies
                       from wording in Wording.InForce(wordings.Where(w => w.PolicyId == policy.Id), today)
                       where wording.ClauseCode == code
                       select (policy.Code, policy.Title.ToString(), wording.Number, wording.Text.ToString())];
        }
    }
}
