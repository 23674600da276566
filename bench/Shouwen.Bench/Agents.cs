namespace Shouwen.Bench;

/// <summary>Two hundred agents at work: each asks for something every four seconds, whether the server keeps up or not.</summary>
internal sealed class Agents(Options options, Node node, Asks asks, Report report)
{
    private const int People = 200;
    private const double Every = 4;

    public async Task Run(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var reads = asks.Daily();
        report.Head($"{node.Company.Engine}: {People} agents, open-loop");
        report.Line("| Load | for | per second | p50 ms | p95 ms | p99 ms | CPU ms: server + database | failed | memory MB |");
        report.Line("|---|---|---|---|---|---|---|---|---|");
        await Load.Open(node, People / Every, TimeSpan.FromSeconds(10), i => reads[i % reads.Count](i));
        var mixed = await Load.Open(node, People / Every, options.Agents / 5, i => i % 10 < 8 ? reads[i % reads.Count](i) : asks.Create(i, i));
        Line($"{People} agents, 8 reads : 2 writes", mixed);
        var reading = Load.Open(node, People / Every, options.Agents, i => reads[i % reads.Count](i));
        var writing = Load.Open(node, 50, options.Agents, i => asks.Create(i, i));
        var both = await Task.WhenAll(reading, writing);
        Line($"{People} agents reading", both[0]);
        Line("50 creates a second beside them (processor time is of both)", both[1]);
    }

    private void Line(string what, Round round) => report.Line(
        $"| {what} | {round.Seconds:0} s | {Row.F(round.Rate, "0.0")} | {Row.F(round.At(0.5), "0.0")} | {Row.F(round.At(0.95), "0.0")} | {Row.F(round.At(0.99), "0.0")} | {Row.F(round.CpuEach, "0.00")} + {Row.F(round.DatabaseCpuEach, "0.00")} | {round.Failed} | {node.Memory:0} |");
}
