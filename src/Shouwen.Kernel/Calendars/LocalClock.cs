namespace Shouwen.Kernel.Calendars;

/// <summary>Changes between instants (UTC) and wall time of a zone so that a later wall time is never an earlier instant, summer time included.</summary>
internal static class LocalClock
{
    public static DateTime ToLocal(DateTime utc, TimeZoneInfo zone) =>
        utc.Kind == DateTimeKind.Utc
            ? DateTime.SpecifyKind(utc + zone.GetUtcOffset(utc), DateTimeKind.Unspecified)
            : throw new ArgumentException("Instants are UTC.", nameof(utc));

    /// <summary>A wall time the clock skipped becomes the moment it skipped; one it showed twice becomes the second.</summary>
    public static DateTime ToUtc(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local))
            local = new DateTime(local.Ticks - (local.Ticks % TimeSpan.TicksPerMinute) + TimeSpan.TicksPerMinute);
        return DateTime.SpecifyKind(local - zone.GetUtcOffset(local), DateTimeKind.Utc);
    }

    public static DateTime ToUtc(DateOnly date, TimeOnly time, TimeZoneInfo zone) => ToUtc(date.ToDateTime(time), zone);
}
