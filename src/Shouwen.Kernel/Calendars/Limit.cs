using System.Globalization;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Kernel.Calendars;

/// <summary>How long somebody has: an amount and its unit, such as 3 working days; 0 days means the day of the start (CASE-066).</summary>
public readonly record struct Limit(decimal Amount, LimitUnit Unit)
{
    private const int LongestInDays = 36_600;

    private static readonly (string One, string Many, LimitUnit Unit)[] Names =
    [
        ("minute", "minutes", LimitUnit.Minute),
        ("hour", "hours", LimitUnit.Hour),
        ("working hour", "working hours", LimitUnit.WorkingHour),
        ("calendar day", "calendar days", LimitUnit.CalendarDay),
        ("working day", "working days", LimitUnit.WorkingDay),
    ];

    /// <summary>The amount in <see cref="Unit"/>: not negative, whole for days, at most a hundred years.</summary>
    public decimal Amount { get; } = IsPossible(Amount, Unit)
        ? Amount
        : throw new ArgumentOutOfRangeException(nameof(Amount), Amount, "A limit is not negative, whole for days, and at most a hundred years.");

    /// <summary>Whether the limit runs only while the unit works.</summary>
    public bool IsWorking => Unit is LimitUnit.WorkingHour or LimitUnit.WorkingDay;

    /// <summary>Whether the limit ends with a day rather than at a minute.</summary>
    public bool IsInDays => Unit is LimitUnit.CalendarDay or LimitUnit.WorkingDay;

    public static Limit Minutes(decimal amount) => new(amount, LimitUnit.Minute);

    public static Limit Hours(decimal amount) => new(amount, LimitUnit.Hour);

    public static Limit WorkingHours(decimal amount) => new(amount, LimitUnit.WorkingHour);

    public static Limit CalendarDays(decimal amount) => new(amount, LimitUnit.CalendarDay);

    public static Limit WorkingDays(decimal amount) => new(amount, LimitUnit.WorkingDay);

    /// <summary>The limit in the reader's language.</summary>
    public string Display => (Unit, Amount == 1) switch
    {
        (LimitUnit.Minute, true) => T["{0} minute", Number],
        (LimitUnit.Minute, _) => T["{0} minutes", Number],
        (LimitUnit.Hour, true) => T["{0} hour", Number],
        (LimitUnit.Hour, _) => T["{0} hours", Number],
        (LimitUnit.WorkingHour, true) => T["{0} working hour", Number],
        (LimitUnit.WorkingHour, _) => T["{0} working hours", Number],
        (LimitUnit.CalendarDay, true) => T["{0} calendar day", Number],
        (LimitUnit.CalendarDay, _) => T["{0} calendar days", Number],
        (_, true) => T["{0} working day", Number],
        _ => T["{0} working days", Number],
    };

    /// <summary>Reads what <see cref="ToString"/> and <see cref="Display"/> write, and other ways of typing it in either language; plain "days" are calendar days.</summary>
    public static Limit Parse(string text) =>
        TryParse(text, out var limit) ? limit : throw new FormatException($"Not a limit: '{text}'.");

    public static bool TryParse(string? text, out Limit limit)
    {
        if (TryStored(text, out limit)) return true;
        if (!TypedLength.TryRead(text, out var typed) || Array.FindIndex(Names, n => n.Many == typed.Unit) is not (>= 0 and var index) || !IsPossible(typed.Amount, Names[index].Unit))
            return false;

        limit = new Limit(typed.Amount, Names[index].Unit);
        return true;
    }

    /// <summary>What <see cref="ToString"/> writes: lists read it for each of their rows.</summary>
    private static bool TryStored(string? text, out Limit limit)
    {
        limit = default;
        if (text?.IndexOf(' ') is not (> 0 and var space) || !decimal.TryParse(text.AsSpan(0, space), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)) return false;
        foreach (var (one, many, unit) in Names)
        {
            if (!text.AsSpan(space + 1).SequenceEqual(many) && !text.AsSpan(space + 1).SequenceEqual(one) || !IsPossible(amount, unit)) continue;
            limit = new Limit(amount, unit);
            return true;
        }
        return false;
    }

    /// <summary>The language-neutral form that is stored: "1 working day", "1.5 hours".</summary>
    public override string ToString()
    {
        var unit = Unit;
        var (one, many, _) = Names.First(n => n.Unit == unit);
        return $"{Number} {(Amount == 1 ? one : many)}";
    }

    internal TimeSpan ToTimeSpan() => Unit switch
    {
        LimitUnit.Minute => TimeSpan.FromTicks((long)(Amount * TimeSpan.TicksPerMinute)),
        LimitUnit.Hour or LimitUnit.WorkingHour => TimeSpan.FromTicks((long)(Amount * TimeSpan.TicksPerHour)),
        _ => throw new InvalidOperationException("A limit in days ends with a day and has no length in hours."),
    };

    private string Number => Amount.ToString("0.############################", CultureInfo.InvariantCulture);

    private static bool IsPossible(decimal amount, LimitUnit unit) => amount >= 0 && unit switch
    {
        LimitUnit.Minute => amount <= LongestInDays * 24m * 60m,
        LimitUnit.Hour => amount <= LongestInDays * 24m,
        LimitUnit.WorkingHour => amount <= LongestInDays * 8m,
        _ => amount <= LongestInDays && amount == decimal.Truncate(amount),
    };
}
