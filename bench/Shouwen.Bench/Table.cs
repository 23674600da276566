using System.Globalization;
using System.Text;

namespace Shouwen.Bench;

/// <summary>Rounds of one row at both sizes, and the line they make: the time at a share of the answers is held against a limit, or the processor time of one.</summary>
internal sealed class Row(string name, double share, double limit, bool isOfCpu = false)
{
    public List<Round> Small { get; } = [];
    public List<Round> Large { get; } = [];
    public string Name => name;

    public override string ToString()
    {
        var (median, low, high) = Over(Large, r => isOfCpu ? r.CpuEach : r.At(share));
        var (goal, form) = isOfCpu ? ($"CPU ≤ {F(limit, "0.#")} ms", "0.00") : ($"p{share * 100:0} ≤ {F(limit, "0.#")}", "0.0");
        var growth = Small.Count == 0 ? "–" : F(Over(Large, r => r.At(0.5)).Median / Over(Small, r => r.At(0.5)).Median, "0.00");
        return $"| {name} | {F(Over(Large, r => r.Rate).Median, "0")} | {F(Over(Large, r => r.At(0.5)).Median, "0.0")} | {F(Over(Large, r => r.At(0.95)).Median, "0.0")} | {goal} | {F(median, form)} ({F(low, form)}–{F(high, form)}) {(median <= limit ? "✓" : "✗")} | {F(Over(Large, r => r.CpuEach).Median, "0.00")} + {F(Over(Large, r => r.DatabaseCpuEach).Median, "0.00")} | {growth} | {Size(Small)} → {Size(Large)} | {Large.Sum(r => r.Failed)} |";
    }

    private static string Size(List<Round> rounds) => F(Over(rounds, r => r.Size).Median / 1024, "0.0");

    public static (double Median, double Low, double High) Over(IEnumerable<Round> rounds, Func<Round, double> figure)
    {
        var sorted = rounds.Select(figure).Order().ToList();
        return sorted.Count == 0 ? (double.NaN, double.NaN, double.NaN) : (sorted[sorted.Count / 2], sorted[0], sorted[^1]);
    }

    public static string F(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}

/// <summary>What was measured, as a page of Markdown.</summary>
internal sealed class Report
{
    private readonly StringBuilder text = new();

    public void Line(string line)
    {
        Console.WriteLine(line);
        text.AppendLine(line);
    }

    public void Head(string title)
    {
        Line("");
        Line($"### {title}");
        Line("");
    }

    public void Rows()
    {
        Line("| Work | per second | p50 ms | p95 ms | goal | measured (spread of rounds) | CPU ms: server + database | growth | answer KB, small → large | failed |");
        Line("|---|---|---|---|---|---|---|---|---|---|");
    }

    public void Save(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        File.WriteAllText(file, text.ToString());
    }
}
