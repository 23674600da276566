using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Shouwen.FaultTests.Ground;

/// <summary>Other programs, started and waited for; signals by process id.</summary>
public static class Programs
{
    public const int KillAtOnce = 9, Terminate = 15, Continue = 18, Stop = 19;

    public static bool IsRoot { get; } = Environment.UserName == "root";

    /// <summary>Runs a program to its end; anything but 0 is an error with what it said.</summary>
    public static async Task<string> Run(string program, params string[] words)
    {
        var (code, said) = await Try(program, null, words);
        return code == 0 ? said : throw new InvalidOperationException($"{program} {string.Join(' ', words)} ended with {code}: {said}");
    }

    public static Task<(int Code, string Said)> Try(string program, IReadOnlyDictionary<string, string>? environment, params string[] words) => Try(program, environment, TimeSpan.FromMinutes(5), words);

    public static async Task<(int Code, string Said)> Try(string program, IReadOnlyDictionary<string, string>? environment, TimeSpan most, params string[] words)
    {
        var start = new ProcessStartInfo(program, words) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(most);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {most}.");
        }
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    public static Task<string> AsPostgres(string program, params string[] words) =>
        IsRoot ? Run("runuser", ["-u", "postgres", "--", program, .. words]) : Run(program, words);

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static void Signal(int process, int signal)
    {
        if (kill(process, signal) != 0) throw new InvalidOperationException($"Process {process} took no signal.");
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int process, int signal);
}
