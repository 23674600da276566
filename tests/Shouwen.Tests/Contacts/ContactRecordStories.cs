using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Contacts.Contracts;
using Shouwen.Modules.Contacts.Log;
using Shouwen.Modules.Contacts.Model;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Contacts;

/// <summary>Contacts as they are written down, completed and closed.</summary>
public sealed class ContactRecordStories
{
    private static readonly RecordContact Call = new(CallerName: "王建国", CallerPhone: "13800001234", IsPrivatePerson: true, Purpose: "报修", Subject: "热水器漏水", Content: "漏水");

    [Theory, OnBothEngines, Requirement("CONT-001")]
    public async Task One_contact_by_each_channel_stands_in_one_log_and_the_filter_finds_each(Engine engine)
    {
        await using var house = await House.Open(engine);
        var channels = Enum.GetValues<Channel>();
        foreach (var channel in channels) await house.As("lin").Run(Call with { Channel = channel });
        (await house.As("lin").Ask(new ContactList(Limit: 100))).Items.Select(c => c.Channel).ShouldBe(channels, ignoreOrder: true);
        (await house.As("lin").Ask(new ContactList(Channel: Channel.Wechat))).Items.ShouldHaveSingleItem().Channel.ShouldBe(Channel.Wechat);
    }

    [Theory, OnBothEngines, Requirement("CONT-002")]
    public async Task Without_telephone_the_record_is_to_be_clarified_and_its_staff_owes_the_rest(Engine engine)
    {
        await using var house = await House.Open(engine);
        var made = await house.As("lin").Run(Call with { CallerPhone = null });
        (made.State, made.Missing.Single()).ShouldBe((ContactState.ToClarify, "telephone"));
        (await house.As("lin").Refused(new CloseContact(made.Number, "已挂断"))).Code.ShouldBe("contact.missing");
        var duty = await house.Duty(made.Id, "contact.clarify");
        (duty.State, duty.OwnerId, duty.LimitText).ShouldBe((ObligationState.Open, await house.UserId("lin"), "1 working day"));

        house.At("2026-03-02 11:00");
        (await house.As("lin").Run(new CompleteContact(made.Number, CallerPhone: "13800001234", IsPrivatePerson: true))).State.ShouldBe(ContactState.Open);
        duty = await house.Duty(made.Id, "contact.clarify");
        (duty.State, duty.FulfilledAt).ShouldBe((ObligationState.Met, house.Now));
    }

    [Theory, OnBothEngines, Requirement("CONT-003")]
    public async Task Closing_without_read_back_asks_for_the_reason(Engine engine)
    {
        await using var house = await House.Open(engine);
        var made = await house.As("lin").Run(Call);
        (await house.As("lin").Refused(new CloseContact(made.Number))).Field.ShouldBe("noReadBackReason");
        (await house.As("lin").Run(new CloseContact(made.Number, "来电人已挂断"))).State.ShouldBe(ContactState.Closed);
        (await house.As("lin").Run(Call with { IsReadBack = true, Close = true })).State.ShouldBe(ContactState.Closed);
        var readBack = (await house.As("lin").Ask(new ContactList())).ReadBack;
        (readBack.Part, readBack.Whole).ShouldBe((1, 2));
        (await house.As("lin").Ask(new ContactFile(made.Number))).Contact.NoReadBackReason.ShouldBe("来电人已挂断");
    }
}
