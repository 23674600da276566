using System.Diagnostics;

namespace Shouwen.FaultTests.Ground;

/// <summary>The load balancer, started from the very example that the documents give; only the ports are the test's own.</summary>
public sealed class Haproxy : IAsyncDisposable
{
    private static readonly HttpClient asker = new() { Timeout = TimeSpan.FromSeconds(2) };
    private static readonly string? program = new[] { "/usr/sbin/haproxy", "/usr/local/sbin/haproxy", "/usr/bin/haproxy" }.FirstOrDefault(File.Exists);
    private readonly Process process;
    private readonly string status;

    private Haproxy(Process process, string url, string status) => (this.process, Url, this.status) = (process, url, status);

    public string Url { get; }

    public static void Needs()
    {
        if (program is null) Assert.Skip("haproxy is not installed.");
    }

    public static async Task<Haproxy> Before(Site site, Server one, Server two)
    {
        var (port, status) = (Programs.FreePort(), Programs.FreePort());
        var example = await File.ReadAllTextAsync(Path.Combine(Figures.Root(), "docs", "operations", "examples", "haproxy.cfg"));
        var file = Path.Combine(site.Folder, $"haproxy-{port}.cfg");
        await File.WriteAllTextAsync(file, With(example, ("bind :80 ", $"bind 127.0.0.1:{port} "), ("127.0.0.1:5081", new Uri(one.Url).Authority), ("127.0.0.1:5082", new Uri(two.Url).Authority), ("127.0.0.1:8404", $"127.0.0.1:{status}")));
        var process = Process.Start(new ProcessStartInfo(program!, ["-db", "-f", file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Children.Remember(process);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => { if (line.Data is not null) lock (process) File.AppendAllText(file + ".log", line.Data + "\n"); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var proxy = new Haproxy(process, $"http://127.0.0.1:{port}", $"http://127.0.0.1:{status}/;csv");
        await proxy.Until("a", up: true);
        await proxy.Until("b", up: true);
        return proxy;
    }

    /// <summary>Waits until it asks a node, or asks it no more, as its status page says.</summary>
    public async Task Until(string node, bool up)
    {
        for (var i = 0; await Sees(node) != up; i++)
        {
            process.HasExited.ShouldBeFalse("haproxy ended by itself");
            (i < 600).ShouldBeTrue($"haproxy does not see node {node} {(up ? "come" : "go")}");
            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task<bool?> Sees(string node)
    {
        try
        {
            var rows = (await asker.GetStringAsync(status)).Split('\n').Select(l => l.Split(',')).Where(c => c.Length > 17 && c[0] is "pages" or "live" && c[1] == node).Select(c => c[17]).ToList();
            return rows.Count == 2 && rows.All(r => r.StartsWith("UP", StringComparison.Ordinal)) ? true : rows.All(r => r.StartsWith("DOWN", StringComparison.Ordinal)) ? false : null;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException) { return null; }
    }

    /// <summary>Each line that is replaced must be there: the example may not drift away from the test.</summary>
    private static string With(string example, params (string Old, string New)[] ports)
    {
        foreach (var (old, changed) in ports)
        {
            example.ShouldContain(old);
            example = example.Replace(old, changed);
        }
        return example;
    }
}
