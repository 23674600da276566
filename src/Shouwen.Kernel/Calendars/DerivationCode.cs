namespace Shouwen.Kernel.Calendars;

/// <summary>The codes of derivation steps, as they are stored.</summary>
public static class DerivationCode
{
    public const string Start = "start";
    public const string First = "first";
    public const string DayOff = "skip";
    public const string Count = "count";
    public const string Work = "work";
    public const string More = "more";
    public const string Clock = "clock";
    public const string Missing = "missing";
    public const string Pause = "pause";
    public const string Close = "close";
    public const string Midnight = "midnight";
    public const string End = "end";
}
