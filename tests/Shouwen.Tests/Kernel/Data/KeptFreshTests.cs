using Shouwen.Kernel.Data;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Kernel.Data;

/// <summary>What is kept in memory is never older than a change that this node has made.</summary>
public sealed class KeptFreshTests
{
    private readonly SetStopwatch time = new();

    [Fact]
    public async Task What_changes_while_it_is_read_is_read_again_by_the_next_who_asks()
    {
        var (reads, gate) = (0, new TaskCompletionSource());
        var kept = new KeptFresh<string>(time, async (_, _) =>
        {
            var read = Interlocked.Increment(ref reads);
            if (read == 1) await gate.Task;
            return "as of reading " + read;
        });
        var early = kept.Current(default).AsTask();
        kept.Forget();
        gate.SetResult();

        (await early).ShouldBe("as of reading 1");
        (await kept.Current(default)).ShouldBe("as of reading 2");
        (await kept.Current(default)).ShouldBe("as of reading 2");
    }

    [Fact]
    public async Task After_five_seconds_it_is_read_again_and_told_what_was_known()
    {
        var kept = new KeptFresh<string>(time, (known, _) => Task.FromResult(known + "|"));
        (await kept.Current(default)).ShouldBe("|");
        time.Passed = TimeSpan.FromSeconds(5);
        (await kept.Current(default)).ShouldBe("|");
        time.Passed = TimeSpan.FromSeconds(6);
        (await kept.Current(default)).ShouldBe("||");
    }
}
