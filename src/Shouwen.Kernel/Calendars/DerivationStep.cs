using System.Globalization;
using Shouwen.Kernel.Text;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Kernel.Calendars;

/// <summary>One line of a computation: what was done (<see cref="DerivationCode"/>) with which local dates and times.</summary>
public sealed record DerivationStep(string Code, DateOnly From, DateOnly To)
{
    public DayKind? Kind { get; init; }

    /// <summary>The holiday or own entry, as in <see cref="DayEntry"/>.</summary>
    public string? Name { get; init; }

    public TimeOnly? FromTime { get; init; }

    public TimeOnly? ToTime { get; init; }

    /// <summary>The number of the first day counted.</summary>
    public int? First { get; init; }

    /// <summary>The number of the last day counted.</summary>
    public int? Last { get; init; }

    /// <summary>How many days off a summary step covers.</summary>
    public int? DaysOff { get; init; }

    /// <summary>The time counted or added.</summary>
    public TimeSpan? Length { get; init; }

    /// <summary>The step in the reader's language.</summary>
    public string Describe() => Code switch
    {
        DerivationCode.Start => T["starts {0} {1}", Day(From), Time(FromTime)],
        DerivationCode.First => T["{0}: day of the start, not counted", Day(From)],
        DerivationCode.DayOff => T["{0}: {1}, not counted", Range, Label],
        DerivationCode.Count when First == Last => T["{0}: {1}, counted as day {2}", Range, Label, Last],
        DerivationCode.Count => T["{0}: {1}, counted as days {2}–{3}", Range, Label, First, Last],
        DerivationCode.Work => T["{0} {1}–{2}: {3} of working time", Day(From), Time(FromTime), ClosingText, LengthText],
        DerivationCode.More when Length is not null => T["{0}: {1} of working time, {2} days off", Range, LengthText, DaysOff],
        DerivationCode.More => T["{0}: counted as days {1}–{2}, {3} days off", Range, First, Last, DaysOff],
        DerivationCode.Clock => T["{0} by the clock, nights and days off included", LengthText],
        DerivationCode.Missing => T["{0}: days off not announced yet, counted by weekdays", From.Year],
        DerivationCode.Pause => T["paused {0} {1} – {2} {3}: {4} added", Day(From), Time(FromTime), Day(To), Time(ToTime), LengthText],
        DerivationCode.Close => T["ends {0} at closing time {1}", Day(To), ClosingText],
        DerivationCode.Midnight => T["ends {0} at 24:00", Day(To)],
        DerivationCode.End => T["ends {0} {1}", Day(To), Time(ToTime)],
        _ => Code,
    };

    private string Range => From == To ? Day(From) : $"{Day(From)} – {Day(To)}";

    private string Label => Kind switch
    {
        DayKind.MakeUp => T["make-up working day"],
        DayKind.Holiday => Name is null ? T["holiday"] : T[Name],
        DayKind.Closed => Name is null ? T["closed"] : T[Name],
        DayKind.Rest when Name is null => From == To ? T["day of rest"] : T["days of rest"],
        DayKind.Working when Name is null => From == To ? T["working day"] : T["working days"],
        null => From == To ? T["calendar day"] : T["calendar days"],
        _ => T[Name!],
    };

    private string LengthText => Length switch
    {
        null => "",
        { Seconds: 0, Minutes: 0 } whole => T["{0} h", (long)whole.TotalHours],
        { } length => T["{0} h {1} min", (long)length.TotalHours, length.Minutes],
    };

    private string ClosingText => ToTime == TimeOnly.MinValue ? "24:00" : Time(ToTime);

    private static string Time(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "";

    private static string Day(DateOnly date) =>
        date.ToString(T["ddd yyyy-MM-dd"], CultureInfo.GetCultureInfo(TextCatalog.IsChinese ? "zh-CN" : "en-GB"));
}
