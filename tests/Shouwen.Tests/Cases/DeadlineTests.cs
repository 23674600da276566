using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Handling;
using Shouwen.Modules.Cases.Model;
using Shouwen.Tests.Fixtures;
using static Shouwen.Tests.Fixtures.SetClock;

namespace Shouwen.Tests.Cases;

/// <summary>The limits of cases to the minute, from the opening of a case to the notice.</summary>
public sealed class DeadlineTests
{
    [Theory, OnBothEngines, Requirement("CASE-025"), Requirement("PLAT-007"), Requirement("CASE-066")]
    public async Task A_complaint_before_national_day_is_due_to_the_minute_and_warned_of_twice(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-09-29 10:00");
        var made = await house.As("lin").Opens(CaseType.Complaint);
        var duty = await house.Duty(made.Id, "complaint.answer");
        Local(duty.DueAt).ShouldBe("2026-10-09 17:30");
        made.Obligations.ShouldContain(o => o.Clause == "complaint.answer" && o.Due == duty.DueAt && o.State == ObligationState.Open);

        await house.As("lin").Run(new NoteCase(made.Number, "已联系客户", NoteKind.FirstContact));
        await house.As("zhao").Run(new JudgeCase(made.Number, Validity.Upheld, Severity.Minor));
        await house.As("zhao").Run(new AssignCase(made.Number, await house.UserId("lin")));
        await house.SettleAt("2026-10-08 09:14");
        (await house.Notices(made.Id)).Where(n => n.Contains("Warning")).ShouldBeEmpty();
        await house.SettleAt("2026-10-08 09:15");
        await house.SettleAt("2026-10-09 10:35");
        (await Warnings(house, made.Id)).ShouldBe(["2026-10-08 09:15 lin Warning"]);
        await house.SettleAt("2026-10-09 10:36");
        (await Warnings(house, made.Id)).ShouldBe(["2026-10-08 09:15 lin Warning", "2026-10-09 10:36 lin Warning"]);
    }

    [Theory, OnBothEngines, Requirement("CASE-026"), Requirement("CASE-025")]
    public async Task An_extension_in_time_counts_from_receipt_over_the_make_up_saturday(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-09-29 10:00");
        var made = await house.As("lin").Opens(CaseType.Complaint);
        await house.SettleAt("2026-10-09 16:00");
        (await house.As("lin").Refused(new ExtendCase(made.Number, "需厂家鉴定", true))).Kind.ShouldBe(RefusalKind.Forbidden);
        (await house.As("zhao").Refused(new ExtendCase(made.Number, "需厂家鉴定", false))).ShouldBeOfType<InvalidInput>().Errors.Keys.ShouldBe(["customerTold"]);
        await house.As("zhao").Run(new ExtendCase(made.Number, "需厂家鉴定", true));
        Local((await house.Duty(made.Id, "complaint.answer")).DueAt).ShouldBe("2026-10-14 17:30");
    }

    [Theory, OnBothEngines, Requirement("CASE-026")]
    public async Task An_extension_one_minute_late_is_refused_and_the_case_counts_as_overdue(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-09-29 10:00");
        var made = await house.As("lin").Opens(CaseType.Complaint);
        await house.SettleAt("2026-10-09 17:31");
        (await house.As("zhao").Refused(new ExtendCase(made.Number, "需厂家鉴定", true))).Code.ShouldBe("case.extend.late");
        (await house.Duty(made.Id, "complaint.answer")).State.ShouldBe(ObligationState.Missed);
    }

    [Theory, OnBothEngines("2026-10-01 15:59", ObligationState.Met), OnBothEngines("2026-10-01 16:01", ObligationState.Missed), Requirement("CASE-027")]
    public async Task A_consultation_is_due_after_24_hours_although_it_is_a_holiday(Engine engine, string answered, ObligationState expected)
    {
        await using var house = await House.Open(engine, "2026-09-30 16:00");
        var made = await house.As("lin").Opens(CaseType.Consultation);
        Local((await house.Duty(made.Id, "consultation.answer")).DueAt).ShouldBe("2026-10-01 16:00");
        await house.SettleAt(answered);
        await house.As("lin").Run(Stories.Answer(made.Number));
        (await house.Duty(made.Id, "consultation.answer")).State.ShouldBe(expected);
        var matter = await house.Case(made.Number);
        (matter.Answer.Length > 0, Local(matter.AnsweredAt!.Value)).ShouldBe((true, answered));
    }

    [Theory, OnBothEngines, Requirement("CASE-031")]
    public async Task First_contact_two_working_hours_after_receipt_runs_over_the_holiday(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-09-30 16:30");
        var made = await house.As("lin").Opens(CaseType.Complaint);
        Local((await house.Duty(made.Id, "complaint.first_contact")).DueAt).ShouldBe("2026-10-08 09:30");
        await house.SettleAt("2026-10-08 09:00");
        await house.As("lin").Run(new NoteCase(made.Number, "电话无人接听", NoteKind.Progress));
        (await house.Duty(made.Id, "complaint.first_contact")).State.ShouldBe(ObligationState.Open, "an attempt without an answer is no contact");
        await house.SettleAt("2026-10-08 09:35");
        await house.As("lin").Run(new NoteCase(made.Number, "已与客户通话", NoteKind.FirstContact));
        var duty = await house.Duty(made.Id, "complaint.first_contact");
        (duty.State, (duty.FulfilledAt!.Value - duty.DueAt).TotalMinutes).ShouldBe((ObligationState.Missed, 5));
    }

    [Theory, OnBothEngines, Requirement("CASE-021")]
    public async Task A_complaint_without_a_named_handler_is_flagged_after_a_working_day(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-02-12 16:00");
        var made = await house.As("lin").Opens(CaseType.Complaint);
        Local((await house.Duty(made.Id, "complaint.investigator")).DueAt).ShouldBe("2026-02-13 17:30");
        await house.SettleAt("2026-02-13 17:31");
        (await house.Duty(made.Id, "complaint.investigator")).State.ShouldBe(ObligationState.Missed);
        (await house.As("lin").Refused(new InvestigateCase(made.Number, "垫片老化", Cause.Quality))).Code.ShouldBe("complaint.investigate.not-from.received");
        await house.LedTo(made.Number, CaseState.Investigated);
        (await house.Duty(made.Id, "complaint.investigator")).FulfilledAt.ShouldNotBeNull();
        (await house.Case(made.Number)).ShouldSatisfyAllConditions(c => c.InvestigatorName.ShouldBe("林小雨"), c => c.Findings.ShouldBe("接口垫片老化"));
    }

    private static async Task<string[]> Warnings(House house, Guid id) => [.. (await house.Notices(id)).Where(n => n.Contains("Warning"))];
}
