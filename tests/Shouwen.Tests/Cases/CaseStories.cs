using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Administration.Organisation;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Handling;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Lists;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Contacts.Contracts;
using Shouwen.Modules.Contacts.Log;
using Shouwen.Tests.Fixtures;
using static Shouwen.Tests.Fixtures.SetClock;

namespace Shouwen.Tests.Cases;

/// <summary>Cases from intake to archive.</summary>
public sealed class CaseStories
{
    [Theory, OnBothEngines, Requirement("CASE-001")]
    public async Task Eight_kinds_of_matters_stand_in_one_register_with_one_number_range(Engine engine)
    {
        await using var house = await House.Open(engine);
        var contact = await house.As("lin").Run(new RecordContact(CallerName: "王建国", CallerPhone: "13800001234", CallerCompany: "某公司", CallerPlace: "甲县", Subject: "热水器漏水", Content: "漏水"));
        foreach (var type in Enum.GetValues<CaseType>())
            await house.As("lin").Run(new OpenCase(type, Channel.Phone, "热水器漏水", "漏水", ContactId: contact.Id, Address: "解放路12号"));
        var all = await house.As("lin").Ask(new CaseList());
        all.Items.Select(c => c.Number).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(1, 8).Select(i => $"AJ2026-{i:000000}"));
        (await house.As("lin").Ask(new CaseList(Type: CaseType.Complaint))).Items.ShouldHaveSingleItem().Type.ShouldBe(CaseType.Complaint);
    }

    [Theory, OnBothEngines, Requirement("CASE-002")]
    public async Task Everyone_with_an_account_registers_a_matter_whatever_the_post(Engine engine)
    {
        await using var house = await House.Open(engine);
        foreach (var (login, _, _, _, _) in Cast.People)
            (await house.As(login).Opens(CaseType.Complaint, Stories.Wang with { Name = "客户" + login, Phone = null })).State.ShouldBe(CaseState.Received);
        (await house.Count<Case>()).ShouldBe(Cast.People.Length);
    }

    [Theory, OnBothEngines, Requirement("CASE-003")]
    public async Task A_complaint_keeps_every_field_of_the_register(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        var made = await house.As("lin").Run(new OpenCase(CaseType.Complaint, Channel.Letter, "价格标签不符", "标签与收银价格不一致", "退差价", Severity.Serious, Emotion.Angry, ["rudeness"],
            Customer: Stories.Wang, OccurredAt: SetClock.Shanghai("2026-03-01 15:30"), Topic: CaseTopic.Goods));
        var seen = await house.As("lin").Ask(new CaseDetail(made.Number));
        (seen.CustomerName, seen.CustomerPhone, seen.Address).ShouldBe(("王建国", "138****1234", "解放路12号"));
        (seen.Channel, seen.FirstOwner, seen.Content, seen.RequestedResult).ShouldBe((Channel.Letter, "林小雨", "标签与收银价格不一致", "退差价"));
        (seen.Topic, seen.Type, seen.Severity, seen.Emotion).ShouldBe((CaseTopic.Goods, CaseType.Complaint, Severity.Serious, Emotion.Angry));
        (Local(seen.ReceivedAt), seen.Factors.Single()).ShouldBe(("2026-03-01 15:30", "rudeness"));
        seen.Unit.ShouldNotBeEmpty();
    }

    [Theory, OnBothEngines, Requirement("CASE-003")]
    public async Task Without_complainant_time_or_content_the_empty_field_is_named(Engine engine)
    {
        await using var house = await House.Open(engine);
        (await Fields(new OpenCase(CaseType.Complaint, Channel.Phone, "a", "b"))).ShouldBe(["customer.name"]);
        (await Fields(Stories.A(CaseType.Complaint) with { Content = " " })).ShouldBe(["content"]);
        (await Fields(Stories.A(CaseType.Complaint) with { TimeIsTyped = true })).ShouldBe(["occurredAt"]);

        async Task<IEnumerable<string>> Fields(OpenCase command) => (await house.As("lin").Refused(command)).ShouldBeOfType<InvalidInput>().Errors.Keys;
    }

    [Theory, OnBothEngines, Requirement("CASE-010")]
    public async Task A_visitor_s_record_becomes_a_case_without_retyping_and_the_explanation_is_kept(Engine engine)
    {
        await using var house = await House.Open(engine);
        var visit = await house.As("tai").Run(new RecordContact(Channel.Visit, CallerName: "租户甲", CallerPhone: "13700000001", Building: "3号楼", Premises: "1202", Subject: "停车费", Content: "认为多收了停车费", CallerCompany: "甲公司", CallerPlace: "乙县"));
        var made = await house.As("tai").Run(new OpenCase(CaseType.Complaint, Channel.Visit, "停车费", "认为多收了停车费", ContactId: visit.Id, Explanation: "已向租户解释收费标准"));
        var seen = await house.As("tai").Ask(new CaseDetail(made.Number));
        (seen.CustomerName, seen.Building, seen.Premises, seen.Content).ShouldBe(("租户甲", "3号楼", "1202", "认为多收了停车费"));
        seen.Notes.ShouldHaveSingleItem().ShouldSatisfyAllConditions(n => n.Kind.ShouldBe(NoteKind.Explanation), n => n.Text.ShouldBe("已向租户解释收费标准"));
    }

    [Theory, OnBothEngines, Requirement("CASE-012")]
    public async Task A_repair_request_needs_address_and_telephone(Engine engine)
    {
        await using var house = await House.Open(engine);
        (await house.As("lin").Refused(Stories.A(CaseType.Repair, Stories.Wang with { Address = null }))).Field.ShouldBe("address");
        (await house.As("lin").Refused(Stories.A(CaseType.Repair, Stories.Wang with { Phone = null }))).Field.ShouldBe("phone");
        (await house.Count<Case>()).ShouldBe(0);
        var made = await house.As("lin").Run(Stories.A(CaseType.Repair) with { ProductModel = "RSQ-60L", PurchasedOn = new DateOnly(2025, 12, 1), Symptom = "接口漏水" });
        var seen = await house.As("lin").Ask(new CaseDetail(made.Number));
        (seen.CustomerName, seen.Address, seen.CustomerPhone, seen.ProductModel, seen.PurchasedOn, seen.Content, seen.Symptom)
            .ShouldBe(("王建国", "解放路12号", "138****1234", "RSQ-60L", new DateOnly(2025, 12, 1), "新装的热水器接口漏水，请尽快处理", "接口漏水"));
    }

    [Theory, OnBothEngines, Requirement("CASE-014")]
    public async Task A_complaint_is_judged_before_it_is_assigned_and_not_upheld_only_with_a_reason(Engine engine)
    {
        await using var house = await House.Open(engine);
        var made = await house.As("lin").Opens(CaseType.Complaint);
        (await house.As("zhao").Refused(new AssignCase(made.Number, await house.UserId("lin")))).Code.ShouldBe("complaint.assign.not-from.received");
        (await house.As("zhao").Refused(new JudgeCase(made.Number, Validity.NotUpheld, Severity.Minor))).ShouldBeOfType<InvalidInput>().Errors.Keys.ShouldBe(["reason"]);
        await house.As("zhao").Run(new JudgeCase(made.Number, Validity.Upheld, Severity.Serious, PromisedAt: SetClock.Shanghai("2026-03-05 17:30")));
        var seen = await house.As("zhao").Ask(new CaseDetail(made.Number));
        (seen.Validity, seen.Severity).ShouldBe((Validity.Upheld, Severity.Serious));
        Local(seen.Promises.ShouldHaveSingleItem().DueAt).ShouldBe("2026-03-05 17:30");
    }

    [Theory, OnBothEngines, Requirement("CASE-019"), Requirement("PLAT-003")]
    public async Task A_matter_goes_to_the_unit_of_its_territory_or_to_the_branch(Engine engine)
    {
        await using var house = await House.Open(engine);
        (await Goes(Stories.A(CaseType.Complaint))).ShouldBe((await house.Unit("Outlet A")).Path);
        (await Goes(Stories.A(CaseType.Complaint, Stories.Wang with { Name = "乙", Territory = "乙县" }))).ShouldBe((await house.Unit("Outlet B")).Path);
        (await Goes(Stories.A(CaseType.Complaint) with { Level = CaseLevel.Branch })).ShouldBe((await house.Unit("East")).Path);

        async Task<string> Goes(OpenCase command) => (await house.Case((await house.As("lin").Run(command)).Number)).UnitPath;
    }

    [Theory, OnBothEngines, Requirement("PLAT-003"), Requirement("CASE-019")]
    public async Task A_territory_that_moves_takes_only_later_cases_along(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-31 10:00");
        await using (var db = house.Db())
            await house.As("admin").Run(new AssignTerritory((await db.Territories.SingleAsync(t => t.NameEn == "County A")).No, (await house.Unit("Outlet B")).Id, new DateOnly(2026, 4, 1), "调整"));
        var before = await house.As("lin").Opens(CaseType.Complaint);
        house.At("2026-04-01 00:30");
        var after = await house.As("lin").Opens(CaseType.Complaint);
        (await house.Case(before.Number)).UnitPath.ShouldBe((await house.Unit("Outlet A")).Path);
        (await house.Case(after.Number)).UnitPath.ShouldBe((await house.Unit("Outlet B")).Path);
    }

    [Theory, OnBothEngines, Requirement("CASE-019")]
    public async Task Who_handled_a_case_does_not_verify_it(Engine engine)
    {
        await using var house = await House.Open(engine);
        var number = (await house.As("lin").Opens(CaseType.Complaint)).Number;
        var zhao = await house.UserId("zhao");
        await house.As("zhao").Run(new JudgeCase(number, Validity.Upheld, Severity.Serious));
        await house.As("zhao").Run(new AssignCase(number, zhao));
        await house.As("zhao").Run(new InvestigateCase(number, "f", Cause.Quality));
        await house.As("zhao").Run(new ProposeSolution(number, "p"));
        await house.As("chen").Run(new ApproveSolution(number, "ok"));
        await house.As("zhao").Run(new CarryOutCase(number, "d"));
        await house.As("zhao").Run(Stories.Answer(number));
        await house.Settle();
        await house.SettleAt("2026-03-03 10:00");
        await house.As("zhao").Run(new Modules.Callbacks.Calls.FinishCallback((await house.Callback(number)).Number, Modules.Callbacks.Contracts.CallbackAnswer.Satisfied));
        await house.Settle();
        (await house.Case(number)).State.ShouldBe(CaseState.CalledBack, "the handler called back, so someone else verifies");
        (await house.As("zhao").Refused(new VerifyCase(number, "ok"))).Code.ShouldBe("case.verify.same-person");
        await house.As("chen").Run(new VerifyCase(number, "核实无误"));
        (await house.Case(number)).State.ShouldBe(CaseState.Verified);
    }

    [Theory, OnBothEngines, Requirement("CASE-032")]
    public async Task A_promise_has_its_own_due_time_and_news_in_time_keeps_it(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        var made = await house.As("lin").Opens(CaseType.Complaint);
        await house.As("lin").Run(new MakePromise(made.Number, "告知处理进展", SetClock.Shanghai("2026-03-02 15:00")));
        await house.As("lin").Run(new MakePromise(made.Number, "补偿方案", SetClock.Shanghai("2026-03-02 16:00")));
        var promises = (await house.As("lin").Ask(new CaseDetail(made.Number))).Promises;
        await house.SettleAt("2026-03-02 14:30");
        (await house.As("lin").Refused(new AnswerPromise(made.Number, promises[0].Id, "尚未解决", Solved: false))).ShouldBeOfType<InvalidInput>().Errors.Keys.ShouldBe(["nextAt"]);
        await house.As("lin").Run(new AnswerPromise(made.Number, promises[0].Id, "尚未解决", Solved: false, NextAt: SetClock.Shanghai("2026-03-03 15:00")));
        await house.SettleAt("2026-03-02 16:01");

        await using var db = house.Db();
        var duties = await db.Obligations.Where(o => o.Clause == "promise.keep").OrderBy(o => o.DueAt).ToListAsync();
        duties.Select(d => (Local(d.DueAt), d.State)).ShouldBe([
            ("2026-03-02 15:00", ObligationState.Met), ("2026-03-02 16:00", ObligationState.Missed), ("2026-03-03 15:00", ObligationState.Open)]);
        var list = await house.As("zhao").Ask(new PromiseList("broken"));
        list.Items.ShouldHaveSingleItem().Text.ShouldBe("补偿方案");
        (list.KeptThisMonth.Part, list.KeptThisMonth.Whole).ShouldBe((1, 2));
    }

    [Theory, OnBothEngines, Requirement("CASE-040")]
    public async Task An_answer_needs_its_text_and_the_customer_s_opinion(Engine engine)
    {
        await using var house = await House.Open(engine);
        var number = await house.LedTo((await house.As("lin").Opens(CaseType.Complaint)).Number, CaseState.CarriedOut);
        (await house.As("lin").Refused(new AnswerCase(number, "", Channel.Phone, " "))).ShouldBeOfType<InvalidInput>().Errors.Keys.ShouldBe(["answer", "customerOpinion"], ignoreOrder: true);
        await house.As("lin").Run(Stories.Answer(number));
        var matter = await house.Case(number);
        (matter.Answer, matter.AnswerChannel, matter.AnsweredAt, matter.CustomerOpinion).ShouldBe(("已更换垫片，试水正常", Channel.Phone, house.Now, "满意"));
    }

    [Theory, OnBothEngines, Requirement("CASE-043")]
    public async Task Closing_names_everything_that_is_missing_and_nothing_shelves_a_complaint(Engine engine)
    {
        await using var house = await House.Open(engine);
        var made = await house.As("lin").Opens(CaseType.Consultation);
        await house.As("lin").Run(new MakePromise(made.Number, "补充说明", SetClock.Shanghai("2026-03-03 10:00")));
        await house.As("lin").Run(Stories.Answer(made.Number));
        var refusal = await house.As("zhao").Refused(new CloseCase(made.Number));
        refusal.Code.ShouldBe("case.close.incomplete");

        await using var db = house.Db();
        var complaint = await house.LedTo((await house.As("lin").Opens(CaseType.Complaint)).Number, CaseState.Judged);
        var entity = await db.Cases.SingleAsync(c => c.Number == complaint);
        entity.Missing(openPromises: 1).ShouldBe(["every promise kept or transferred", "the answer to the customer", "the callback result", "the cause", "the five clears"]);
        Enum.GetNames<CaseAction>().ShouldNotContain(n => n.Contains("Shelve") || n.Contains("Delete") || n.Contains("Cancel"));
        using (Speaking.English()) refusal.Sentence.ShouldContain("every promise kept");
    }

    [Theory, OnBothEngines, Requirement("CASE-044")]
    public async Task A_complaint_led_through_the_twelve_states_shows_twelve_times(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        var number = await house.LedTo((await house.As("lin").Opens(CaseType.Complaint)).Number, CaseState.Answered);
        await house.Settle();
        await house.SettleAt("2026-03-03 10:00");
        await house.As("zhao").Run(new Modules.Callbacks.Calls.FinishCallback((await house.Callback(number)).Number, Modules.Callbacks.Contracts.CallbackAnswer.Satisfied));
        await house.Settle();
        await house.As("chen").Run(new ArchiveCase(number));
        var seen = await house.As("chen").Ask(new CaseDetail(number));
        seen.Transitions.Select(t => t.To).ShouldBe(Enum.GetNames<CaseState>());
        seen.Transitions.ShouldAllBe(t => t.At > DateTime.UnixEpoch && t.By.Length > 0);
    }

    [Theory, OnBothEngines, Requirement("CASE-044")]
    public async Task A_jump_is_refused_and_reopening_asks_for_a_reason_and_counts(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        var number = await house.LedTo((await house.As("lin").Opens(CaseType.Complaint)).Number, CaseState.Judged);
        (await house.As("lin").Refused(Stories.Answer(number))).Code.ShouldBe("complaint.answer.not-from.judged");
        (await house.Case(number)).State.ShouldBe(CaseState.Judged);
        await house.LedTo(number, CaseState.Answered);
        (await house.As("zhao").Refused(new ReopenCase(number, ""))).ShouldBeOfType<InvalidInput>().Errors.Keys.ShouldBe(["reason"]);
        await house.As("zhao").Run(new ReopenCase(number, "又漏了"));
        var matter = await house.Case(number);
        (matter.State, matter.Reopened, matter.HandlerName).ShouldBe((CaseState.Assigned, 1, "林小雨"));
    }

    [Theory, OnBothEngines, Requirement("CONT-040")]
    public async Task The_first_contact_owner_stays_across_transfers(Engine engine)
    {
        await using var house = await House.Open(engine);
        var made = await house.As("lin").Opens(CaseType.Complaint);
        await house.As("zhao").Run(new TransferCase(made.Number, (await house.Unit("Outlet B")).Id, "乙县管辖"));
        await house.As("chen").Run(new TransferCase(made.Number, (await house.Unit("West")).Id, "西区库存"));
        var matter = await house.Case(made.Number);
        (matter.FirstOwnerName, matter.HandOvers, matter.UnitPath).ShouldBe(("林小雨", 2, (await house.Unit("West")).Path));
        (await house.As("lin").Ask(new CaseDetail(made.Number))).FirstOwner.ShouldBe("林小雨");
        (await house.Duty(made.Id, "firstcontact.closing")).OwnerId.ShouldBe(await house.UserId("lin"));

        var sun = await house.UserId("sun");
        (await house.As("lin").Refused(new ChangeFirstOwner(made.Number, sun, "太忙"))).Kind.ShouldBe(RefusalKind.Forbidden);
        (await house.As("chen").Refused(new ChangeFirstOwner(made.Number, sun, ""))).ShouldBeOfType<InvalidInput>().Errors.Keys.ShouldBe(["reason"]);
        await house.As("chen").Run(new ChangeFirstOwner(made.Number, sun, "林小雨调岗"));
        (await house.Case(made.Number)).FirstOwnerName.ShouldBe("孙可");
    }
}
