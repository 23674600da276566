using System.Globalization;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Modules.Documents.Model;

/// <summary>A calendar month as the address writes it: <c>2026-04</c>.</summary>
public static class Month
{
    public static DateOnly Read(string? text, DateTime now)
    {
        if (string.IsNullOrWhiteSpace(text)) return First(WorkCalendar.Default.LocalDate(now));
        if (DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month.Year is >= 2000 and <= 2100) return month;
        throw Refusal.Of("month", "month", "Please write the month like this: {0}.", "2026-04");
    }

    public static DateOnly First(DateOnly date) => new(date.Year, date.Month, 1);

    public static DateOnly Last(DateOnly month) => month.AddMonths(1).AddDays(-1);

    public static string Write(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>This month and those before it, newest first, for choosing.</summary>
    public static IReadOnlyList<string> Choices(DateTime now, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Write(First(WorkCalendar.Default.LocalDate(now)).AddMonths(-i)))];
}
