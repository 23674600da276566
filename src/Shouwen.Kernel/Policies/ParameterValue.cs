using Shouwen.Kernel.Data;

namespace Shouwen.Kernel.Policies;

/// <summary>From a date on, a parameter has this value, for the company or for one unit and all below it. Never changed: a correction is a newer row.</summary>
public sealed class ParameterValue
{
    public Guid Id { get; init; } = Ids.New();
    public required string Code { get; init; }

    /// <summary>The unit for which it holds; empty for the company.</summary>
    public required string UnitPath { get; init; }
    public required string Value { get; init; }
    public required DateOnly EffectiveFrom { get; init; }
    public required string Reason { get; init; }
    public required string ByName { get; init; }
    public required Guid ById { get; init; }
    public required DateTime At { get; init; }
}
