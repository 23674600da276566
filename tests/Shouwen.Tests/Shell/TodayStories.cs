using Microsoft.EntityFrameworkCore;
using Shouldly;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Handling;
using Shouwen.Modules.Cases.Model;
using Shouwen.Shell;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Shell;

/// <summary>The figures of Today, against the duties read one by one.</summary>
public sealed class TodayStories
{
    [Theory, OnBothEngines, Requirement("PLAT-009"), Requirement("RPT-051")]
    public async Task A_director_s_and_an_agent_s_figures_are_those_of_the_duties_themselves(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-02-09 09:00");
        await house.As("lin").Opens(CaseType.Repair);
        house.At("2026-03-04 10:00");
        await house.As("lin").Opens(CaseType.Consultation);
        await house.As("sun").Opens(CaseType.Consultation);
        await house.As("sun").Opens(CaseType.Complaint);
        var waiting = await house.As("sun").Opens(CaseType.Repair);
        await house.As("sun").Run(new WaitForCustomer(waiting.Number, PauseReason.WaitingForCustomer, "出差"));
        await house.SettleAt("2026-03-04 11:00");

        await using var db = house.Db();
        var duties = (await db.Obligations.AsNoTracking().ToListAsync()).Where(o => o.FulfilledAt is null && o.State != ObligationState.Waived).ToList();
        var lin = await house.UserId("lin");
        var midnight = WorkCalendar.Default.ToUtc(new DateOnly(2026, 3, 5), TimeOnly.MinValue);
        var director = await house.As("chen").Ask(new Today());
        director.Whose.ShouldBe(Whose.Team);
        Figures(director).ShouldBe(Of(duties));
        Figures(await house.As("lin").Ask(new Today())).ShouldBe(Of([.. duties.Where(o => o.OwnerId == lin)]));
        director.Clauses.ShouldBe(duties.Where(o => o.State != ObligationState.Paused).GroupBy(o => o.Clause)
            .Select(g => (g.Key, director.Clauses.Single(c => c.Clause == g.Key).Title, g.Count(), g.Count(o => o.DueAt < house.Now))), ignoreOrder: true);
        (director.Overdue > 0, director.DueToday > 0, director.Paused > 0, director.Open > director.Overdue + director.DueToday).ShouldBe((true, true, true, true), "or the figures would prove little");

        (int, int, int, int) Of(IReadOnlyList<Obligation> owed)
        {
            var running = owed.Where(o => o.State != ObligationState.Paused).ToList();
            return (running.Count(o => o.DueAt < house.Now), running.Count(o => o.DueAt >= house.Now && o.DueAt < midnight), running.Count, owed.Count(o => o.State == ObligationState.Paused));
        }

        static (int, int, int, int) Figures(Today.View view) => (view.Overdue, view.DueToday, view.Open, view.Paused);
    }
}
