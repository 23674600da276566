namespace Shouwen.Kernel.UseCases;

/// <summary>The stored answer of a command that was done under a key.</summary>
public sealed class DoneOnce
{
    public required string Key { get; init; }
    public required string RequestHash { get; init; }
    public required DateTime At { get; init; }
    public required string Answer { get; init; }
}

/// <summary>The key of a command was taken by another transaction in the meantime.</summary>
internal sealed class AlreadyDone : Exception;
