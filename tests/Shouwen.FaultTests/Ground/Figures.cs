using System.Globalization;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(Shouwen.FaultTests.Ground.Figures))]

namespace Shouwen.FaultTests.Ground;

/// <summary>The table of what was measured: one row for each fault, in <c>artifacts/faults.md</c> of the checkout.</summary>
public sealed class Figures
{
    private static readonly Lock writing = new();
    private static readonly string file = Path.Combine(Root(), "artifacts", "faults.md");

    /// <summary>The long form reaches the published figures; the short one runs with every <c>./test</c>.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("SHOUWEN_FAULTS") == "long";

    private static readonly double share = double.TryParse(Environment.GetEnvironmentVariable("SHOUWEN_FAULTS_SHARE"), CultureInfo.InvariantCulture, out var given) ? given : 1;

    public Figures()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        File.WriteAllText(file, $"{(IsLong ? "Long" : "Short")} form, {now} UTC, {Environment.ProcessorCount} cores.\n\n| Fault | Engine | Measured |\n|---|---|---|\n");
    }

    /// <summary>As often as the length of the run says; SHOUWEN_FAULTS_SHARE=0.25 makes the long form a quarter as long.</summary>
    public static int Times(int inShort, int inLong) => IsLong ? Math.Max(inShort, (int)(inLong * share)) : inShort;

    public static void Add(string fault, object engine, string measured)
    {
        var row = $"| {fault} | {engine} | {measured} |";
        lock (writing) File.AppendAllText(file, row + "\n");
        TestContext.Current.TestOutputHelper?.WriteLine(row);
        Console.WriteLine(row);
    }

    /// <summary>The value below which the given share of all values lies.</summary>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
    }

    public static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Shouwen.slnx"))) folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No checkout above the tests.");
        return folder;
    }
}
