using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Kernel.Text;

/// <summary>Names from the code as words: the translation where there is one, else <c>CaseReceived</c> as "Case received".</summary>
public static class Spelled
{
    public static string Name(string name, string meaning)
    {
        var found = T[name + "|" + meaning];
        return found == name ? Apart(name) : found;
    }

    private static string Apart(string name) =>
        string.Concat(name.Select((c, i) => i == 0 ? char.ToUpperInvariant(c).ToString() : char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));
}
