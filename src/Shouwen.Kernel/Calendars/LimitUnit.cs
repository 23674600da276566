namespace Shouwen.Kernel.Calendars;

/// <summary>The unit in which a limit is counted (CASE-066): clock units run through nights and days off, working units do not.</summary>
public enum LimitUnit
{
    Minute,
    Hour,
    WorkingHour,
    CalendarDay,
    WorkingDay,
}
