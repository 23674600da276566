using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Administration.Roles;
using Shouwen.Modules.Callbacks;
using Shouwen.Modules.Callbacks.Calls;
using Shouwen.Modules.Callbacks.Contracts;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Modules.Callbacks.Rules;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Handling;
using Shouwen.Modules.Cases.Model;
using Shouwen.Shell;
using Shouwen.Tests.Fixtures;
using static Shouwen.Tests.Fixtures.SetClock;

namespace Shouwen.Tests.Callbacks;

/// <summary>Asking the customer afterwards, and what follows from the answer.</summary>
public sealed class CallbackStories
{
    [Theory, OnBothEngines("2026-03-03 15:00", "2026-03-04 17:30"), OnBothEngines("2026-09-30 15:00", "2026-10-08 17:30"), Requirement("CBS-002"), Requirement("CBS-001")]
    public async Task The_day_after_the_answer_a_callback_is_due_on_the_next_open_day(Engine engine, string answered, string due)
    {
        await using var house = await House.Open(engine, answered);
        var made = await house.As("lin").Opens(CaseType.Consultation);
        await house.As("lin").Run(Stories.Answer(made.Number));
        await house.Settle();
        var callback = await house.Callback(made.Number);
        (callback.State, callback.OwnerName, Local(callback.DueAt)).ShouldBe((CallbackState.Planned, "林小雨", due));
        (await house.Duty(callback.Id, "callback.made")).State.ShouldBe(ObligationState.Open);

        await house.SettleAt(due);
        (await house.Duty(callback.Id, "callback.made")).State.ShouldBe(ObligationState.Missed, "not called by the end of the due day");
    }

    [Theory, OnBothEngines, Requirement("PLAT-009")]
    public async Task On_today_a_callback_names_customer_and_matter_to_those_who_may_see_it(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-03 15:00");
        var made = await house.As("lin").Opens(CaseType.Consultation);
        await house.As("lin").Run(Stories.Answer(made.Number));
        await house.Settle();
        var callback = await house.Callback(made.Number);
        var said = $"王建国 · {made.Number} 热水器漏水";

        (await house.As("lin").Ask(new Today())).Due.Single(d => d.SubjectLabel == callback.Number).SubjectTitle.ShouldBe(said);
        (await house.As("zhao").Ask(new ObligationList(Clause: "callback.made"))).Items.ShouldHaveSingleItem().SubjectTitle.ShouldBe(said);
        await house.As("admin").Run(new ChangeRole("agent", "客服", "Agent", [.. (await house.As("lin").Actor()).Permissions.Where(p => p != CallbacksPermissions.View.Code)], "回访另行安排"));
        (await house.As("lin").Ask(new Today())).Due.Single(d => d.SubjectLabel == callback.Number).SubjectTitle.ShouldBeEmpty("without the right the number alone is shown");
    }

    [Theory, OnBothEngines, Requirement("CBS-001")]
    public async Task A_rule_added_by_the_administrator_plans_its_callback_and_a_switched_off_one_does_not(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        foreach (var code in new[] { "after-answer", "after-repair", "after-complaint" })
            await house.As("admin").Run(new SaveCallbackRule(code, code, CallbackTrigger.CaseAnswered, "next day", Active: false));
        var quiet = await house.As("lin").Opens(CaseType.Consultation);
        await house.As("lin").Run(Stories.Answer(quiet.Number));
        await house.Settle();
        (await house.Count<Callback>()).ShouldBe(0);

        await house.As("admin").Run(new SaveCallbackRule("after-30", "三十天回访", CallbackTrigger.CaseAnswered, "30 calendar days", Active: true));
        var asked = await house.As("lin").Opens(CaseType.Consultation);
        await house.As("lin").Run(Stories.Answer(asked.Number));
        await house.Settle();
        Local((await house.Callback(asked.Number)).DueAt).ShouldBe("2026-04-02 00:00");
        (await house.As("lin").Refused(new SaveCallbackRule("x", "x", CallbackTrigger.CaseAnswered, "next day"))).Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Theory, OnBothEngines, Requirement("CBS-012")]
    public async Task Nobody_is_called_in_quiet_hours(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        var (_, callback) = await Answered(house);
        foreach (var at in new[] { "2026-03-03 12:30", "2026-03-03 21:00", "2026-03-03 08:59" })
            (await house.As("lin").Refused(new MoveCallback(callback.Number, Shanghai(at)))).Code.ShouldBe("callback.quiet");
        await house.As("lin").Run(new MoveCallback(callback.Number, Shanghai("2026-03-03 14:00")));
        Local((await house.Callback(callback.CaseNumber)).AgreedAt!.Value).ShouldBe("2026-03-03 14:00");
    }

