namespace Shouwen.Kernel.Calendars;

/// <summary>What a date is: worked (<see cref="Working"/>, <see cref="MakeUp"/>) or off (<see cref="Rest"/>, <see cref="Holiday"/>, <see cref="Closed"/>).</summary>
public enum DayKind
{
    Working,
    Rest,
    Holiday,
    MakeUp,
    Closed,
}
