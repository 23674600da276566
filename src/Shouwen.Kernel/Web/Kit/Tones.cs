namespace Shouwen.Kernel.Web.Kit;

/// <summary>The style sheet's names for the tones.</summary>
public static class Tones
{
    public static string Css(this Tone tone) => tone switch
    {
        Tone.Accent => "accent",
        Tone.Good => "good",
        Tone.Notice => "notice",
        Tone.Warning => "warning",
        Tone.Bad => "bad",
        Tone.Muted => "muted",
        _ => "neutral",
    };
}
