using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Shouwen.Bench;

/// <summary>One server process on loopback, with the clients that ask it and what it costs.</summary>
internal sealed partial class Node : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentDictionary<string, Lazy<Task<HttpClient>>> signedIn = new();

    private Node(Process process, Company company, string url, TimeSpan start)
    {
        (this.process, Company, Url, Start) = (process, company, url, start);
    }

    public Company Company { get; }
    public string Url { get; }

    /// <summary>From starting the process to the first answer that says it is ready.</summary>
    public TimeSpan Start { get; }

    /// <summary>User and system time of the server process so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Memory in use by the server process, in MB.</summary>
    public double Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1048576.0;
        }
    }

    public static async Task<Node> Run(string server, Company company)
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        var began = Stopwatch.GetTimestamp();
        var process = Begin(server, company, ["serve", "--urls", url], quiet: true);
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        for (; ; )
        {
            if (process.HasExited) throw new InvalidOperationException($"The server of {company.Name} ended with {process.ExitCode}.");
            if (Stopwatch.GetElapsedTime(began) > TimeSpan.FromMinutes(2)) throw new TimeoutException($"The server of {company.Name} is not ready after two minutes.");
            try
            {
                using var answer = await client.GetAsync(url + "/readyz");
                if (answer.IsSuccessStatusCode) return new Node(process, company, url, Stopwatch.GetElapsedTime(began));
            }
            catch (HttpRequestException) { }
            await Task.Delay(10);
        }
    }

    /// <summary>Runs one command of the program to its end and gives its last line.</summary>
    public static async Task<string> Command(string server, Company company, string[] arguments)
    {
        using var process = Begin(server, company, arguments, quiet: false);
        var last = "";
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.Length > 0) last = line;
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? last : throw new InvalidOperationException($"shouwen {string.Join(' ', arguments)} ended with {process.ExitCode}: {last}");
    }

    /// <summary>A client with a token of that person.</summary>
    public async Task<HttpClient> Program(string server, string person)
    {
        var token = await Command(server, Company, ["token", "create", "--user", person, "--label", "bench"]);
        var client = Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A client with that person's cookie, in Chinese; signed in once, however many ask at the same time.</summary>
    public Task<HttpClient> Person(string login) => signedIn.GetOrAdd(login, person => new(() => SignIn(person))).Value;

    private async Task<HttpClient> SignIn(string login)
    {
        var client = Client();
        var page = await client.GetStringAsync("/sign-in");
        var form = new Dictionary<string, string> { ["login"] = login, ["password"] = "shouwen-demo", ["__RequestVerificationToken"] = Token().Match(page).Groups[1].Value };
        using var answer = await client.PostAsync("/sign-in", new FormUrlEncodedContent(form));
        if (answer.StatusCode is not (HttpStatusCode.SeeOther or HttpStatusCode.Redirect)) throw new InvalidOperationException($"{login} could not sign in: {answer.StatusCode}");
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in signedIn.Values.Where(c => c.Value.IsCompletedSuccessfully)) (await client.Value).Dispose();
        if (!process.HasExited)
        {
            using var stop = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await stop.WaitForExitAsync();
            if (!process.WaitForExit(10_000)) process.Kill();
        }
        process.Dispose();
    }

    private HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 2_000, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(10) })
    {
        BaseAddress = new Uri(Url), Timeout = TimeSpan.FromSeconds(60),
    };

    private static Process Begin(string server, Company company, string[] arguments, bool quiet)
    {
        var start = new ProcessStartInfo(server, arguments) { WorkingDirectory = Path.GetDirectoryName(server)!, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in company.Environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) => { if (!string.IsNullOrEmpty(line.Data)) Console.Error.WriteLine($"[{company.Name}] {line.Data}"); };
        process.BeginErrorReadLine();
        if (quiet)
        {
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
        }
        return process;
    }

    private static int FreePort()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"|value=\"([^\"]+)\" name=\"__RequestVerificationToken\"")]
    private static partial Regex Token();
}
