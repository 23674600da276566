using System.Diagnostics;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Tests.Fixtures;

/// <summary>Runs the real executable on an installation, as an administrator does.</summary>
public static class Executable
{
    public static async Task<(int Code, string Output)> Run(Installation on, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "shouwen.dll"), .. words]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
        start.Environment["Database__Provider"] = on.Engine.ToString();
        start.Environment["ConnectionStrings__Shouwen"] = on.ConnectionString;
        start.Environment["Storage__Path"] = on.Storage;
        start.Environment["LANG"] = "en_US.UTF-8";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
