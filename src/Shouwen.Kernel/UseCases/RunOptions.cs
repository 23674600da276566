using Microsoft.EntityFrameworkCore;

namespace Shouwen.Kernel.UseCases;

/// <summary>How a command is to be run: once under a key, only on the version that the person saw, or as a rehearsal that leaves no trace.</summary>
public sealed record RunOptions(Once? Once = null, int? ExpectedVersion = null, bool IsRehearsal = false)
{
    public static readonly RunOptions Plain = new();

    public static implicit operator RunOptions(Once? once) => new(once);
}

/// <summary>The record is no longer as the person saw it; running the command again would not help.</summary>
internal sealed class SeenIsOld : DbUpdateConcurrencyException;

/// <summary>A rehearsal came to its end: everything it did is rolled back, only its answer goes on.</summary>
internal sealed class Rehearsed(object answer) : Exception
{
    public object Answer { get; } = answer;
}
