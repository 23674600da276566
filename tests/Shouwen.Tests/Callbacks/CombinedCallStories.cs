using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Callbacks.Calls;
using Shouwen.Modules.Callbacks.Contracts;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Modules.Callbacks.Rules;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Handling;
using Shouwen.Modules.Cases.Lists;
using Shouwen.Modules.Cases.Model;
using Shouwen.Tests.Fixtures;
using static Shouwen.Tests.Fixtures.SetClock;

namespace Shouwen.Tests.Callbacks;

/// <summary>No customer is disturbed twice: calls that fall together become one, whichever case or rule they come from.</summary>
public sealed class CombinedCallStories
{
    [Theory, OnBothEngines, Requirement("CBS-016")]
    public async Task Two_cases_of_one_customer_are_asked_about_in_one_call_that_fulfils_both_rules(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-03 15:00");
        await house.Settle();
        await Member(house);
        var (repair, question) = await Both(house);
        await using var db = house.Db();
        var call = await db.Callbacks.SingleAsync();
        Local(call.DueAt).ShouldBe("2026-03-04 17:30", "the earlier time holds");
        call.Rules.ShouldBe(["after-answer", "after-repair"], ignoreOrder: true);
        (await db.CallbackDraws.Where(d => d.CallbackId == call.Id).Select(d => d.CaseId).Distinct().CountAsync()).ShouldBe(2);

        await house.SettleAt("2026-03-04 10:00");
        await house.As("lin").Run(new FinishCallback(call.Number, CallbackAnswer.Satisfied, Suggestion: "很好"));
        await house.Settle();
        foreach (var number in new[] { repair, question }) (await house.Case(number)).CallbackResult.ShouldStartWith("Satisfied", customMessage: number);
        (await house.As("chen").Ask(new CallbackRules())).Items.Where(r => r.Code is "after-answer" or "after-repair").ShouldAllBe(r => r.Figures.Made == 1);
        (await house.Duty(call.Id, "callback.made")).State.ShouldBe(ObligationState.Met);
    }

    [Theory, OnBothEngines, Requirement("CBS-016")]
    public async Task A_call_that_several_rules_join_stands_once_in_the_life_of_each_case(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-03 15:00");
        await house.Settle();
        await Member(house);
        await house.As("admin").Run(new SaveCallbackRule("after-answer-too", "答复后又", CallbackTrigger.CaseAnswered, "2 calendar days", Active: true));
        var (repair, question) = await Both(house);
        await using var db = house.Db();
        var call = await db.Callbacks.SingleAsync();
        (await db.CallbackDraws.CountAsync(d => d.Label == question && d.CallbackId == call.Id)).ShouldBe(2);
        foreach (var number in new[] { repair, question })
            (await house.As("lin").Ask(new CaseDetail(number))).Related.Count(r => r.Title.Contains(call.Number)).ShouldBe(1, number);
    }

    [Theory, OnBothEngines, Requirement("CBS-016")]
    public async Task With_the_window_0_there_are_two_calls(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-03 15:00");
        await house.Settle();
        await Member(house);
        await house.As("admin").Run(new ChangeParameter("callback.dedupe.window", "0", new DateOnly(2026, 3, 1), "不合并"));
        await Both(house);
        await using var db = house.Db();
        (await db.Callbacks.CountAsync(c => c.State == CallbackState.Planned)).ShouldBeGreaterThanOrEqualTo(2);
        (await db.Callbacks.ToListAsync()).ShouldAllBe(c => c.Rules.Count == 1);
    }

    [Theory, OnBothEngines, Requirement("CBS-016")]
    public async Task A_rule_that_asks_sooner_brings_the_call_forward_with_its_duty(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-03 15:00");
        await house.Settle();
        await house.As("admin").Run(new SaveCallbackRule("after-answer", "答复后", CallbackTrigger.CaseAnswered, "2 calendar days", CaseType: CaseType.Consultation, Active: true));
        var question = await house.As("lin").Opens(CaseType.Consultation);
        await house.As("lin").Run(Stories.Answer(question.Number));
        await house.Settle();
        var call = await house.Callback(question.Number);
        Local(call.DueAt).ShouldBe("2026-03-06 00:00");

        await house.Repaired((await house.As("lin").Opens(CaseType.Repair)).Number);
        await house.Settle();
        Local((await house.Callback(question.Number)).DueAt).ShouldBe("2026-03-04 17:30");
        await using var db = house.Db();
        (await db.Callbacks.CountAsync()).ShouldBe(1);
        (await db.Obligations.Where(o => o.SubjectId == call.Id).OrderBy(o => o.Id).Select(o => o.State).ToListAsync()).ShouldBe([ObligationState.Waived, ObligationState.Open]);
        Local((await house.Duty(call.Id, "callback.made")).DueAt).ShouldBe("2026-03-04 17:30");
    }

    [Theory, OnBothEngines, Requirement("CBS-016")]
    public async Task A_reopened_case_leaves_the_call_and_the_other_case_keeps_it(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-03 15:00");
        await house.Settle();
        await Member(house);
        var (repair, question) = await Both(house);
        await house.As("zhao").Run(new ReopenCase(repair, "又漏了"));
        await house.Settle();
        await using var db = house.Db();
        var call = await db.Callbacks.SingleAsync();
        (call.State, call.CaseNumber).ShouldBe((CallbackState.Planned, question));
    }

    [Theory, OnBothEngines, Requirement("CBS-016")]
    public async Task A_home_visit_and_a_telephone_call_are_not_made_one(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-03 15:00");
        await house.Settle();
        await house.As("admin").Run(new SaveCallbackRule("after-answer", "答复后", CallbackTrigger.CaseAnswered, "next day", CaseType: CaseType.Consultation, Channels: [CallbackWay.Visit], Active: true));
        await Both(house);
        (await house.Count<Callback>()).ShouldBe(2);
    }

    /// <summary>The general rule asks consultations only, so that a repair and a consultation have one rule each.</summary>
    private static Task Member(House house) =>
        house.As("admin").Run(new SaveCallbackRule("after-answer", "答复后", CallbackTrigger.CaseAnswered, "2 working days", CaseType: CaseType.Consultation, Channels: [CallbackWay.Phone], Active: true));

    private static async Task<(string Repair, string Question)> Both(House house)
    {
        var repair = (await house.As("lin").Opens(CaseType.Repair)).Number;
        await house.Repaired(repair);
        await house.Settle();
        var question = (await house.As("lin").Opens(CaseType.Consultation)).Number;
        await house.As("lin").Run(Stories.Answer(question));
        await house.Settle();
        return (repair, question);
    }
}
