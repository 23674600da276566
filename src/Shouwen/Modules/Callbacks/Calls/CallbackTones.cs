using Shouwen.Kernel.Web;
using Shouwen.Modules.Callbacks.Contracts;

namespace Shouwen.Modules.Callbacks.Calls;

/// <summary>The colours of answers.</summary>
public static class CallbackTones
{
    public static Tone Of(CallbackAnswer answer) => answer switch
    {
        CallbackAnswer.Satisfied => Tone.Good,
        CallbackAnswer.Average => Tone.Notice,
        CallbackAnswer.Dissatisfied => Tone.Bad,
        _ => Tone.Muted,
    };
}
