using System.Globalization;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Kernel.Text;

/// <summary>Instants are kept in UTC and shown as wall-clock time in China. "Now" is always handed in.</summary>
public static class Dates
{
    public static readonly TimeZoneInfo China = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static DateTime Local(DateTime utc) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), China);

    public static DateTime Utc(DateTime local) =>
        TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), China);

    public static DateOnly LocalDate(DateTime utc) => DateOnly.FromDateTime(Local(utc));

    /// <summary>Month, day and time: enough within a list of current matters.</summary>
    public static string Short(DateTime utc) => Format(Local(utc), "MM-dd HH:mm");

    public static string Long(DateTime utc) => Format(Local(utc), "yyyy-MM-dd HH:mm");

    public static string Exact(DateTime utc) => Format(Local(utc), "yyyy-MM-dd HH:mm:ss");

    public static string Day(DateTime utc) => Format(Local(utc), "yyyy-MM-dd");

    public static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Time(DateTime utc) => Format(Local(utc), "HH:mm");

    /// <summary>The value of a datetime-local input.</summary>
    public static string Input(DateTime utc) => Format(Local(utc), "yyyy-MM-ddTHH:mm");

    /// <summary>The value of a time element: an instant no machine can misread.</summary>
    public static string Iso(DateTime utc) => DateTime.SpecifyKind(utc, DateTimeKind.Utc).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>The two largest units of a length of time: "3 d 4 h", "2 h 10 min", "45 min".</summary>
    public static string Length(TimeSpan span)
    {
        var length = span.Duration();
        if (length.TotalMinutes < 1) return T["under a minute"];
        if (length.TotalHours < 1) return T["{0} min", length.Minutes];
        if (length.TotalDays < 1) return length.Minutes == 0 ? T["{0} h", length.Hours] : T["{0} h {1} min", length.Hours, length.Minutes];
        return length.Hours == 0 || length.Days > 6 ? T["{0} d", length.Days] : T["{0} d {1} h", length.Days, length.Hours];
    }

    /// <summary>"2 h 10 min left" before the due instant, "overdue 3 d" after it.</summary>
    public static string Until(DateTime dueUtc, DateTime nowUtc) =>
        dueUtc >= nowUtc ? T["{0} left", Length(dueUtc - nowUtc)] : T["overdue {0}", Length(nowUtc - dueUtc)];

    /// <summary>"5 min ago" or "in 5 min".</summary>
    public static string Relative(DateTime utc, DateTime nowUtc)
    {
        var since = nowUtc - utc;
        if (since.Duration().TotalMinutes < 1) return T["just now"];
        return since > TimeSpan.Zero ? T["{0} ago", Length(since)] : T["in {0}", Length(since)];
    }

    private static string Format(DateTime local, string pattern) => local.ToString(pattern, CultureInfo.InvariantCulture);
}
