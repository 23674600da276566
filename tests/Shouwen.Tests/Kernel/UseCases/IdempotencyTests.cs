using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Kernel.UseCases;

/// <summary>A command under a key is done once, whoever repeats it and however often.</summary>
public sealed class IdempotencyTests
{
    [Theory, OnBothEngines]
    public async Task The_same_key_gets_the_same_answer(Engine engine)
    {
        await using var house = await House.Open(engine);
        var first = await house.As("lin").Run(Stories.A(CaseType.Complaint), new Once("key", "body"));
        var second = await house.As("lin").Run(Stories.A(CaseType.Complaint), new Once("key", "body"));
        second.Number.ShouldBe(first.Number);
        second.Obligations.ShouldBe(first.Obligations);
        (await house.Count<Case>()).ShouldBe(1);
    }

    [Theory, OnBothEngines]
    public async Task The_same_key_with_another_body_is_refused(Engine engine)
    {
        await using var house = await House.Open(engine);
        await house.As("lin").Run(Stories.A(CaseType.Complaint), new Once("key", "body"));
        var refusal = await house.As("lin").Refused(Stories.A(CaseType.Repair), new Once("key", "other"));
        refusal.Code.ShouldBe("idempotency-key-reused");
        (await house.Count<Case>()).ShouldBe(1);
    }

    [Theory, OnBothEngines]
    public async Task Fifty_at_once_under_one_key_make_one_row(Engine engine)
    {
        await using var house = await House.Open(engine);
        var lin = await house.As("lin").Actor();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => house.Door.Run(Stories.A(CaseType.Complaint), lin, new Once("key", "body")))));
        answers.Select(a => a.Number).Distinct().Count().ShouldBe(1);
        (await house.Count<Case>()).ShouldBe(1);
        (await house.Count<DoneOnce>()).ShouldBeGreaterThanOrEqualTo(1);
    }

    [Theory, OnBothEngines]
    public async Task Two_processes_with_one_key_make_one_row(Engine engine)
    {
        await using var house = await House.Open(engine);
        await using var other = await house.Another();
        var lin = await house.As("lin").Actor();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => (i % 2 == 0 ? house : other).Door.Run(Stories.A(CaseType.Complaint), lin, new Once("key", "body")))));
        answers.Select(a => a.Number).Distinct().Count().ShouldBe(1);
        (await house.Count<Case>()).ShouldBe(1);
    }

    [Theory, OnBothEngines]
    public async Task A_repeated_key_gets_its_answer_although_the_step_is_no_longer_open(Engine engine)
    {
        await using var house = await House.Open(engine);
        var number = await house.LedTo((await house.As("lin").Opens(CaseType.Complaint)).Number, CaseState.Proposed);
        var step = new Modules.Cases.Handling.ApproveSolution(number, "同意");
        var first = await house.As("zhao").Run(step, new Once("key", "body"));
        var again = await house.As("zhao").Run(step, new Once("key", "body"));
        again.State.ShouldBe(first.State);
        (await house.As("zhao").Refused(step)).Kind.ShouldBe(RefusalKind.Conflict);
        (await house.As("zhao").Refused(step, new Once("another", "body"))).Kind.ShouldBe(RefusalKind.Conflict);
    }
}
