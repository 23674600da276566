using Shouwen.Kernel.Data;

namespace Shouwen.Kernel.Calendars;

/// <summary>The working hours that the company or a unit has set for itself and all below it (PLAT-007).</summary>
public sealed class UnitHours : Entity
{
    /// <summary>The unit whose hours they are; empty for the company.</summary>
    public required string UnitPath { get; init; }

    /// <summary>Spans of the day in the spelling of <see cref="WorkHours"/>: 08:30–12:00, 13:30–17:30.</summary>
    public required string Spans { get; init; }

    /// <summary>The weekdays worked unless the calendar says otherwise, by their English names.</summary>
    public required List<string> Days { get; init; }

    public WorkHours Read() => WorkHours.Parse(Spans, Days);
}
