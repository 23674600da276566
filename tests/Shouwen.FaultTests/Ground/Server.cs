using System.Diagnostics;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;

namespace Shouwen.FaultTests.Ground;

/// <summary>The real program as a process of its own, which can be killed, frozen and started again at the same address.</summary>
public sealed class Server(Installation on, string log, IReadOnlyDictionary<string, string>? environment = null) : IAsyncDisposable
{
    private static readonly HttpClient asker = new() { Timeout = TimeSpan.FromSeconds(2) };
    private Process? process;

    /// <summary>The program as it is built now, or published as installations have it where <c>SHOUWEN_FAULTS_PROGRAM</c> says where.</summary>
    public static string Present { get; } = System.Environment.GetEnvironmentVariable("SHOUWEN_FAULTS_PROGRAM") ?? Path.Combine(AppContext.BaseDirectory, "shouwen.dll");

    /// <summary>What is started next; may be replaced between two starts.</summary>
    public string Program { get; set; } = Present;

    /// <summary>A file of its own for what the server says, written by the process itself as under a service manager; without it the test keeps the lines.</summary>
    public string? Says { get; set; }

    public string Url { get; } = $"http://127.0.0.1:{Programs.FreePort()}";
    public int Id => process?.Id ?? throw new InvalidOperationException("It is not running.");
    public bool HasDied => process?.HasExited ?? true;

    /// <summary>Starts it and says how long it took until the database answered through it.</summary>
    public async Task<TimeSpan> Start()
    {
        var since = Stopwatch.GetTimestamp();
        string[] command = Line(Program, "serve", "--urls", Url);
        if (Says is { } file) command = ["sh", "-c", "exec \"$@\" >>\"$0\" 2>&1", file, .. command];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = on.Storage };
        foreach (var (name, value) in Environment(on)) start.Environment[name] = value;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        process = Process.Start(start)!;
        Children.Remember(process);
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await UntilReady(TimeSpan.FromSeconds(60));
        return Stopwatch.GetElapsedTime(since);
    }

    public async Task UntilReady(TimeSpan patience)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await IsReady())
        {
            if (HasDied) throw new InvalidOperationException($"The server ended by itself: {Tail()}");
            if (Stopwatch.GetElapsedTime(since) > patience) throw new TimeoutException($"The server is not ready after {patience}: {Tail()}");
            await Task.Delay(20);
        }
    }

    public async Task<bool> IsReady()
    {
        try
        {
            using var answer = await asker.GetAsync(Url + "/readyz");
            return answer.IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>As <c>kill -9</c> does: nothing is flushed, nothing is said.</summary>
    public async Task Kill()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>As a service manager does: it is told to end, and ends by itself. Says how long that took.</summary>
    public async Task<TimeSpan> End()
    {
        var since = Stopwatch.GetTimestamp();
        Programs.Signal(Id, Programs.Terminate);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process!.WaitForExitAsync(patience.Token);
        return Stopwatch.GetElapsedTime(since);
    }

    public void Freeze() => Programs.Signal(Id, Programs.Stop);
    public void Thaw() => Programs.Signal(Id, Programs.Continue);

    /// <summary>What the program needs to know of an installation.</summary>
    public static Dictionary<string, string> Environment(Installation on) => new()
    {
        ["Database__Provider"] = on.Engine.ToString(), ["ConnectionStrings__Shouwen"] = on.ConnectionString, ["Storage__Path"] = on.Storage,
        ["Logging__LogLevel__Default"] = "Warning", ["LANG"] = "en_US.UTF-8", ["DOTNET_ENVIRONMENT"] = "Production", ["ASPNETCORE_ENVIRONMENT"] = "Production",
    };

    /// <summary>A command of the program on the same installation.</summary>
    public static Task<(int Code, string Said)> Command(Installation on, params string[] words)
    {
        var line = Line(Present, words);
        return Programs.Try(line[0], Environment(on), line[1..]);
    }

    /// <summary>What starts the program: what was built needs dotnet, what was published does not.</summary>
    public static string[] Line(string program, params string[] words) => program.EndsWith(".dll", StringComparison.Ordinal) ? ["dotnet", program, .. words] : [program, .. words];

    public async ValueTask DisposeAsync()
    {
        if (!HasDied) await Kill();
        process?.Dispose();
        process = null;
    }

    private void Note(string? line)
    {
        if (line is not null) lock (log) File.AppendAllText(log, line + "\n");
    }

    private string Tail() => File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(20)) : "";
}

/// <summary>What was started ends with the tests, also when they are broken off.</summary>
public static class Children
{
    private static readonly List<Process> all = [];

    static Children() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var child in all)
            try { child.Kill(); }
            catch (InvalidOperationException) { }
    };

    public static void Remember(Process child)
    {
        lock (all) all.Add(child);
    }
}
