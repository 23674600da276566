using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Documents.Model;

namespace Shouwen.Modules.Documents.Board;

/// <summary>Show every executable clause with its value in force and how it was kept in a month (DOCS-012, DOCS-014).</summary>
public sealed record PolicyBoard(string? Month = null, string? Area = null) : IQuery<PolicyBoard, PolicyBoard.View>
{
    private const int MonthsToChoose = 13;
    private const int TrendMonths = 6;

    public static Permission Needs => DocumentsPermissions.View;

    public sealed record Row(
        string Code, string Area, string Title, string? Parameter, string Value, bool IsNextOpenDay, string? NextValue, DateOnly? NextFrom, Percent Target, bool TargetAssumed,
        Tally Tally, IReadOnlyList<double?> Trend);

    public sealed record View(DateOnly Month, DateOnly From, DateOnly To, IReadOnlyList<Row> Items, Tally All, IReadOnlyList<string> Months, IReadOnlyList<string> Areas);

    public sealed class Handler(AppDb db, ClauseBook clauses, PolicyBook policies, Work work) : IHandler<PolicyBoard, View>
    {
        public async Task<View> Handle(PolicyBoard query, CancellationToken ct)
        {
            var month = Model.Month.Read(query.Month, work.Now);
            var last = Model.Month.Last(month);
            var today = WorkCalendar.Default.LocalDate(work.Now);
            var policy = await policies.Current(ct);
            var trend = await Compliance.ByMonth(db, month, TrendMonths, null, ct);
            var rows = clauses.All.Where(c => query.Area is null || c.Area == query.Area).OrderBy(c => c.Code, StringComparer.Ordinal)
                .Select(c => ToRow(c, policy, last < today ? last : today, month, trend)).ToList();
            var all = rows.Aggregate(Tally.None, (sum, r) => new Tally(sum.Met + r.Tally.Met, sum.Missed + r.Tally.Missed, sum.Waived + r.Tally.Waived, sum.Open + r.Tally.Open));
            return new View(month, month, last, rows, all, Model.Month.Choices(work.Now, MonthsToChoose), [.. clauses.All.Select(c => c.Area).Distinct().Order(StringComparer.Ordinal)]);
        }

        private static Row ToRow(Clause clause, Policy policy, DateOnly on, DateOnly month, Dictionary<(string, DateOnly), Tally> trend)
        {
            var (target, assumed) = Compliance.Target(clause, policy, on);
            Parameter? setting = clause.Limit is { } limit ? limit : clause.Every;
            var next = setting is null ? null : policy.History(setting.Code).Where(h => h.UnitPath.Length == 0 && h.EffectiveFrom > on).MinBy(h => h.EffectiveFrom);
            var months = Enumerable.Range(1 - TrendMonths, TrendMonths).Select(i => trend.GetValueOrDefault((clause.Code, month.AddMonths(i)), Tally.None));
            return new Row(clause.Code, clause.Area, clause.Title, setting?.Code, setting is null ? "" : policy.Text(setting, "", on), clause.IsNextOpenDay, next?.Value, next?.EffectiveFrom,
                target, assumed, trend.GetValueOrDefault((clause.Code, month), Tally.None), [.. months.Select(t => (double?)t.Rate.Percent)]);
        }
    }
}
