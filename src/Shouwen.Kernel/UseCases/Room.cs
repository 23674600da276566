using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;

namespace Shouwen.Kernel.UseCases;

/// <summary>What one use case works with: its database as its actor sees it, and its <see cref="UseCases.Work"/>.</summary>
public sealed class Room(IReadContexts contexts) : IAsyncDisposable
{
    private KernelDb? reading;
    private KernelDb? db;

    public Work Work { get; } = new();

    /// <summary>The open write; only a command has one.</summary>
    internal WriteSession? Session { get; private set; }

    /// <summary>The scoped database; on a page without a use case it shows nothing.</summary>
    public KernelDb Db => db ??= Lend(Work.Actor.Reach);

    internal void Read(Actor actor, DateTime now)
    {
        (Work.Actor, Work.Now) = (actor, now);
        db = Lend(actor.Reach);
    }

    internal void Write(WriteSession session, Actor actor, DateTime now)
    {
        (Work.Actor, Work.Now, Session) = (actor, now, session);
        session.Db.Reach = actor.Reach;
        db = session.Db;
    }

    private KernelDb Lend(Reach reach)
    {
        reading = contexts.Rent(reach);
        reading.Lend();
        return reading;
    }

    public ValueTask DisposeAsync() => reading?.GiveBack() ?? ValueTask.CompletedTask;
}

/// <summary>Tells the worker that something may have become due, right after a commit.</summary>
public sealed class AfterCommit
{
    private readonly SemaphoreSlim hint = new(0, 1);

    public void Hint()
    {
        // Many hints come while the worker is busy; an exception for each would cost more than the hint.
        if (hint.CurrentCount > 0) return;
        try { hint.Release(); }
        catch (SemaphoreFullException) { /* the worker is already on its way */ }
    }

    /// <summary>Waits for a hint, at most so long.</summary>
    internal Task Wait(TimeSpan most, CancellationToken ct) => hint.WaitAsync(most, ct);
}
