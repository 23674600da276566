using Shouwen.Kernel.Web;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Modules.Cases.Lists;

/// <summary>The colours of cases.</summary>
public static class CaseTones
{
    public static Tone Of(CaseState state) => state switch
    {
        CaseState.Received => Tone.Accent,
        CaseState.Answered or CaseState.CalledBack or CaseState.Verified => Tone.Good,
        CaseState.Closed or CaseState.Archived => Tone.Muted,
        _ => Tone.Notice,
    };

    public static Tone Of(Severity severity) => severity switch { Severity.Major => Tone.Bad, Severity.Serious => Tone.Warning, _ => Tone.Neutral };

    public static Tone Of(Emotion emotion) => emotion switch { Emotion.Angry => Tone.Bad, Emotion.Calm => Tone.Neutral, _ => Tone.Warning };
}
