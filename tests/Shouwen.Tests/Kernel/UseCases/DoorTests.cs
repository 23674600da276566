using Shouwen.Modules.Cases.Model;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Activity;
using Shouwen.Kernel.Jobs;
using Shouwen.Kernel.Notices;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Handling;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Contacts.Contracts;
using Shouwen.Modules.Customers.Files;
using Shouwen.Modules.Customers.Model;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Kernel.UseCases;

/// <summary>The one door: authorise, validate, transact, handle, record.</summary>
public sealed class DoorTests
{
    [Theory, OnBothEngines, Requirement("PLAT-001")]
    public async Task Who_lacks_the_right_is_refused_before_anything_is_looked_at(Engine engine)
    {
        await using var house = await House.Open(engine);
        var refusal = await house.As("lin").Refused(new ChangeParameter("complaint.deadline.normal", "", default, ""));
        refusal.Kind.ShouldBe(RefusalKind.Forbidden);
        refusal.ShouldNotBeOfType<InvalidInput>();
    }

    [Theory, OnBothEngines, Requirement("PLAT-024")]
    public async Task Nobody_is_asked_to_sign_in(Engine engine)
    {
        await using var house = await House.Open(engine);
        var refusal = await Should.ThrowAsync<Refusal>(() => house.Door.Run(Stories.A(CaseType.Complaint), Actor.Nobody));
        refusal.Kind.ShouldBe(RefusalKind.SignIn);
    }

    [Theory, OnBothEngines, Requirement("PLAT-001")]
    public async Task A_right_taken_away_is_gone_at_the_next_click(Engine engine)
    {
        await using var house = await House.Open(engine);
        var number = await house.LedTo((await house.As("lin").Opens(CaseType.Complaint)).Number, Modules.Cases.Model.CaseState.Proposed);
        await using (var db = house.Db())
        {
            var role = db.Roles.Single(r => r.Code == "supervisor");
            await house.As("admin").Run(new Shouwen.Modules.Administration.Roles.ChangeRole("supervisor", role.NameZh, role.NameEn, [.. role.Permissions.Where(p => p != "cases.approve")], "test"));
        }
        var refusal = await house.As("zhao").Refused(new ApproveSolution(number, "同意"));
        refusal.Kind.ShouldBe(RefusalKind.Forbidden);
        (await house.Case(number)).State.ShouldBe(Modules.Cases.Model.CaseState.Proposed);
    }

    [Theory, OnBothEngines, Requirement("CASE-003")]
    public async Task Everything_that_is_wrong_is_said_at_once(Engine engine)
    {
        await using var house = await House.Open(engine);
        var refusal = await house.As("lin").Refused(new OpenCase(CaseType.Complaint, Channel.Phone, "", "", RequestedResult: new string('长', 4001)));
        refusal.ShouldBeOfType<InvalidInput>().Errors.Keys.ShouldBe(["subject", "content", "requestedResult", "customer.name"], ignoreOrder: true);
    }

    [Theory, OnBothEngines(false, true), OnBothEngines(true, false)]
    public async Task A_refusal_or_a_broken_handler_leaves_nothing_behind(Engine engine, bool refuse, bool breaks)
    {
        await using var house = await House.Open(engine);
        var before = await Everything(house);
        await Should.ThrowAsync<Exception>(() => house.As("lin").Run(new Stumble("x", "1", refuse, breaks), new Once("k")));
        (await Everything(house)).ShouldBe(before);

        await house.As("lin").Run(new Stumble("x", "1"), new Once("k"));
        (await house.Count<Customer>()).ShouldBe(1);
    }

    [Theory, OnBothEngines]
    public async Task A_fault_in_the_last_batch_takes_the_entities_with_it_and_hurts_no_neighbour(Engine engine)
    {
        await using var house = await House.Open(engine);
        var lin = await house.As("lin").Actor();
        var runs = Enumerable.Range(0, 20).Select(i => Swallow(house.Door.Run(new Stumble($"n{i}", "1", BreakLate: i % 2 == 0), lin))).ToList();
        var ended = await Task.WhenAll(runs);
        ended.Count(e => e).ShouldBe(10);
        (await house.Count<Customer>()).ShouldBe(10);
        (await house.Itself.Ask(new VerifyActivity())).Faults.ShouldBeEmpty();
    }

    [Theory, OnBothEngines, Requirement("PLAT-004")]
    public async Task Two_people_change_one_file_and_the_second_is_told_that_it_is_stale(Engine engine)
    {
        await using var house = await House.Open(engine);
        var made = await house.As("lin").Run(new OpenCustomer("王五", "13800001234", "某路1号"));
        await house.As("lin").Run(new ChangeCustomer(made.Number, "王五", "13800001235", "某路1号"), new RunOptions(ExpectedVersion: 1));
        var refusal = await house.As("zhao").Refused(new ChangeCustomer(made.Number, "王六", "13800001236", "某路1号"), new RunOptions(ExpectedVersion: 1));
        refusal.Kind.ShouldBe(RefusalKind.Stale);
        await using var db = house.Db();
        db.Customers.Single().Phone.ShouldBe("13800001235");
    }

    /// <summary>On SQLite one command after the other has the gate; on PostgreSQL the worker moves duties while somebody works on their case.</summary>
    [Fact, Requirement("PLAT-004")]
    public async Task A_step_on_what_one_saw_is_not_refused_because_of_what_happens_beside_it()
    {
        await using var house = await House.Open(Engine.Postgres);
        var made = await house.As("lin").Run(Stories.A(CaseType.Complaint));
        var id = (await house.Case(made.Number)).Id;
        using var stop = new CancellationTokenSource();
        var beside = Task.Run(async () =>
        {
            var moved = 0;
            for (; !stop.IsCancellationRequested; await Task.Delay(20))
            {
                await using var db = house.Db();
                moved += await db.Obligations.Where(o => o.SubjectId == id).ExecuteUpdateAsync(s => s.SetProperty(o => o.Version, o => o.Version + 1));
            }
            return moved;
        });
        for (var i = 0; i < 15; i++)
        {
            await house.As("lin").Run(new WaitForCustomer(made.Number, PauseReason.WaitingForCustomer, "客户出差"), new RunOptions(ExpectedVersion: (await house.Case(made.Number)).Version));
            await house.As("lin").Run(new ResumeCase(made.Number, "客户已返回"), new RunOptions(ExpectedVersion: (await house.Case(made.Number)).Version));
        }
        await stop.CancelAsync();
        (await beside).ShouldBeGreaterThan(15);
    }

    private static async Task<bool> Swallow<T>(Task<T> run)
    {
        try
        {
            await run;
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private static async Task<(int, int, int, int, int)> Everything(House house) =>
        (await house.Count<Customer>(), await house.Count<Notice>(), await house.Count<ActivityEntry>(), await house.Count<Job>(), await house.Count<DoneOnce>());
}
