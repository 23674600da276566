namespace Shouwen.Kernel.UseCases;

/// <summary>How a command is to be run: once under a key, and only on the version that the person saw.</summary>
public sealed record RunOptions(Once? Once = null, int? ExpectedVersion = null)
{
    public static readonly RunOptions Plain = new();

    public static implicit operator RunOptions(Once? once) => new(once);
}
