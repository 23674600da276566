namespace Shouwen.Kernel.Jobs;

/// <summary>Work to be done after a commit or at a time: a heard fact or the turn of a schedule.</summary>
public sealed class Job
{
    public required Guid Id { get; init; }
    public required string Kind { get; init; }
    public required string Payload { get; init; }
    public required DateTime RunAt { get; set; }
    public int Attempts { get; set; }
    public DateTime? DoneAt { get; set; }

    /// <summary>While leased, another node leaves it alone; the token tells the holder from a sleeper who held it before.</summary>
    public DateTime? LeaseUntil { get; set; }
    public int Token { get; set; }
    public string? Error { get; set; }
}

/// <summary>The next turn of a schedule.</summary>
public sealed class ScheduleTurn
{
    public required string Name { get; init; }
    public required DateTime NextAt { get; set; }
}

/// <summary>What each kind of job does.</summary>
public sealed class JobKinds
{
    private readonly Dictionary<string, Func<Job, IServiceProvider, CancellationToken, Task>> kinds = [];

    public void Add(string kind, Func<Job, IServiceProvider, CancellationToken, Task> run) => kinds.Add(kind, run);

    internal Func<Job, IServiceProvider, CancellationToken, Task>? Find(string kind) => kinds.GetValueOrDefault(kind);
}
