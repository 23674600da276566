using Microsoft.Playwright;
using Xunit.Sdk;

[assembly: AssemblyFixture(typeof(Shouwen.BrowserTests.Browsers))]

namespace Shouwen.BrowserTests;

/// <summary>
/// One real browser and the running company for all journeys: the Chinese ones on SQLite, the English ones on
/// PostgreSQL where <c>./test</c> has started one.
/// </summary>
public sealed class Browsers : IAsyncLifetime
{
    public static readonly string? Chromium = Environment.GetEnvironmentVariable("SHOUWEN_CHROMIUM") is { Length: > 0 } given ? given : File.Exists("/usr/bin/chromium") ? "/usr/bin/chromium" : null;

    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly List<LiveServer> servers = [];
    private IPlaywright? playwright;

    public IBrowser Browser { get; private set; } = null!;
    public static string Root { get; } = FindRoot();
    public static string Screens { get; } = Directory.CreateDirectory(Path.Combine(Root, "artifacts", "screens")).FullName;

    public LiveServer For(string language) => language == "en" ? servers[^1] : servers[0];

    public async ValueTask InitializeAsync()
    {
        if (Chromium is null) throw new InvalidOperationException("There is no Chromium; ./test installs one where it may, and says so where it leaves these tests out.");
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Arguments });
        var postgres = Environment.GetEnvironmentVariable("SHOUWEN_TEST_POSTGRES");
        servers.AddRange(await Task.WhenAll(postgres is { Length: > 0 }
            ? [Task.Run(() => LiveServer.OnSqlite()), Task.Run(() => LiveServer.OnPostgres(postgres))]
            : new[] { Task.Run(() => LiveServer.OnSqlite()) }));
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        playwright?.Dispose();
        foreach (var server in servers) await server.DisposeAsync();
    }

    private static string FindRoot()
    {
        for (var at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
            if (File.Exists(Path.Combine(at, "Shouwen.slnx"))) return at;
        throw new InvalidOperationException("The tests must run inside the checkout.");
    }
}

/// <summary>A journey in Chinese and in English.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InBothLanguages : Xunit.v3.DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(System.Reflection.MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new(new[] { "zh-CN", "en" }.Select(l => (ITheoryDataRow)new TheoryDataRow<string>(l)).ToList());

    public override bool SupportsDiscoveryEnumeration() => true;
}
