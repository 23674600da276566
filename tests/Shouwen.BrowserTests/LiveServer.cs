using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using Xunit.Sdk;

[assembly: AssemblyFixture(typeof(Shouwen.BrowserTests.LiveServer))]

namespace Shouwen.BrowserTests;

/// <summary>The real program with its demo company on a free port, and the real browser; started once for all journeys.</summary>
public sealed class LiveServer : IAsyncLifetime
{
    public static readonly string? Chromium = Environment.GetEnvironmentVariable("SHOUWEN_CHROMIUM") is { Length: > 0 } given ? given : File.Exists("/usr/bin/chromium") ? "/usr/bin/chromium" : null;
    public const string NoBrowser = "There is no Chromium; ./test installs one where it may.";

    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly string storage = Directory.CreateTempSubdirectory("shouwen-browser-").FullName;
    private Process? server;
    private IPlaywright? playwright;

    public string Url { get; private set; } = "";
    public IBrowser Browser { get; private set; } = null!;
    public static string Root { get; } = FindRoot();
    public static string Screens { get; } = Directory.CreateDirectory(Path.Combine(Root, "artifacts", "screens")).FullName;

    public async ValueTask InitializeAsync()
    {
        if (Chromium is null) return;
        Url = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Root, "src/Shouwen/bin/Debug/net10.0/shouwen.dll"), "serve", "--demo", "--urls", Url])
        {
            WorkingDirectory = Path.Combine(Root, "src/Shouwen"), RedirectStandardOutput = true, RedirectStandardError = true,
        };
        (start.Environment["ASPNETCORE_ENVIRONMENT"], start.Environment["Storage__Path"]) = ("Development", storage);
        server = Process.Start(start)!;
        var said = new List<string>();
        server.OutputDataReceived += (_, line) => { lock (said) said.Add(line.Data ?? ""); };
        server.ErrorDataReceived += (_, line) => { lock (said) said.Add(line.Data ?? ""); };
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        await Ready(said);
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Arguments });
    }

    private async Task Ready(List<string> said)
    {
        using var client = new HttpClient();
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromMinutes(4); await Task.Delay(300))
        {
            if (server!.HasExited) break;
            try
            {
                if ((await client.GetAsync(Url + "/healthz")).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
        throw new InvalidOperationException("The server did not start:\n" + string.Join('\n', said));
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        playwright?.Dispose();
        if (server is { HasExited: false })
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }
        Directory.Delete(storage, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FindRoot()
    {
        for (var at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
            if (File.Exists(Path.Combine(at, "Shouwen.slnx"))) return at;
        throw new InvalidOperationException("The tests must run inside the checkout.");
    }
}

/// <summary>A journey in Chinese and in English; left out, and said so, where there is no browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InBothLanguages : Xunit.v3.DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(System.Reflection.MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new(new[] { "zh-CN", "en" }.Select(l => (ITheoryDataRow)new TheoryDataRow<string>(l) { Skip = LiveServer.Chromium is null ? LiveServer.NoBrowser : null }).ToList());

    public override bool SupportsDiscoveryEnumeration() => true;
}
