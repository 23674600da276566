using Shouwen.Modules.Callbacks.Contracts;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Cases.Lists;

/// <summary>What the house itself wrote into a case's history, in the reader's language (PLAT-004).</summary>
internal static class CaseSaid
{
    /// <summary>A person's name as it is; the house itself by its word.</summary>
    public static string By(string name) => name == "System" ? T["System|actor"] : name;

    public static string Note(CaseDetail.History step) => step.Action switch
    {
        nameof(Model.CaseAction.CallBack) => Callback(step.Note),
        nameof(Model.CaseAction.Verify) when step.By == "System" && step.Note.Length > 0 => T["Confirmed in the callback by {0}", step.Note],
        _ => step.Note,
    };

    /// <summary>The stored result begins with the answer's word; what the customer said stays as it was typed.</summary>
    public static string Callback(string result)
    {
        var colon = result.IndexOf(": ", StringComparison.Ordinal);
        var (word, said) = colon < 0 ? (result, "") : (result[..colon], result[(colon + 2)..]);
        if (!Enum.TryParse<CallbackAnswer>(word, out var answer)) return result;
        return said.Length == 0 ? T[answer + "|answer"] : T[answer + "|answer"] + T[": |colon"] + said;
    }
}
