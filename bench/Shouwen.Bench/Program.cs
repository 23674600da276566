using System.CommandLine;
using Shouwen.Bench;

var data = new Option<string>("--data") { Description = "Where the seeded companies are kept.", DefaultValueFactory = _ => "artifacts/bench" };
var server = new Option<string>("--server") { Description = "The published program, shouwen.", Required = true };
var postgres = new Option<string?>("--postgres") { Description = "Connection string of a PostgreSQL server for measuring; without it only SQLite is measured." };
var engines = new Option<string[]>("--engine") { Description = "sqlite, postgres; both unless given.", AllowMultipleArgumentsPerToken = true };
var small = new Option<int>("--small") { DefaultValueFactory = _ => 10_000 };
var large = new Option<int>("--cases") { Description = "How many cases the large company has.", DefaultValueFactory = _ => 1_000_000 };
var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5 };
var seconds = new Option<double>("--seconds") { Description = "How long a round lasts.", DefaultValueFactory = _ => 2 };
var parts = new Option<string[]>("--part") { Description = "reads, reports, creates, agents, nodes; all unless given.", AllowMultipleArgumentsPerToken = true };
var agents = new Option<double>("--minutes") { Description = "How long two hundred agents work.", DefaultValueFactory = _ => 10 };
var only = new Option<string?>("--only") { Description = "Only rows whose name contains this." };
var output = new Option<string>("--out") { Description = "Where the tables are written.", DefaultValueFactory = _ => "artifacts/performance.md" };

var root = new RootCommand("Measures Shouwen on loopback and writes the tables of docs/performance.md.") { data, server, postgres, engines, small, large, rounds, seconds, parts, agents, only, output };
root.SetAction(async (parsed, ct) =>
{
    var options = new Options(
        Path.GetFullPath(parsed.GetValue(data)!), Path.GetFullPath(parsed.GetValue(server)!), parsed.GetValue(postgres), parsed.GetValue(small), parsed.GetValue(large),
        parsed.GetValue(rounds), TimeSpan.FromSeconds(parsed.GetValue(seconds)), TimeSpan.FromMinutes(parsed.GetValue(agents)), parsed.GetValue(parts)!, parsed.GetValue(only));
    var report = new Report();
    foreach (var engine in Enum.GetValues<Engine>())
    {
        if (parsed.GetValue(engines) is { Length: > 0 } chosen && !chosen.Contains(engine.ToString(), StringComparer.OrdinalIgnoreCase)) continue;
        if (engine == Engine.Postgres && options.Postgres is null) continue;
        await new Measuring(options, engine, report).Run(ct);
        report.Save(parsed.GetValue(output)!);
    }
    return 0;
});
return await root.Parse(args).InvokeAsync();
