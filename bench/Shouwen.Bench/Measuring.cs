namespace Shouwen.Bench;

/// <summary>How to measure.</summary>
internal sealed record Options(
    string Data, string Server, string? Postgres, int Small, int Large, int Rounds, TimeSpan Seconds, TimeSpan Agents, string[] Parts, string? Only)
{
    public const int Clients = 8;

    /// <summary>For each row, and for all rows together, at least.</summary>
    public static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4), LeastWarmUp = TimeSpan.FromSeconds(60);

    public bool Does(string part) => Parts.Length == 0 || Parts.Contains(part);
}

/// <summary>One engine, measured at two sizes in rounds that take turns.</summary>
internal sealed class Measuring(Options options, Engine engine, Report report)
{
    public async Task Run(CancellationToken ct)
    {
        var (few, many) = (await Company.Ready(engine, options.Small, options), await Company.Ready(engine, options.Large, options));
        await using var scratch = await Scratch.Of(few, options);
        await using var small = await Node.Run(options.Server, scratch.Company);
        await using var large = await Node.Run(options.Server, many);
        report.Head($"{engine}, {many.Cases:N0} cases, {Options.Clients} clients");
        report.Line($"Start to first answer {large.Start.TotalSeconds:0.0} s ({few.Cases:N0} cases: {small.Start.TotalSeconds:0.0} s); memory when idle {large.Memory:0} MB.");
        if (options.Does("reads")) report.Line(FormattableString.Invariant($"Of the large company {await many.ReadThrough(ct):0.0} GB were read through once, then each row was asked for at least {Options.WarmUp.TotalSeconds:0} s."));
        report.Line("");
        var (ofSmall, ofLarge) = (await Asks.For(small, options.Server), await Asks.For(large, options.Server));
        if (options.Does("reads")) { await WarmUp(small, ofSmall); await WarmUp(large, ofLarge); }
        report.Rows();
        if (options.Does("reads")) await Reads(small, large, ofSmall.Reads(), ofLarge.Reads(), Options.Clients, ct);
        if (options.Does("reports")) await Reads(small, large, ofSmall.Reports(), ofLarge.Reports(), 1, ct);
        if (options.Does("creates")) await Creates(small, large, ofSmall, ofLarge, ct);
        report.Line("");
        report.Line($"Memory afterwards {large.Memory:0} MB.");
        if (options.Does("nodes") && engine == Engine.Postgres) await new Streams(options, report).Run(large, ct);
        if (options.Does("agents")) await new Agents(options, large, ofLarge, report).Run(ct);
    }

    /// <summary>Everything for a while, because code is compiled for good only when it has run some thousand times and was watched meanwhile; few rows for longer.</summary>
    private async Task WarmUp(Node node, Asks asks)
    {
        var rows = asks.Reads().Where(a => options.Only is null || a.Name.Contains(options.Only, StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var ask in rows) await Load.Closed(node, Options.Clients, new[] { Options.WarmUp, Options.LeastWarmUp / rows.Count }.Max(), ask.Do);
    }

    private async Task Reads(Node small, Node large, IEnumerable<Ask> ofSmall, IEnumerable<Ask> ofLarge, int clients, CancellationToken ct)
    {
        foreach (var (little, much) in ofSmall.Zip(ofLarge))
        {
            if (options.Only is { } only && !much.Name.Contains(only, StringComparison.OrdinalIgnoreCase)) continue;
            ct.ThrowIfCancellationRequested();
            var row = new Row(much.Name, much.Share, much.Limit);
            await Load.Closed(small, clients, options.Seconds / 2, little.Do);
            await Load.Closed(large, clients, options.Seconds / 2, much.Do);
            for (var round = 0; round < options.Rounds; round++)
            {
                row.Small.Add(await Load.Closed(small, clients, options.Seconds, little.Do));
                row.Large.Add(await Load.Closed(large, clients, options.Seconds, much.Do));
            }
            report.Line(row.ToString());
        }
    }

    /// <summary>Cases created through the server, and the same rows committed without it, in turns.</summary>
    private async Task Creates(Node small, Node large, Asks ofSmall, Asks ofLarge, CancellationToken ct)
    {
        var raw = await Raw.Capture(small.Company, ofSmall.NewNumber);
        var row = new Row("Create a case, REST", 0.5, 1.5, isOfCpu: true);
        var committed = new List<(double Rate, double Cpu)>();
        var alone = new List<(double Rate, double Cpu)>();
        await Load.Closed(small, Options.Clients, Options.WarmUp * 4, ofSmall.Create);
        await Load.Closed(large, Options.Clients, Options.WarmUp * 8, ofLarge.Create);
        for (var round = 0; round < options.Rounds; round++)
        {
            ct.ThrowIfCancellationRequested();
            row.Small.Add(await Load.Closed(small, Options.Clients, options.Seconds, ofSmall.Create));
            row.Large.Add(await Load.Closed(large, Options.Clients, options.Seconds, ofLarge.Create));
            committed.Add(await raw.Measure(large.Company, Options.Clients, options.Seconds));
            if (engine == Engine.Sqlite) alone.Add(await raw.Measure(large.Company, 1, options.Seconds));
        }
        await raw.CleanUp(large.Company);
        report.Line(row.ToString());
        report.Line("");
        report.Line($"Rows of one case: {raw.What}.");
        report.Line("");
        Ratio($"raw, {Options.Clients} connections", row, committed);
        if (alone.Count > 0) Ratio("raw, one connection", row, alone);
    }

    private void Ratio(string against, Row row, List<(double Rate, double Cpu)> raw)
    {
        var ratios = row.Large.Zip(raw, (server, rows) => server.Rate / rows.Rate).Order().ToList();
        var rates = raw.Select(r => r.Rate).Order().ToList();
        report.Line($"- {against}: {Row.F(rates[rates.Count / 2], "0")} a second, {Row.F(raw.Select(r => r.Cpu).Order().ElementAt(raw.Count / 2), "0.00")} ms CPU each; the server reaches **{Row.F(100 * ratios[ratios.Count / 2], "0")} %** ({Row.F(100 * ratios[0], "0")}–{Row.F(100 * ratios[^1], "0")} %).");
    }
}
