namespace Shouwen.Kernel.Calendars;

/// <summary>One date that departs from the weekday rule; the name is an English text key or, for own entries, as the user wrote it.</summary>
public sealed record DayEntry(DateOnly Date, DayKind Kind, string Name);
