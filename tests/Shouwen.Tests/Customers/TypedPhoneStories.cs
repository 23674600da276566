using Shouldly;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Administration.Company;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Contacts.Contracts;
using Shouwen.Modules.Contacts.Log;
using Shouwen.Modules.Customers.Contracts;
using Shouwen.Modules.Customers.Files;
using Shouwen.Modules.Customers.Persons;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Customers;

/// <summary>What people type where a telephone number belongs.</summary>
public sealed class TypedPhoneStories
{
    private static readonly OpenCustomer Wang = new("王建国", "13800001234", "解放路12号");

    [Theory, OnBothEngines, Requirement("CUST-005")]
    public async Task A_word_is_no_telephone_number_wherever_one_is_asked_for(Engine engine)
    {
        await using var house = await House.Open(engine);
        var file = await house.As("lin").Run(Wang);
        foreach (var word in new[] { "abc", "abc*", "**" }) (await Named(Wang with { Phone = word })).ShouldBe(["phone"]);
        (await Named(Wang with { OtherPhone = "王先生 12" })).ShouldBe(["otherPhone"]);
        (await Named(new ChangeCustomer(file.Number, "王建国", "同上"))).ShouldBe(["phone"]);
        (await Named(new AddPerson(file.Number, "王夫人", Phone: "没有"))).ShouldBe(["phone"]);
        (await Named(new RecordContact(CallerName: "王建国", CallerPhone: "未显示"))).ShouldBe(["callerPhone"]);
        (await Named(Stories.A(CaseType.Complaint) with { Customer = Stories.Wang with { Phone = "abc" } })).ShouldBe(["customer.phone"]);
        (await Named(Stories.A(CaseType.Complaint) with { Phone = "abc" })).ShouldBe(["phone"]);
        (await house.Itself.Refused(new ChangeCompany("某公司", "", "热线"))).ShouldBeOfType<InvalidInput>().Errors.Keys.ShouldBe(["phone"]);

        async Task<IEnumerable<string>> Named<TCommand, TResult>(ICommand<TCommand, TResult> command) where TCommand : ICommand<TCommand, TResult> =>
            (await house.As("lin").Refused(command)).ShouldBeOfType<InvalidInput>().Errors.Keys;
    }

    [Theory, OnBothEngines, Requirement("CUST-005")]
    public async Task Short_numbers_extensions_full_width_digits_and_no_number_at_all_are_taken(Engine engine)
    {
        await using var house = await House.Open(engine);
        foreach (var phone in new[] { "110", "021-6888 0000 转 8001", "１３８００００５５５５", "", null })
        {
            var file = await house.As("lin").Run(new OpenCustomer($"客户{phone}{phone is null}", phone, "人民路8号", OpenAnyway: true));
            file.Missing.Contains("telephone").ShouldBe(string.IsNullOrEmpty(phone), phone);
        }
    }

    [Theory, OnBothEngines, Requirement("CUST-014")]
    public async Task The_masked_number_sent_back_keeps_the_known_one_and_no_other(Engine engine)
    {
        await using var house = await House.Open(engine);
        var file = await house.As("lin").Run(Wang);
        await house.As("lin").Run(new ChangeCustomer(file.Number, "王建国", " 138****1234 ", "解放路12号"));
        (await house.As("lin").Ask(new GetCustomer(file.Number))).Phone.ShouldBe("138****1234");
        (await house.As("zhao").Run(new RevealPhone(file.Number, "回电"))).Phone.ShouldBe("13800001234");
        (await house.As("lin").Refused(new ChangeCustomer(file.Number, "王建国", "139****1234"))).Code.ShouldBe("phone.masked");
        (await house.As("lin").Refused(new OpenCustomer("李秀英", "138****1234", "人民路8号"))).Code.ShouldBe("phone.masked");
        (await house.As("lin").Refused(new AddPerson(file.Number, "王夫人", Phone: "138****1234"))).Field.ShouldBe("phone");
        (await house.Itself.Refused(new ChangeCompany("某公司", "", "138****1234"))).Field.ShouldBe("phone");
    }
}
