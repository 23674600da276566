using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Contacts.Contracts;
using Shouwen.Modules.Customers.Contracts;

namespace Shouwen.Tests.Fixtures;

/// <summary>The fixtures themselves: a house opens on both engines, its cast can act, and nothing is left for the next test.</summary>
public sealed class HouseTests
{
    [Theory, OnBothEngines]
    public async Task Lin_opens_a_case_and_the_next_house_is_clean(Engine engine)
    {
        await using (var house = await House.Open(engine, "2026-03-02 09:00"))
        {
            var made = await house.As("lin").Run(new OpenCase(CaseType.Complaint, Channel.Phone, "空调不制冷", "昨天装的空调不制冷", Customer: new NewCustomer("王五", "13800001234", "某路1号", "甲县")));
            made.Number.ShouldBe("AJ2026-000001");
            await house.Settle();
            await using var db = house.Db();
            (await db.Cases.CountAsync()).ShouldBe(1);
            (await db.Obligations.CountAsync()).ShouldBeGreaterThan(2);
        }
        await using var next = await House.Open(engine, "2026-03-02 09:00");
        await using var empty = next.Db();
        (await empty.Cases.CountAsync()).ShouldBe(0);
        (await empty.Users.CountAsync()).ShouldBe(Cast.People.Length);
        (await empty.CallbackRules.CountAsync()).ShouldBe(3);
    }

    [Theory, OnBothEngines]
    public async Task A_web_house_signs_people_in_and_answers_programs(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        using var lin = await house.SignedIn("lin");
        (await lin.Read("/cases")).ShouldContain("林小雨");
        using var program = await house.Program("lin");
        (await program.GetAsync("/api/v1/cases", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        using var nobody = await house.Program(null);
        ((int)(await nobody.GetAsync("/api/v1/cases", TestContext.Current.CancellationToken)).StatusCode).ShouldBe(401);
    }

    [Theory, OnBothEngines]
    public async Task A_stale_token_brings_the_page_back_with_what_was_typed(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        using var lin = await house.SignedIn("lin");
        var answer = await lin.PostWith("stale", "/cases/new", ("type", "complaint"), ("subject", "typed before"), ("content", "x"));
        ((int)answer.StatusCode).ShouldBe(400);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("typed before");
        (await house.Count<Case>()).ShouldBe(0);
    }
}
