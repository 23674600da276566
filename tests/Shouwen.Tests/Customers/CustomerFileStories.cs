using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Administration.Trail;
using Shouwen.Modules.Callbacks.Contracts;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Contacts.Contracts;
using Shouwen.Modules.Contacts.Log;
using Shouwen.Modules.Customers.Contracts;
using Shouwen.Modules.Customers.Files;
using Shouwen.Modules.Customers.Life;
using Shouwen.Modules.Customers.Persons;
using Shouwen.Shell;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Customers;

/// <summary>Customer files as people open, find, change and read them.</summary>
public sealed class CustomerFileStories
{
    private static readonly OpenCustomer Wang = new("王建国", "13800001234", "解放路12号");

    [Theory, OnBothEngines, Requirement("CUST-001")]
    public async Task A_file_gets_a_number_and_is_found_by_name_telephone_tail_number_and_address(Engine engine)
    {
        await using var house = await House.Open(engine);
        var made = await house.As("lin").Run(Wang);
        await house.As("lin").Run(new OpenCustomer("李秀英", "13900005678", "人民路8号"));
        await house.Settle();
        made.Number.ShouldBe("KH000001");
        foreach (var words in new[] { "王建国", "1234", made.Number, "解放路12号" })
            (await house.As("lin").Ask(new Find(words, CustomerSubject.Kind))).Items.ShouldHaveSingleItem().Label.ShouldBe(made.Number, words);
    }

    [Theory, OnBothEngines, Requirement("CUST-001")]
    public async Task A_changed_address_stays_readable_with_user_and_time(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        var made = await house.As("lin").Run(Wang);
        house.At("2026-03-03 10:00");
        await house.As("sun").Refused(new ChangeCustomer("KH999999", "王建国"));
        await house.As("zhao").Run(new ChangeCustomer(made.Number, "王建国", "13800001234", "和平路3号"));
        var change = (await house.As("lin").Ask(new CustomerFile(made.Number, FilePart.Changes))).Changes[0];
        (change.Who, SetClock.Local(change.At)).ShouldBe(("赵敏", "2026-03-03 10:00"));
        change.Fields.Single(f => f.Name == "Address").ShouldBe(new FileChange.Field("Address", "解放路12号", "和平路3号"));
    }

    [Theory, OnBothEngines, Requirement("CUST-002")]
    public async Task Persons_born_in_march_are_listed_for_all_customers(Engine engine)
    {
        await using var house = await House.Open(engine);
        var made = await house.As("lin").Run(Wang);
        var other = await house.As("lin").Run(new OpenCustomer("某公司", "13900005678", "人民路8号"));
        await house.As("lin").Run(new AddPerson(made.Number, "三月甲", Birthday: new DateOnly(1990, 3, 21), IsPrimary: true));
        await house.As("lin").Run(new AddPerson(made.Number, "四月", Birthday: new DateOnly(1990, 4, 1)));
        await house.As("lin").Run(new AddPerson(other.Number, "三月乙", Birthday: new DateOnly(1985, 3, 1)));
        (await house.As("lin").Ask(new PersonList(Month: 3))).Items.Select(p => (p.Name, p.Customer)).ShouldBe([("三月甲", made.Number), ("三月乙", other.Number)], ignoreOrder: true);
    }

    [Theory, OnBothEngines, Requirement("CUST-004")]
    public async Task A_likely_duplicate_is_opened_only_by_someone_who_insists(Engine engine)
    {
        await using var house = await House.Open(engine);
        var first = await house.As("lin").Run(Wang);
        var samePhone = Wang with { Name = "王先生", Phone = "138 0000 1234", Address = "别处" };
        var refusal = await house.As("lin").Refused(samePhone);
        (refusal.Code, refusal.Field).ShouldBe(("customer.duplicate", "openAnyway"));
        refusal.Sentence.ShouldContain(first.Number);
        (await house.As("lin").Refused(Wang with { Phone = null })).Code.ShouldBe("customer.duplicate");
        (await house.As("lin").Run(samePhone with { OpenAnyway = true })).Number.ShouldNotBe(first.Number);
    }

    [Theory, OnBothEngines, Requirement("CUST-005")]
    public async Task A_file_with_a_name_only_is_to_be_completed_until_nothing_is_missing(Engine engine)
    {
        await using var house = await House.Open(engine);
        var made = await house.As("tai").Run(new OpenCustomer("访客"));
        made.IsToComplete.ShouldBeTrue();
        made.Missing.ShouldBe(["telephone", "address"]);
        (await house.As("tai").Ask(new CustomerList(ToComplete: true))).Items.ShouldHaveSingleItem().Number.ShouldBe(made.Number);
        (await house.As("tai").Run(new ChangeCustomer(made.Number, "访客", "13800001234", "解放路12号"))).IsToComplete.ShouldBeFalse();
        (await house.As("tai").Ask(new CustomerList(ToComplete: true))).Items.ShouldBeEmpty();
    }

    [Theory, OnBothEngines, Requirement("CUST-007"), Requirement("CUST-014")]
    public async Task Telephone_numbers_are_masked_and_shown_whole_only_with_a_right_and_a_reason(Engine engine)
    {
        await using var house = await House.Open(engine);
        var made = await house.As("lin").Run(Wang);
        (await house.As("zhao").Ask(new CustomerList())).Items.ShouldHaveSingleItem().Phone.ShouldNotContain("0000");
        (await house.As("zhao").Ask(new CustomerFile(made.Number))).Phone.ShouldNotContain("0000");
        (await house.As("lin").Refused(new RevealPhone(made.Number, "回电"))).Kind.ShouldBe(RefusalKind.Forbidden);
        (await house.As("zhao").Refused(new RevealPhone(made.Number, " "))).ShouldBeOfType<InvalidInput>().Errors.Keys.ShouldBe(["reason"]);
        (await house.As("zhao").Run(new RevealPhone(made.Number, "回电核实"))).Phone.ShouldBe("13800001234");
        var line = (await house.As("chen").Ask(new TrailList(UseCase: nameof(RevealPhone)))).Items.ShouldHaveSingleItem();
        (line.Who, line.Label, line.Reason, line.At).ShouldBe(("赵敏", made.Number, "回电核实", house.Now));
    }

    [Theory, OnBothEngines, Requirement("CUST-016")]
    public async Task The_time_line_shows_contact_case_and_callback_newest_first(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        var made = await house.As("lin").Run(Wang);
        var contact = await house.As("lin").Run(new RecordContact(Customer: made.Number, Subject: "热水器漏水", Content: "漏水"));
        house.At("2026-03-02 09:10");
        var matter = await house.As("lin").Run(new OpenCase(CaseType.Complaint, Channel.Phone, "热水器漏水", "漏水", ContactId: contact.Id));
        house.At("2026-03-02 09:30");
        await house.LedTo(matter.Number, CaseState.Answered);
        await house.Settle();
        await house.SettleAt("2026-03-03 10:00");
        var life = await house.As("lin").Ask(new CustomerTimeline(made.Number));
        life.Items.Select(r => r.SubjectLabel).ShouldBe([(await house.Callback(matter.Number)).Number, matter.Number, contact.Number]);
        life.Items.Select(r => r.SubjectKind).ShouldBe([CallbackSubject.Kind, CaseSubject.Kind, ContactSubject.Kind]);
        (await house.As("lin").Ask(new CustomerTimeline(made.Number, Kind: ContactSubject.Kind))).Items.ShouldHaveSingleItem().SubjectLabel.ShouldBe(contact.Number);
    }
}
