using System.Globalization;
using Shouwen.Kernel.Calendars;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Callbacks.Model;

/// <summary>By when a callback is due: a limit, or one of the words that the trade uses.</summary>
public static class CallbackDeadline
{
    public const string SameDay = "same day", NextDay = "next day", BeforeClosing = "before closing", PeriodEnd = "period end";
    public static readonly IReadOnlyList<string> Named = [SameDay, NextDay, BeforeClosing, PeriodEnd];

    public static bool IsPossible(string? text) => text is not null && (Named.Contains(text) || Limit.TryParse(text, out _));

    /// <summary>"Before closing" is the close of the next open day at the latest: the case itself does not close before its callback.</summary>
    public static DateTime Due(string text, DateTime from, Period? period, WorkCalendar calendar) => text switch
    {
        SameDay => calendar.Due(from, Limit.WorkingDays(0)).Due,
        NextDay or BeforeClosing => calendar.NextDay(from).Due,
        PeriodEnd => (period ?? Period.Of(Rhythm.Month, calendar.LocalDate(from))).End(calendar),
        _ => calendar.Due(from, Limit.Parse(text)).Due,
    };

    public static string Show(string text) => Limit.TryParse(text, out var limit) ? limit.Display : T[text + "|deadline"];
}

/// <summary>A number of days or months after a date, such as 30 days or 6 months.</summary>
public readonly record struct Interval(int Amount, bool InMonths)
{
    public static bool TryParse(string? text, out Interval interval)
    {
        interval = default;
        if ((text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var number, var unit] || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) || amount is < 1 or > 3660) return false;
        if (unit is not ("day" or "days" or "month" or "months")) return false;
        interval = new Interval(amount, unit[0] == 'm');
        return true;
    }

    public DateOnly After(DateOnly date, int times) => InMonths ? date.AddMonths(Amount * times) : date.AddDays(Amount * times);

    public DateOnly Before(DateOnly date, int times) => InMonths ? date.AddMonths(-Amount * times) : date.AddDays(-Amount * times);

    /// <summary>The turns that fall on one of the days; without repetition only the first counts.</summary>
    public IEnumerable<DateOnly> Between(DateOnly anchor, DateOnly from, DateOnly to, bool repeats)
    {
        for (var times = 1; After(anchor, times) <= to; times++)
        {
            if (After(anchor, times) >= from) yield return After(anchor, times);
            if (!repeats) yield break;
        }
    }

    public static string Show(string text) => !TryParse(text, out var i) ? text : i.InMonths ? T["{0} months", i.Amount] : T["{0} days", i.Amount];
}
