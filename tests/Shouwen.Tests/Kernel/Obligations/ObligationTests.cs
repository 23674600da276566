using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Notices;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Administration.Rules;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Handling;
using Shouwen.Modules.Cases.Model;
using Shouwen.Shell;
using Shouwen.Tests.Fixtures;
using static Shouwen.Tests.Fixtures.SetClock;

namespace Shouwen.Tests.Kernel.Obligations;

/// <summary>The spine: a duty is opened, warned of, missed once, escalated, paused, waived, computed anew.</summary>
public sealed class ObligationTests
{
    private const string Consultation = "consultation.answer";

    [Theory, OnBothEngines, Requirement("PLAT-008")]
    public async Task A_limit_of_24_hours_warns_twice_and_escalates_twice_each_notice_once(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 16:00");
        var made = await house.As("lin").Opens(CaseType.Consultation, Stories.Wang with { Territory = null });
        await OnlyConsultation(house);
        foreach (var at in new[] { "2026-03-03 03:59", "2026-03-03 04:00", "2026-03-03 11:11", "2026-03-03 11:12", "2026-03-03 15:59", "2026-03-03 16:00", "2026-03-03 20:00", "2026-03-04 15:59", "2026-03-04 16:00", "2026-03-09 12:00" })
        {
            await house.SettleAt(at);
            await house.Settle();
        }
        (await house.Notices(made.Id)).ShouldBe([
            "2026-03-03 04:00 lin Warning", "2026-03-03 11:12 lin Warning",
            "2026-03-03 16:00 lin Overdue", "2026-03-03 16:00 zhao Overdue", "2026-03-04 16:00 chen Escalated"]);
        var duty = await house.Duty(made.Id, Consultation);
        duty.State.ShouldBe(ObligationState.Missed);
        Local(duty.EndedAt!.Value).ShouldBe("2026-03-03 16:00");
    }

    [Theory, OnBothEngines, Requirement("PLAT-008")]
    public async Task An_absent_owner_s_substitute_gets_the_notice(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 16:00");
        await house.As("lin").Run(new SetAbsence(new DateOnly(2026, 3, 3), new DateOnly(2026, 3, 3), await house.UserId("sun")));
        var made = await house.As("lin").Opens(CaseType.Consultation, Stories.Wang with { Territory = null });
        await OnlyConsultation(house);
        await house.SettleAt("2026-03-03 04:00");
        (await house.Notices(made.Id)).ShouldBe(["2026-03-03 04:00 sun Warning"]);
    }

    [Theory, OnBothEngines, Requirement("PLAT-008")]
    public async Task After_an_outage_people_hear_of_the_last_stage_only(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 16:00");
        var made = await house.As("lin").Opens(CaseType.Consultation, Stories.Wang with { Territory = null });
        await OnlyConsultation(house);
        await house.SettleAt("2026-03-03 18:00");
        (await house.Notices(made.Id)).ShouldBe(["2026-03-03 18:00 lin Overdue", "2026-03-03 18:00 zhao Overdue"]);
    }

    [Theory, OnBothEngines, Requirement("CASE-066")]
    public async Task Waiting_for_the_customer_stops_the_clock_and_the_rest_of_the_limit_runs_on(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        var made = await house.As("lin").Opens(CaseType.Consultation);
        house.At("2026-03-02 14:00");
        await house.As("lin").Run(new WaitForCustomer(made.Number, PauseReason.WaitingForCustomer, "客户明早回电"));
        (await house.Duty(made.Id, Consultation)).State.ShouldBe(ObligationState.Paused);
        await house.SettleAt("2026-03-03 09:30");
        (await house.Duty(made.Id, Consultation)).State.ShouldBe(ObligationState.Paused, "a duty whose clock stands still is not missed");
        await house.SettleAt("2026-03-03 10:00");
        await house.As("lin").Run(new ResumeCase(made.Number, "客户已回电"));
        var duty = await house.Duty(made.Id, Consultation);
        Local(duty.DueAt).ShouldBe("2026-03-04 05:00");

        await house.SettleAt("2026-03-04 05:00");
        duty = await house.Duty(made.Id, Consultation);
        var (gross, net) = (duty.DueAt - duty.StartsAt, WorkCalendar.Default.Net(duty.StartsAt, duty.DueAt, Limit.Hours(24), duty.PauseList));
        (gross.TotalHours, net.TotalHours).ShouldBe((44, 24));
    }

    [Theory, OnBothEngines, Requirement("CASE-066")]
    public async Task A_case_does_not_wait_without_a_visible_reason(Engine engine)
    {
        await using var house = await House.Open(engine);
        var made = await house.As("lin").Opens(CaseType.Consultation);
        (await house.As("lin").Refused(new WaitForCustomer(made.Number, PauseReason.WaitingForCustomer, " "))).ShouldBeOfType<InvalidInput>().Errors.Keys.ShouldBe(["text"]);
        await house.As("lin").Run(new WaitForCustomer(made.Number, PauseReason.ForceMajeure, "台风"));
        await using var db = house.Db();
        (await db.CaseNotes.SingleAsync()).ShouldSatisfyAllConditions(n => n.Kind.ShouldBe(NoteKind.Pause), n => n.Text.ShouldBe("台风"));
    }

