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

    /// <summary>The word of the code that a person means by its text in either language; null where there is none.</summary>
    public static string? Meant(string typed, string meaning)
    {
        var known = T.Chinese.FirstOrDefault(t => t.Key.EndsWith("|" + meaning, StringComparison.Ordinal) && (Same(typed, t.Value) || Same(typed, T[t.Key]) || Same(typed, TextCatalog.English(t.Key)))).Key;
        return known?[..known.IndexOf('|')];
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    /// <summary>A stored word of an enumeration under the meaning it has in its field or record; anything else as it stands.</summary>
    public static string Value(string value, string field, string record)
    {
        if (value is "True" or "False") return T[value == "True" ? "yes" : "no"];
        if (value.Length == 0 || !char.IsAsciiLetterUpper(value[0]) || !value.All(char.IsAsciiLetter)) return value;
        foreach (var meaning in Meanings(field, record))
            if (T.Chinese.ContainsKey(value + "|" + meaning)) return T[value + "|" + meaning];
        return value;
    }

    private static IEnumerable<string> Meanings(string field, string record) => field switch
    {
        "State" => [record == "Case" ? "state" : record == "Obligation" ? "duty" : record.ToLowerInvariant()],
        "Type" => [record.ToLowerInvariant()],
        "Kind" => [record.ToLowerInvariant(), "unit", "note", "kind"],
        "Status" => [record.ToLowerInvariant()],
        "Waiting" => ["pause"],
        "Evidence" => ["fact"],
        "AnswerChannel" => ["channel"],
        "CallbackResult" => ["answer"],
        _ => [field.ToLowerInvariant()],
    };

    private static string Apart(string name) =>
        string.Concat(name.Select((c, i) => i == 0 ? char.ToUpperInvariant(c).ToString() : char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));
}
