using Microsoft.Extensions.DependencyInjection;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Administration.Rules;
using Shouwen.Modules.Callbacks;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Kernel.Policies;

/// <summary>What one node did, the others know within five seconds.</summary>
public sealed class MovedUnitStories
{
    private static readonly DateOnly Day = new(2026, 3, 5);

    [Theory, OnBothEngines, Requirement("PLAT-003"), Requirement("PLAT-020")]
    public async Task Another_node_reads_a_moved_units_own_values_and_days_under_its_new_place(Engine engine)
    {
        await using var house = await House.Open(engine);
        await using var other = await house.Another();
        var (moved, west) = (await house.Unit("Outlet A"), await house.Unit("West"));
        await house.As("admin").Run(new ChangeParameter("callback.attempts.max", "7", new DateOnly(2026, 3, 2), "test", moved.Id));
        await house.As("admin").Run(new AddDays(Day, DayKind.Holiday, "店庆", Unit: moved.No));
        (await Attempts(other, moved.Path), await Works(other, moved.Path)).ShouldBe((7, false));

        await house.As("admin").Run(new MoveUnit(moved.No, west.Id, "划转"));
        var path = (await house.Unit("Outlet A")).Path;
        path.ShouldNotBe(moved.Path);
        (await Attempts(house, path), await Works(house, path)).ShouldBe((7, false), "this node knows at once");
        await Task.Delay(TimeSpan.FromSeconds(5.2), TestContext.Current.CancellationToken);
        (await Attempts(other, path), await Works(other, path)).ShouldBe((7, false), "the other one after five seconds");
        (await Attempts(other, moved.Path)).ShouldNotBe(7);
    }

    private static async Task<int> Attempts(House node, string path) =>
        (await node.Services.GetRequiredService<PolicyBook>().Current()).Read(CallbackParameters.Attempts, path, Day);

    private static async Task<bool> Works(House node, string path) =>
        (await node.Services.GetRequiredService<CalendarBook>().Current()).Of(path).IsWorking(Day);
}