    [Theory, OnBothEngines]
    public async Task A_duty_is_waived_only_by_those_who_may_and_with_a_reason(Engine engine)
    {
        await using var house = await House.Open(engine);
        var made = await house.As("lin").Opens(CaseType.Consultation);
        var duty = await house.Duty(made.Id, Consultation);
        (await house.As("lin").Refused(new WaiveObligation(duty.Id, "没空"))).Kind.ShouldBe(RefusalKind.Forbidden);
        (await house.As("zhao").Refused(new WaiveObligation(duty.Id, ""))).ShouldBeOfType<InvalidInput>();
        (await house.As("sunwest").Refused(new WaiveObligation(duty.Id, "别区"))).Kind.ShouldBe(RefusalKind.NotFound);
        await house.As("zhao").Run(new WaiveObligation(duty.Id, "客户撤回"));
        duty = await house.Duty(made.Id, Consultation);
        (duty.State, duty.Evidence).ShouldBe((ObligationState.Waived, "客户撤回"));
        await house.SettleAt("2026-03-09 09:00");
        (await house.Duty(made.Id, Consultation)).State.ShouldBe(ObligationState.Waived);
    }

    [Theory, OnBothEngines, Requirement("PLAT-007")]
    public async Task A_new_closing_day_moves_the_open_duties_of_its_unit_and_no_others(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 10:00");
        var here = await house.As("lin").Opens(CaseType.Complaint, Stories.Wang with { Territory = null });
        var there = await house.As("qian").Opens(CaseType.Complaint, Stories.Wang with { Name = "李四", Phone = "13900009999", Territory = null });
        Local((await house.Duty(here.Id, "complaint.answer")).DueAt).ShouldBe("2026-03-05 17:30");

        await house.As("chen").Run(new AddDays(new DateOnly(2026, 3, 4), DayKind.Closed, "盘点", Unit: (await house.Unit("East")).No));
        await house.Settle();
        Local((await house.Duty(here.Id, "complaint.answer")).DueAt).ShouldBe("2026-03-06 17:30");
        Local((await house.Duty(there.Id, "complaint.answer")).DueAt).ShouldBe("2026-03-05 17:30");
    }

    [Theory, OnBothEngines, Requirement("PLAT-020")]
    public async Task A_changed_limit_holds_for_new_duties_and_open_ones_keep_theirs(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-30 10:00");
        await house.As("chen").Run(new ChangeParameter("complaint.deadline.normal", "2 working days", new DateOnly(2026, 4, 1), "董事会决定"));
        var before = await house.As("lin").Opens(CaseType.Complaint);
        Local((await house.Duty(before.Id, "complaint.answer")).DueAt).ShouldBe("2026-04-02 17:30");
        house.At("2026-04-01 10:00");
        var after = await house.As("lin").Opens(CaseType.Complaint, Stories.Wang with { Name = "李四", Phone = "13900009999" });
        Local((await house.Duty(after.Id, "complaint.answer")).DueAt).ShouldBe("2026-04-03 17:30");
        Local((await house.Duty(before.Id, "complaint.answer")).DueAt).ShouldBe("2026-04-02 17:30");

        var history = await house.As("chen").Ask(new ParameterSheet("complaint.deadline.normal"));
        history.ToString()!.ShouldNotBeNull();
        await using var db = house.Db();
        var row = await db.ParameterValues.SingleAsync(v => v.Code == "complaint.deadline.normal");
        (row.Value, row.Reason, row.ByName, row.EffectiveFrom).ShouldBe(("2 working days", "董事会决定", "陈主任", new DateOnly(2026, 4, 1)));
    }

    [Theory, OnBothEngines]
    public async Task Two_workers_and_a_restart_fire_each_duty_exactly_once(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 16:00");
        var lin = await house.As("lin").Actor();
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => house.Door.Run(Stories.A(CaseType.Consultation, Stories.Wang with { Name = $"客户{i}", Phone = $"139{i:00000000}", Territory = null }), lin)));
        await OnlyConsultation(house);
        await using var other = await house.Another();

        house.At("2026-03-03 04:00");
        await Task.WhenAll(house.Settle(), other.Settle());
        (await Tally(house)).ShouldBe([("lin", NoticeTone.Warning, 60)]);

        house.At("2026-03-03 16:00");
        await Task.WhenAll(other.Settle(), house.Settle());
        await using (var restarted = await house.Another()) await restarted.Settle();
        (await Tally(house)).ShouldBe([("lin", NoticeTone.Warning, 60), ("lin", NoticeTone.Overdue, 60), ("zhao", NoticeTone.Overdue, 60)]);
        await using var db = house.Db();
        (await db.Obligations.CountAsync(o => o.Clause == Consultation && o.State == ObligationState.Missed)).ShouldBe(60);
        (await house.Itself.Ask(new Shouwen.Kernel.Activity.VerifyActivity())).Faults.ShouldBeEmpty();
    }

    /// <summary>The story looks at one clause; the others on the same case would speak too.</summary>
    private static async Task OnlyConsultation(House house)
    {
        await using var db = house.Db();
        foreach (var other in await db.Obligations.Where(o => o.Clause != Consultation).ToListAsync()) await house.As("chen").Run(new WaiveObligation(other.Id, "test"));
    }

    private static async Task<List<(string, NoticeTone, int)>> Tally(House house)
    {
        await using var db = house.Db();
        var rows = await (from notice in db.Notices join user in db.Users on notice.UserId equals user.Id group notice by new { user.Login, notice.Tone } into g select new { g.Key.Login, g.Key.Tone, Count = g.Count() }).ToListAsync();
        return [.. rows.OrderBy(r => r.Tone).ThenBy(r => r.Login).Select(r => (r.Login, r.Tone, r.Count))];
    }
}
