using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Cases.Violations;
using Shouwen.Shell;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Cases;

/// <summary>Nobody sends a customer away; who does is noted with the evidence.</summary>
public sealed class ViolationStories
{
    [Theory, OnBothEngines, Requirement("CASE-002")]
    public async Task Every_standard_role_saves_a_matter_of_every_kind(Engine engine)
    {
        await using var house = await House.Open(engine);
        Cast.People.Select(p => p.Role).Distinct().ShouldBe(StandardRoles.All.Select(r => r.Code), ignoreOrder: true);
        foreach (var login in Cast.People.DistinctBy(p => p.Role).Select(p => p.Login))
        foreach (var type in Enum.GetValues<CaseType>())
            (await house.As(login).Opens(type)).State.ShouldBe(CaseState.Received, login + type);
    }

    [Theory, OnBothEngines, Requirement("CASE-002")]
    public async Task A_customer_sent_away_stands_on_the_person_s_list_with_date_and_evidence(Engine engine)
    {
        await using var house = await House.Open(engine);
        var number = (await house.As("lin").Opens(CaseType.Complaint)).Number;
        var wei = await house.UserId("wei");
        var note = new NoteViolation(wei, ViolationKind.SentAway, "录音 0302：让客户去找别的部门", number);
        (await house.As("lin").Refused(note)).Kind.ShouldBe(RefusalKind.Forbidden);
        (await house.As("pin").Refused(note with { Evidence = "" })).ShouldBeOfType<InvalidInput>().Errors.Keys.ShouldBe(["evidence"]);
        await house.As("pin").Run(note);
        await house.As("pin").Run(note with { PersonId = await house.UserId("sun") });
        var row = (await house.As("zhao").Ask(new ViolationList(Person: wei))).Items.ShouldHaveSingleItem();
        (row.PersonName, row.At, row.Evidence, row.ByName, row.CaseNumber, row.Kind).ShouldBe(("魏师傅", house.Now, note.Evidence, "品小检", number, nameof(ViolationKind.SentAway)));
        (await house.As("wei").Ask(new ViolationList())).Items.ShouldHaveSingleItem().PersonId.ShouldBe(wei);
    }
}
