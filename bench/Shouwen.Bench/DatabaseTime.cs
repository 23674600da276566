using System.Globalization;

namespace Shouwen.Bench;

/// <summary>Processor time of one PostgreSQL cluster, read from the kernel's process table; nothing for SQLite, which works inside the server.</summary>
internal static class DatabaseTime
{
    private const double TicksPerSecond = 100;
    private static int postmaster;

    /// <summary>Seconds so far: of the first process, of its living children, and of those that have ended.</summary>
    public static double Of(Company company)
    {
        if (company.Engine != Engine.Postgres) return 0;
        if (postmaster == 0) postmaster = Parent((int)Raw.Scalar(company, "SELECT pg_backend_pid()").GetAwaiter().GetResult());
        var ticks = 0L;
        foreach (var process in Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(f => char.IsDigit(f![0])))
        {
            if (Fields(process!) is not { } fields) continue;
            var isFirst = process == postmaster.ToString(CultureInfo.InvariantCulture);
            if (!isFirst && fields[1] != postmaster.ToString(CultureInfo.InvariantCulture)) continue;
            ticks += Number(fields[11]) + Number(fields[12]) + (isFirst ? Number(fields[13]) + Number(fields[14]) : 0);
        }
        return ticks / TicksPerSecond;
    }

    private static int Parent(int process) => int.Parse(Fields(process.ToString(CultureInfo.InvariantCulture))![1], CultureInfo.InvariantCulture);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The fields behind the name, beginning with the state; null when the process is gone.</summary>
    private static string[]? Fields(string process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