    [Theory, OnBothEngines, Requirement("CBS-015"), Requirement("CASE-043")]
    public async Task A_satisfied_customer_closes_the_case(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        var (number, callback) = await Answered(house);
        (await house.As("zhao").Refused(new CloseCase(number))).Code.ShouldBe("complaint.close.not-from.answered", "without the callback's result nothing closes");
        await house.SettleAt("2026-03-03 10:00");
        await house.As("zhao").Run(new FinishCallback(callback.Number, CallbackAnswer.Satisfied, Suggestion: "很好"));
        await house.Settle();
        var matter = await house.Case(number);
        (matter.State, Local(matter.ClosedAt!.Value)).ShouldBe((CaseState.Closed, "2026-03-03 10:00"));
        (await house.Duty(matter.Id, "firstcontact.closing")).State.ShouldBe(ObligationState.Met);
        (await house.Duty(callback.Id, "callback.made")).State.ShouldBe(ObligationState.Met);
    }

    [Theory, OnBothEngines, Requirement("CBS-015"), Requirement("CBS-021"), Requirement("CASE-044")]
    public async Task A_dissatisfied_customer_reopens_it_under_its_first_owner(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        var (number, callback) = await Answered(house, handler: "sun");
        await house.SettleAt("2026-03-03 10:00");
        await house.As("zhao").Run(new FinishCallback(callback.Number, CallbackAnswer.Dissatisfied, "维修质量", "换新垫片"));
        await house.Settle();
        var matter = await house.Case(number);
        (matter.State, matter.HandlerName, matter.Reopened).ShouldBe((CaseState.Assigned, "林小雨", 1));
        (await house.Duty(matter.Id, "complaint.answer")).State.ShouldBe(ObligationState.Open, "the answer is owed again");
    }

    [Theory, OnBothEngines(CallbackAnswer.Dissatisfied), OnBothEngines(CallbackAnswer.Average), Requirement("CBS-021")]
    public async Task Who_is_not_satisfied_is_asked_which_aspect(Engine engine, CallbackAnswer answer)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        var (_, callback) = await Answered(house);
        (await house.As("lin").Refused(new FinishCallback(callback.Number, answer))).ShouldBeOfType<InvalidInput>().Errors.Keys.ShouldBe(["aspect"]);
        await house.As("lin").Run(new FinishCallback(callback.Number, answer, "速度", "快一点"));
        var done = await house.Callback(callback.CaseNumber);
        (done.Answer, done.Aspect, done.Improvement).ShouldBe((answer, "速度", "快一点"));
    }

    [Theory, OnBothEngines, Requirement("CBS-015"), Requirement("CASE-040")]
    public async Task Unreachable_counts_only_after_all_attempts(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        var (number, callback) = await Answered(house);
        (await house.As("lin").Refused(new FinishCallback(callback.Number, CallbackAnswer.Unreachable))).Code.ShouldBe("callback.attempts");
        for (var i = 0; i < 3; i++) await house.As("lin").Run(new TryCallback(callback.Number, "无人接听"));
        await house.Settle();
        (await house.Callback(number)).ShouldSatisfyAllConditions(c => c.State.ShouldBe(CallbackState.Unreachable), c => c.Attempts.ShouldBe(3));
        (await house.Case(number)).CallbackResult.ShouldStartWith("Unreachable");
    }

    [Theory, OnBothEngines]
    public async Task Reopening_withdraws_the_planned_call_and_waives_its_duty(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        var (number, callback) = await Answered(house);
        await house.As("zhao").Run(new ReopenCase(number, "又漏了"));
        await house.Settle();
        (await house.Callback(number)).State.ShouldBe(CallbackState.Withdrawn);
        (await house.Duty(callback.Id, "callback.made")).State.ShouldBe(ObligationState.Waived);
    }

    [Theory, OnBothEngines, Requirement("CBS-001")]
    public async Task A_fact_heard_twice_plans_one_call(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        await using var other = await house.Another();
        var made = await house.As("lin").Opens(CaseType.Consultation);
        await house.As("lin").Run(Stories.Answer(made.Number));
        await Task.WhenAll(house.Settle(), other.Settle());
        await other.Settle();
        (await house.Count<Callback>()).ShouldBe(1);
    }

    private static async Task<(string Case, Callback Callback)> Answered(House house, string handler = "lin")
    {
        var number = (await house.As("lin").Opens(CaseType.Complaint)).Number;
        await house.LedTo(number, CaseState.Judged);
        await house.As("zhao").Run(new AssignCase(number, await house.UserId(handler)));
        await house.LedTo(number, CaseState.Answered);
        await house.Settle();
        return (number, await house.Callback(number));
    }
}
