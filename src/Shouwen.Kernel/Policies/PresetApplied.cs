using Shouwen.Kernel.Events;

namespace Shouwen.Kernel.Policies;

/// <summary>An industry preset was loaded for the company, or for the unit that the fact belongs to; modules bring their own rules.</summary>
public sealed record PresetApplied : Fact
{
    public string Preset { get; init; } = "";
    public DateOnly From { get; init; }
}
