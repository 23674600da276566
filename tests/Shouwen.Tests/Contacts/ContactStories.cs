using Shouldly;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Contacts.Contracts;
using Shouwen.Modules.Contacts.Model;
using Xunit;

namespace Shouwen.Tests.Contacts;

/// <summary>When a record is complete, and when it may be closed (CONT-002, CONT-003).</summary>
public sealed class ContactStories
{
    private static readonly DateTime Now = new(2026, 3, 2, 2, 0, 0, DateTimeKind.Utc);
    private static readonly string[] Air = ["name", "company", "telephone", "purpose"];
    private static readonly string[] Jewellery = ["name", "content", "place", "reason"];

    [Fact]
    [Requirement("CONT-002")]
    public void A_record_without_telephone_is_to_be_clarified_and_cannot_be_closed()
    {
        var contact = Call(c => (c.CallerName, c.CallerCompany, c.Purpose) = ("Li", "Company", "asks"));
        contact.Judge(Air, Now);
        contact.State.ShouldBe(ContactState.ToClarify);
        contact.Missing.ShouldBe(["telephone"]);
        Should.Throw<Refusal>(() => contact.Close(null, Now)).Code.ShouldBe("contact.missing");
    }

    [Fact]
    [Requirement("CONT-002")]
    public void Jewellery_asks_for_place_and_reason()
    {
        var contact = Call(c => (c.CallerName, c.Content) = ("Li", "a ring"));
        contact.Judge(Jewellery, Now);
        contact.Missing.ShouldBe(["place", "reason"]);
    }

    [Fact]
    [Requirement("CONT-002")]
    public void A_private_person_needs_no_company()
    {
        var contact = Call(c => (c.CallerName, c.CallerPhone, c.Purpose, c.IsPrivatePerson) = ("Li", "13800135678", "asks", true));
        contact.Judge(Air, Now);
        contact.State.ShouldBe(ContactState.Open);
    }

    [Fact]
    [Requirement("CONT-003")]
    public void Closing_without_read_back_asks_for_a_reason()
    {
        var contact = Call(c => (c.CallerName, c.CallerPhone, c.Purpose, c.IsPrivatePerson) = ("Li", "13800135678", "asks", true));
        contact.Judge(Air, Now);
        Should.Throw<Refusal>(() => contact.Close("", Now)).Field.ShouldBe("noReadBackReason");
        contact.Close("the caller hung up", Now);
        contact.State.ShouldBe(ContactState.Closed);
        contact.EndedAt.ShouldBe(Now);
    }

    [Fact]
    [Requirement("CONT-002")]
    public void A_completed_record_is_open_again_and_a_closed_one_is_final()
    {
        var contact = Call(c => (c.CallerName, c.CallerCompany, c.Purpose) = ("Li", "Company", "asks"));
        contact.Judge(Air, Now);
        contact.CallerPhone = "13800135678";
        contact.IsReadBack = true;
        contact.Judge(Air, Now);
        contact.State.ShouldBe(ContactState.Open);
        contact.Close(null, Now);
        Should.Throw<Refusal>(contact.RefuseClosed).Code.ShouldBe("contact.closed");
    }

    private static Contact Call(Action<Contact> fill)
    {
        var contact = new Contact
        {
            Number = "LX2026-000001", Channel = Channel.Phone, Direction = Direction.In, StartedAt = Now, StaffId = Guid.NewGuid(), StaffName = "Zhang", UnitPath = "/1/",
        };
        fill(contact);
        return contact;
    }
}
