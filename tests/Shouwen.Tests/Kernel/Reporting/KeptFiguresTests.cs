using Shouwen.Kernel.Reporting;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Kernel.Reporting;

/// <summary>Figures are as fresh as they are cheap.</summary>
public sealed class KeptFiguresTests
{
    private readonly SetStopwatch time = new();
    private int gathered;

    [Fact]
    public async Task What_is_quick_is_gathered_each_time()
    {
        var kept = new KeptFigures(time);
        (await kept.Of("a", () => Gather(0.1))).ShouldBe("1");
        (await kept.Of("a", () => Gather(0.1))).ShouldBe("2");
    }

    [Fact]
    public async Task What_took_a_second_holds_for_twenty_and_for_nobody_else()
    {
        var kept = new KeptFigures(time);
        (await kept.Of("a", () => Gather(1))).ShouldBe("1");
        time.Passed += TimeSpan.FromSeconds(20);
        (await kept.Of("a", () => Gather(1))).ShouldBe("1");
        (await kept.Of("b", () => Gather(0))).ShouldBe("2");
        time.Passed += TimeSpan.FromSeconds(1);
        (await kept.Of("a", () => Gather(0.1))).ShouldBe("3");
        (await kept.Of("a", () => Gather(0.1))).ShouldBe("4", "it has become quick, and nothing is kept any more");
    }

    [Fact]
    public async Task Nothing_is_older_than_a_minute_by_which_time_one_gathers_and_the_others_wait()
    {
        var kept = new KeptFigures(time);
        (await kept.Of("a", () => Gather(30))).ShouldBe("1");
        time.Passed += TimeSpan.FromSeconds(61);
        var gate = new TaskCompletionSource();
        async Task<string> Slowly()
        {
            await gate.Task;
            return await Gather(30);
        }
        var asked = Enumerable.Range(0, 8).Select(_ => kept.Of("a", Slowly)).ToList();
        gate.SetResult();
        (await Task.WhenAll(asked)).ShouldAllBe(answer => answer == "2");
    }

    private Task<string> Gather(double seconds)
    {
        time.Passed += TimeSpan.FromSeconds(seconds);
        return Task.FromResult((++gathered).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
