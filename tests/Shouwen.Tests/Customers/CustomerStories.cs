using Shouldly;
using Shouwen.Modules.Customers.Model;
using Xunit;

namespace Shouwen.Tests.Customers;

/// <summary>What a file lacks, and who holds the marks among its persons (CUST-002, CUST-005).</summary>
public sealed class CustomerStories
{
    [Fact]
    [Requirement("CUST-005")]
    public void A_visitor_with_name_only_lacks_telephone_and_address()
    {
        var file = new Customer { Number = "KH000001", Name = "Li", UnitPath = "/1/", OpenedAt = DateTime.UnixEpoch };
        file.Missing(["name", "telephone", "address"]).ShouldBe(["telephone", "address"]);
        file.SetPhone("+86 138 0013 5678");
        file.PhoneDigits.ShouldBe("13800135678");
        file.Missing(["name", "telephone", "address"]).ShouldBe(["address"]);
    }

    [Fact]
    [Requirement("CUST-002")]
    public void The_primary_mark_goes_from_one_person_to_the_other()
    {
        var (old, chosen) = (Person("Wang"), Person("Li"));
        (old.IsPrimary, old.IsSupervisor, chosen.IsPrimary) = (true, true, true);
        chosen.TakeMarksFrom([old, chosen]);
        (old.IsPrimary, old.IsSupervisor, chosen.IsPrimary).ShouldBe((false, true, true));
    }

    [Fact]
    [Requirement("CUST-002")]
    public void A_birthday_in_march_is_found_by_its_month()
    {
        var person = Person("Li");
        person.SetBirthday(new DateOnly(1990, 3, 21));
        person.BirthMonth.ShouldBe(3);
    }

    private static ContactPerson Person(string name) => new() { CustomerId = Guid.NewGuid(), Name = name, UnitPath = "/1/", TerritoryPath = "" };
}
