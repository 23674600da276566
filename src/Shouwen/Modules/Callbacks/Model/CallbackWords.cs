using System.Globalization;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Text;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Callbacks.Model;

/// <summary>By when a callback is due: a limit, or one of the words that the trade uses.</summary>
public static class CallbackDeadline
{
    public const string SameDay = "same day", NextDay = "next day", BeforeClosing = "before closing", PeriodEnd = "period end";
    public static readonly IReadOnlyList<string> Named = [SameDay, NextDay, BeforeClosing, PeriodEnd];

    /// <summary>What may be typed, in the reader's language.</summary>
    public static IEnumerable<string> Choices => Named.Concat(["3 calendar days", "3 working days", "24 hours"]).Select(Show);

    /// <summary>The stored form of what was typed in either language; null where it is no deadline.</summary>
    public static string? Read(string? text) =>
        text is null ? null : Limit.TryParse(text, out var limit) ? limit.ToString() : Named.FirstOrDefault(n => n == text.Trim() || n == Spelled.Meant(text.Trim(), "deadline"));

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
        if (!TypedLength.TryRead(text, out var typed) || typed.Unit is not ("calendar days" or "months") || typed.Amount is < 1 or > 3660 || typed.Amount % 1 != 0) return false;
        interval = new Interval((int)typed.Amount, typed.Unit == "months");
        return true;
    }

    /// <summary>The language-neutral form that is stored: "30 days".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} {(InMonths ? "months" : "days")}");

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
