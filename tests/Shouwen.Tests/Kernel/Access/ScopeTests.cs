using Shouwen.Kernel.Access;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Callbacks.Calls;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Handling;
using Shouwen.Modules.Cases.Lists;
using Shouwen.Modules.Customers.Files;
using Shouwen.Shell;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Kernel.Access;

/// <summary>What an actor may not see is not there: in files, lists, counts, search, choices and commands (PLAT-002).</summary>
public sealed class ScopeTests
{
    [Theory, OnBothEngines, Requirement("PLAT-002")]
    public async Task An_outlet_sees_its_twenty_of_a_hundred_customers_and_all_with_scope_all(Engine engine)
    {
        await using var house = await House.Open(engine);
        var chen = await house.As("chen").Actor();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
            house.Door.Run(new OpenCustomer($"客户{i}", $"139{i:00000000}", $"某路{i}号", i < 20 ? "乙县" : "丙县", OpenAnyway: true), chen)));
        (await house.As("tai").Ask(new CustomerList(Limit: 200))).ShouldSatisfyAllConditions(v => v.Items.Count.ShouldBe(20), v => v.Count.ShouldStartWith("20 "));
        (await house.As("chen").Ask(new CustomerList(Limit: 200))).ShouldSatisfyAllConditions(v => v.Items.Count.ShouldBe(100), v => v.Count.ShouldStartWith("100 "));
        (await house.As("tai").Ask(new Find("客户5"))).Items.Select(i => i.Title).ShouldBe(["客户5"], "客户50 to 客户59 are another unit's");
    }

    [Theory, OnBothEngines, Requirement("PLAT-002")]
    public async Task A_case_of_another_branch_is_not_found_anywhere(Engine engine)
    {
        await using var house = await House.Open(engine);
        var made = await house.As("lin").Opens(CaseType.Complaint);
        await house.Settle();
        (await house.As("lin").Ask(new CaseList())).Items.Count.ShouldBe(1);
        (await house.As("lin").Ask(new Find("热水器"))).Items.ShouldNotBeEmpty();

        (await Missing(() => house.As("qian").Ask(new CaseDetail(made.Number)))).ShouldBe(RefusalKind.NotFound);
        (await house.As("qian").Refused(new NoteCase(made.Number, "x"))).Kind.ShouldBe(RefusalKind.NotFound);
        (await house.As("qian").Ask(new CaseList())).ShouldSatisfyAllConditions(v => v.Items.ShouldBeEmpty(), v => v.Count.ShouldStartWith("0 "));
        (await house.As("qian").Ask(new CaseList(Q: "热水器"))).Items.ShouldBeEmpty();
        (await house.As("qian").Ask(new Find("热水器"))).ShouldSatisfyAllConditions(v => v.Items.ShouldBeEmpty(), v => v.IsCut.ShouldBeFalse());
        (await house.As("qian").Ask(new Find(made.Number))).Items.ShouldBeEmpty();
        (await house.As("qian").Ask(new Find("13800001234"))).Items.ShouldBeEmpty();
        (await house.As("qian").Ask(new Find("1234"))).Items.ShouldBeEmpty();
        (await house.As("qian").Ask(new CustomerList())).Items.ShouldBeEmpty();
        (await house.As("qian").Ask(new ObligationList())).ShouldSatisfyAllConditions(v => v.Items.ShouldBeEmpty(), v => v.Count.ShouldStartWith("0 "));
        (await house.As("qian").Ask(new CallbackList())).Items.ShouldBeEmpty();
        (await house.As("qian").Ask(new Today())).Open.ShouldBe(0);
    }

    [Theory, OnBothEngines, Requirement("PLAT-002")]
    public async Task Own_scope_sees_what_one_handles_and_nothing_else(Engine engine)
    {
        await using var house = await House.Open(engine);
        var one = await house.As("lin").Opens(CaseType.Repair);
        var other = await house.As("lin").Opens(CaseType.Repair);
        (await house.As("wei").Ask(new CaseList())).Items.ShouldBeEmpty();
        await house.As("zhao").Run(new AssignCase(one.Number, await house.UserId("wei")));
        (await house.As("wei").Ask(new CaseList())).Items.Select(c => c.Number).ShouldBe([one.Number]);
        (await Missing(() => house.As("wei").Ask(new CaseDetail(other.Number)))).ShouldBe(RefusalKind.NotFound);
        (await house.As("wei").Ask(new Find("热水器"))).Items.Where(i => i.Kind == "case").Select(i => i.Label).ShouldBe([one.Number]);
    }

    [Theory, OnBothEngines, Requirement("PLAT-002"), Requirement("CONT-040")]
    public async Task The_first_owner_keeps_sight_of_a_case_that_left_the_branch(Engine engine)
    {
        await using var house = await House.Open(engine);
        var made = await house.As("lin").Opens(CaseType.Complaint);
        await house.As("chen").Run(new TransferCase(made.Number, (await house.Unit("West")).Id, "西区"));
        (await house.As("lin").Ask(new CaseDetail(made.Number))).Number.ShouldBe(made.Number);
        (await house.As("qian").Ask(new CaseDetail(made.Number))).Number.ShouldBe(made.Number);
    }

    [Theory, OnBothEngines, Requirement("PLAT-002")]
    public async Task A_page_walked_by_key_shows_each_row_once(Engine engine)
    {
        await using var house = await House.Open(engine);
        var lin = await house.As("lin").Actor();
        await Task.WhenAll(Enumerable.Range(0, 45).Select(i => house.Door.Run(Stories.A(CaseType.Complaint, Stories.Wang with { Name = $"客户{i}", Phone = $"139{i:00000000}" }), lin)));
        var seen = new List<string>();
        for (string? after = ""; after is not null;)
        {
            var page = await house.As("lin").Ask(new CaseList(After: after.Length == 0 ? null : after, Limit: 10));
            seen.AddRange(page.Items.Select(i => i.Number));
            after = page.Next;
        }
        seen.Count.ShouldBe(45);
        seen.Distinct().Count().ShouldBe(45);
    }

    private static async Task<RefusalKind> Missing<T>(Func<Task<T>> ask) => (await Should.ThrowAsync<Refusal>(async () => { await ask(); })).Kind;
}
