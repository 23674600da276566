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
    public async Task What_hardly_changes_is_kept_as_long_as_is_said_however_quick_it_is()
    {
        var (kept, minute) = (new KeptFigures(time), TimeSpan.FromMinutes(1));
        (await kept.Of("a", () => Gather(0.1), minute)).ShouldBe("1");
        time.Passed += minute;
        (await kept.Of("a", () => Gather(0.1), minute)).ShouldBe("1");
        time.Passed += TimeSpan.FromSeconds(1);
        (await kept.Of("a", () => Gather(1), minute)).ShouldBe("2");
        time.Passed += minute;
        (await kept.Of("a", () => Gather(1), minute)).ShouldBe("2", "what also took long is kept for the longer of the two");
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

    [Fact]
    public async Task Also_the_first_time_one_gathers_what_takes_long_and_the_others_wait()
    {
        var (kept, gate) = (new KeptFigures(time), new TaskCompletionSource());
        async Task<string> Slowly()
        {
            await gate.Task;
            return await Gather(1);
        }
        var asked = Enumerable.Range(0, 8).Select(_ => kept.Of("a", Slowly)).ToList();
        gate.SetResult();
        (await Task.WhenAll(asked)).ShouldAllBe(answer => answer == "1");
        gathered.ShouldBe(1);
    }

    [Fact]
    public async Task Who_waited_for_what_turned_out_quick_or_failed_gathers_the_present()
    {
        var (kept, gate) = (new KeptFigures(time), new TaskCompletionSource());
        async Task<string> Quickly()
        {
            await gate.Task;
            return await Gather(0);
        }
        async Task<string> Broken()
        {
            await gate.Task;
            throw new IOException("The database is away.");
        }
        var (first, second, third, fourth) = (kept.Of("a", Quickly), kept.Of("a", () => Gather(0)), kept.Of("b", Broken), kept.Of("b", () => Gather(0)));
        gate.SetResult();
        (await first).ShouldNotBe(await second);
        await Should.ThrowAsync<IOException>(() => third);
        (await fourth).ShouldNotBeEmpty();
        gathered.ShouldBe(3);
    }

    [Fact]
    public async Task When_there_are_too_many_only_the_one_that_ends_first_goes()
    {
        var kept = new KeptFigures(time);
        for (var i = 0; i <= KeptFigures.Most; i++)
        {
            time.Passed = TimeSpan.Zero;
            await kept.Of($"{i}", () => Gather(i == 7 ? 0.5 : 1));
        }
        time.Passed = TimeSpan.Zero;
        for (var i = 0; i <= KeptFigures.Most; i++)
            if (i != 7) await kept.Of($"{i}", () => Gather(0));
        gathered.ShouldBe(KeptFigures.Most + 1, "all others are there");
        await kept.Of("7", () => Gather(0));
        gathered.ShouldBe(KeptFigures.Most + 2);
    }

    private Task<string> Gather(double seconds)
    {
        time.Passed += TimeSpan.FromSeconds(seconds);
        return Task.FromResult(Interlocked.Increment(ref gathered).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
