using System.Collections.Concurrent;
using System.Diagnostics;

namespace Shouwen.Bench;

/// <summary>Two nodes on one database, a thousand pages open on the second: how long until a change made on the first is told there.</summary>
internal sealed class Streams(Options options, Report report)
{
    private const int Open = 1_000, Changes = 60;

    public async Task Run(Node first, CancellationToken ct)
    {
        await using var second = await Node.Run(options.Server, first.Company);
        var asks = await Asks.For(first, options.Server);
        var client = await second.Person("heyan");
        var heard = new ConcurrentDictionary<int, long>();
        var told = 0L;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var ready = new CountdownEvent(Open);
        var streams = Enumerable.Range(0, Open).Select(i => Task.Run(() => Listen(client, () => { if (!ready.IsSet) ready.Signal(); }, () => heard[i] = Volatile.Read(ref told), stop.Token), ct)).ToList();
        ready.Wait(TimeSpan.FromSeconds(60), ct);
        var before = second.Memory;
        var (all, firstHeard) = (new List<double>(), new List<double>());
        for (var change = 1; change <= Changes; change++)
        {
            heard.Clear();
            var began = Stopwatch.GetTimestamp();
            await asks.Create(change, change);
            Volatile.Write(ref told, change);
            var one = 0.0;
            while (heard.Count < Open && Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(5))
            {
                if (one == 0 && !heard.IsEmpty) one = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                await Task.Delay(1, ct);
            }
            firstHeard.Add(one);
            all.Add(heard.Count >= Open ? Stopwatch.GetElapsedTime(began).TotalMilliseconds : double.PositiveInfinity);
            await Task.Delay(250, ct);
        }
        await stop.CancelAsync();
        await Task.WhenAll(streams);
        report.Head($"{first.Company.Engine}: two nodes, {Open:N0} open streams of live updates on the second");
        report.Line($"From the request on the first node to the last of {Open:N0} streams: p50 {P(all, 0.5)} ms, p95 {P(all, 0.95)} ms; to the first: p50 {P(firstHeard, 0.5)} ms, p95 {P(firstHeard, 0.95)} ms; {all.Count(double.IsInfinity)} of {Changes} not told everywhere within 5 s. Memory of the second node {before:0} MB.");
    }

    private static string P(List<double> values, double share) => Row.F(values.Order().ElementAt((int)(share * (values.Count - 1))), "0");

    private static async Task Listen(HttpClient client, Action open, Action tell, CancellationToken ct)
    {
        try
        {
            using var answer = await client.GetAsync("/live?on=case", HttpCompletionOption.ResponseHeadersRead, ct);
            answer.EnsureSuccessStatusCode();
            using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(ct));
            open();
            while (await reader.ReadLineAsync(ct) is { } line)
                if (line.StartsWith("data:", StringComparison.Ordinal)) tell();
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException) { }
    }
}
