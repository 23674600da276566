using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Administration.Rules;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Tests.Fixtures;
using static Shouwen.Tests.Fixtures.SetClock;

namespace Shouwen.Tests.Kernel.Calendars;

/// <summary>Each unit works its own hours, those below it too, and its open deadlines follow when they change.</summary>
public sealed class UnitHoursStories
{
    private static readonly List<DayOfWeek> AllWeek = [.. Enum.GetValues<DayOfWeek>()];

    [Theory, OnBothEngines, Requirement("PLAT-007")]
    public async Task Hours_of_a_unit_hold_for_all_below_it_and_for_no_other(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 16:00");
        var east = await house.Unit("East");
        await house.As("admin").Run(new ChangeHours("夏令作息", "08:00–12:00, 14:00–18:30", AllWeek, east.No));
        await house.Settle();
        var calendars = await house.Services.GetRequiredService<CalendarBook>().Current();
        var (team, west) = (calendars.Of((await house.Unit("East team")).Path), calendars.Of((await house.Unit("West team")).Path));
        Local(team.Due(house.Now, Limit.WorkingHours(3)).Due).ShouldBe("2026-03-03 08:30", "2.5 hours today, half an hour tomorrow");
        Local(west.Due(house.Now, Limit.WorkingHours(3)).Due).ShouldBe("2026-03-03 10:00");
        Local(team.Due(house.Now, Limit.WorkingDays(5)).Due).ShouldBe("2026-03-07 18:30", "Saturday is worked");
        Local(west.Due(house.Now, Limit.WorkingDays(5)).Due).ShouldBe("2026-03-09 17:30");
    }

    [Theory, OnBothEngines, Requirement("PLAT-007")]
    public async Task Open_deadlines_follow_changed_hours_and_come_back_when_the_unit_works_as_above_again(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        var mine = (await house.As("lin").Opens(CaseType.Complaint)).Id;
        var theirs = (await house.As("qian").Opens(CaseType.Complaint, Stories.Wang with { Name = "西客", Phone = "13800005678", Territory = "丙县" })).Id;
        await house.Settle();
        async Task<(string, string)> Due() => (Local((await house.Duty(mine, "complaint.answer")).DueAt), Local((await house.Duty(theirs, "complaint.answer")).DueAt));
        (await Due()).ShouldBe(("2026-03-05 17:30", "2026-03-05 17:30"));

        var east = await house.Unit("East");
        await house.As("admin").Run(new ChangeHours("提前下班", "08:30–16:00", [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Thursday, DayOfWeek.Friday], east.No));
        await house.Settle();
        (await Due()).ShouldBe(("2026-03-06 16:00", "2026-03-05 17:30"), "Wednesday is off for East alone");

        await house.As("admin").Run(new ChangeHours("恢复", Unit: east.No));
        await house.Settle();
        (await Due()).ShouldBe(("2026-03-05 17:30", "2026-03-05 17:30"));
    }

    [Theory, OnBothEngines, Requirement("PLAT-007")]
    public async Task The_change_is_in_the_trail_with_its_reason_and_the_page_shows_whose_hours_hold(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        var (east, team) = (await house.Unit("East"), await house.Unit("East team"));
        await house.As("admin").Run(new ChangeHours("分公司作息", "9:00-17:00", AllWeek, east.No));
        (await house.As("admin").Ask(new CalendarSheet(2026, team.No))).Hours.ShouldSatisfyAllConditions(h => h.Spans.ShouldBe("09:00–17:00"), h => h.From.ShouldBe(east.Name.ToString()), h => h.Days.Count.ShouldBe(7));
        (await house.As("admin").Ask(new CalendarSheet(2026))).Hours.From.ShouldBeNull();
        await using var db = house.Db();
        var entry = await db.Activity.SingleAsync(a => a.UseCase == nameof(ChangeHours));
        (entry.Reason, entry.ActorName).ShouldBe(("分公司作息", "系统管理员"));
        entry.Changes.ShouldContain("09:00–17:00");
        (await house.As("lin").Refused(new ChangeHours("x", "9:00-17:00", AllWeek))).Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Theory, OnBothEngines("17:00–09:00"), OnBothEngines("9-17"), OnBothEngines("08:30–12:00, 11:00–17:00"), Requirement("PLAT-007")]
    public async Task Hours_that_cannot_be_are_refused_at_their_field(Engine engine, string spans)
    {
        await using var house = await House.Open(engine);
        (await house.As("admin").Refused(new ChangeHours("x", spans, AllWeek))).ShouldBeOfType<InvalidInput>().Errors.Keys.ShouldBe(["spans"]);
        (await house.As("admin").Refused(new ChangeHours("x", "08:30–17:30"))).ShouldBeOfType<InvalidInput>().Errors.Keys.ShouldBe(["spans"], "a week needs a working day");
    }

    [Theory, OnBothEngines, Requirement("PLAT-003")]
    public async Task A_moved_unit_takes_its_hours_along(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        var (outlet, west) = (await house.Unit("Outlet A"), await house.Unit("West"));
        await house.As("admin").Run(new ChangeHours("网点作息", "10:00–20:00", AllWeek, outlet.No));
        await house.As("admin").Run(new MoveUnit(outlet.No, west.Id, "划归西区"));
        await house.Settle();
        (await house.Services.GetRequiredService<CalendarBook>().Current()).HoursOf((await house.Unit("Outlet A")).Path)!.Spans.ShouldBe("10:00–20:00");
    }
}
