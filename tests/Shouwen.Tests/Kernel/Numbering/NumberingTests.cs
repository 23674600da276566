using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Kernel.Numbering;

/// <summary>Human numbers: unique, in order, by year.</summary>
public sealed class NumberingTests
{
    [Theory, OnBothEngines, Requirement("PLAT-005"), Requirement("CASE-001")]
    public async Task A_hundred_cases_by_ten_users_at_once_get_a_hundred_consecutive_numbers(Engine engine)
    {
        await using var house = await House.Open(engine);
        var users = await Task.WhenAll(Cast.People.Take(10).Select(p => house.As(p.Login).Actor()));
        // Each with a customer of its own: finding one customer's file is not what is proved here.
        var made = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() =>
            house.Door.Run(Stories.A(CaseType.Complaint, Stories.Wang with { Name = $"客户{i}", Phone = $"139{i:00000000}" }), users[i % 10]))));
        made.Select(m => m.Number).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(1, 100).Select(i => $"AJ2026-{i:000000}"));
    }

    [Theory, OnBothEngines, Requirement("PLAT-005")]
    public async Task Two_processes_never_give_one_number_twice(Engine engine)
    {
        await using var house = await House.Open(engine);
        await using var other = await house.Another();
        var lin = await house.As("lin").Actor();
        var made = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() =>
            (i % 2 == 0 ? house : other).Door.Run(Stories.A(CaseType.Complaint, Stories.Wang with { Name = $"客户{i}", Phone = $"139{i:00000000}" }), lin))));
        made.Select(m => m.Number).Distinct().Count().ShouldBe(40);
    }

    [Theory, OnBothEngines, Requirement("PLAT-005")]
    public async Task A_new_year_begins_at_one_again(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-12-31 23:59");
        (await house.As("lin").Opens(CaseType.Complaint)).Number.ShouldBe("AJ2026-000001");
        house.At("2027-01-01 00:00");
        (await house.As("lin").Opens(CaseType.Complaint)).Number.ShouldBe("AJ2027-000001");
    }
}
