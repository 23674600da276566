using System.Collections.Concurrent;
using System.Diagnostics;

namespace Shouwen.Bench;

/// <summary>What one round of asking gave: each answer's time in milliseconds, and what it cost the servers.</summary>
internal sealed record Round(double Seconds, double[] Sorted, double ServerCpu, double DatabaseCpu, int Failed, long Bytes = 0)
{
    public int Count => Sorted.Length;
    public double Rate => Count / Seconds;

    public double At(double share) => Sorted.Length == 0 ? double.NaN : Sorted[Math.Min(Sorted.Length - 1, (int)(share * Sorted.Length))];

    /// <summary>Bytes of an answer.</summary>
    public double Size => Count == 0 ? double.NaN : (double)Bytes / Count;

    /// <summary>Milliseconds of processor time for each answer, of the server and of the database's own processes.</summary>
    public double CpuEach => Count == 0 ? double.NaN : ServerCpu * 1000 / Count;
    public double DatabaseCpuEach => Count == 0 ? double.NaN : DatabaseCpu * 1000 / Count;
}

/// <summary>Asks a server: as fast as so many clients can, or so many times a second whether it keeps up or not.</summary>
internal static class Load
{
    /// <summary>Each client asks again as soon as it has its answer.</summary>
    public static async Task<Round> Closed(Node node, int clients, TimeSpan duration, Func<int, int, Task<int>> ask)
    {
        var times = new ConcurrentBag<double[]>();
        var (failed, bytes) = (0, 0L);
        var (cpu, database, began) = (node.Cpu, DatabaseTime.Of(node.Company), Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var own = new List<double>();
            for (var i = 0; Stopwatch.GetElapsedTime(began) < duration; i++)
            {
                var asked = Stopwatch.GetTimestamp();
                try
                {
                    Interlocked.Add(ref bytes, await ask(client, i));
                    own.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                }
                catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or IOException)
                {
                    if (Interlocked.Increment(ref failed) <= 3) await Console.Error.WriteLineAsync(fault.Message);
                }
            }
            times.Add([.. own]);
        })));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return new Round(seconds, [.. times.SelectMany(t => t).Order()], (node.Cpu - cpu).TotalSeconds, DatabaseTime.Of(node.Company) - database, failed, bytes);
    }

    /// <summary>Asks at random moments with a mean rate; times count from when the question was due, so a server that lags is not excused.</summary>
    public static async Task<Round> Open(Node node, double perSecond, TimeSpan duration, Func<int, Task> ask)
    {
        var chance = new Random(7);
        var times = new ConcurrentBag<double>();
        var failed = 0;
        var (cpu, database, began) = (node.Cpu, DatabaseTime.Of(node.Company), Stopwatch.GetTimestamp());
        var running = new List<Task>();
        var due = 0.0;
        for (var i = 0; ; i++)
        {
            due += -Math.Log(1 - chance.NextDouble()) / perSecond;
            if (due > duration.TotalSeconds) break;
            var wait = due - Stopwatch.GetElapsedTime(began).TotalSeconds;
            if (wait > 0) await Task.Delay(TimeSpan.FromSeconds(wait));
            var (number, planned) = (i, due);
            running.Add(Task.Run(async () =>
            {
                try
                {
                    await ask(number);
                    times.Add((Stopwatch.GetElapsedTime(began).TotalSeconds - planned) * 1000);
                }
                catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or IOException)
                {
                    if (Interlocked.Increment(ref failed) <= 3) await Console.Error.WriteLineAsync(fault.Message);
                }
            }));
            if (running.Count > 10_000) running.RemoveAll(r => r.IsCompleted);
        }
        await Task.WhenAll(running);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return new Round(seconds, [.. times.Order()], (node.Cpu - cpu).TotalSeconds, DatabaseTime.Of(node.Company) - database, failed);
    }
}
