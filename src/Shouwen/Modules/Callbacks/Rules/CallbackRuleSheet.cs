using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Reporting;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web.Kit;
using Shouwen.Modules.Callbacks.Model;

namespace Shouwen.Modules.Callbacks.Rules;

/// <summary>Show one callback rule with its figures, its runs and its words (CBS-001).</summary>
public sealed record CallbackRuleSheet(string Code, DateOnly? From = null, DateOnly? To = null) : IQuery<CallbackRuleSheet, CallbackRuleSheet.View>
{
    private const int DaysShown = 92;
    private const int MostRuns = 24;
    private const int MostChoices = 300;

    public static Permission Needs => CallbacksPermissions.View;

    public sealed record Run(string Period, DateTime StartedAt, DateTime? FinishedAt, int Population, int Drawn, string Seed);

    public sealed record View(
        CallbackRule? Rule, DateOnly From, DateOnly To, CallbackFigures Figures, IReadOnlyList<Run> Runs, IReadOnlyList<Option> Owners, IReadOnlyList<Option> Units, IReadOnlyList<Option> Territories,
        bool MayChange, DateOnly Today);

    public sealed class Handler(AppDb db, Work work, KeptFigures kept) : IHandler<CallbackRuleSheet, View>
    {
        public async Task<View> Handle(CallbackRuleSheet query, CancellationToken ct)
        {
            var today = WorkCalendar.Default.LocalDate(work.Now);
            var to = query.To ?? today;
            var from = query.From ?? to.AddDays(-DaysShown);
            var rule = await db.CallbackRules.FirstOrDefaultAsync(r => r.Code == query.Code, ct) ?? throw Refusal.NotFound("The callback rule");
            var figures = (await CallbackFigures.Of(db, kept, from, to, work.Now, rule.Code)).GetValueOrDefault(rule.Code, CallbackFigures.None);
            var units = await db.Units.OrderBy(u => u.Path).Take(MostChoices).ToListAsync(ct);
            var territories = await db.Territories.OrderBy(t => t.Path).Take(MostChoices).ToListAsync(ct);
            return new View(rule, from, to, figures, await Runs(rule.Code, ct), (await OwnerNames.Read(db, ct)).Options,
                [.. units.Select(u => new Option(u.No.ToString(), u.Name.ToString()))], [.. territories.Select(t => new Option(t.No.ToString(), t.Name.ToString()))],
                work.Actor.May(CallbacksPermissions.Rules), today);
        }

        private async Task<IReadOnlyList<Run>> Runs(string code, CancellationToken ct) =>
            [.. (await db.CallbackRuns.Where(r => r.RuleCode == code).OrderByDescending(r => r.StartedAt).Take(MostRuns).ToListAsync(ct))
                .Select(r => new Run(r.Period, r.StartedAt, r.FinishedAt, r.Population, r.Drawn, r.Seed))];
    }
}
