namespace Shouwen.Shell;

/// <summary>
/// A node that was told to end first says so at <c>/readyz</c> and goes on answering for <c>Shutdown:Drain</c> seconds, until the load balancer
/// has looked; then it takes no more, ends what it is doing, and stops. Alone it does not wait.
/// </summary>
public sealed class Drain(IConfiguration configuration, TimeProvider time) : IHostedLifecycleService
{
    /// <summary>What is still being answered after that may take so long.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    public static TimeSpan Length(IConfiguration configuration) => TimeSpan.FromSeconds(Math.Clamp(configuration.GetValue("Shutdown:Drain", 0.0), 0, 300));

    public static TimeSpan Most(IConfiguration configuration) => Length(configuration) + Grace;

    public async Task StoppingAsync(CancellationToken ct)
    {
        if (Length(configuration) is var length && length > TimeSpan.Zero) await Task.Delay(length, time, ct);
    }

    public Task StartingAsync(CancellationToken ct) => Task.CompletedTask;
    public Task StartAsync(CancellationToken ct) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken ct) => Task.CompletedTask;
    public Task StopAsync(CancellationToken ct) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken ct) => Task.CompletedTask;
}
