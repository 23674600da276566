namespace Shouwen.Kernel.Help;

/// <summary>The help of one page in one language: what it is for, what one does there, the keys and the clauses that bear on it (PLAT-028).</summary>
public sealed record HelpText(string Path, string Title, IReadOnlyList<string> Purpose, IReadOnlyList<string> Steps, IReadOnlyList<string> Keys, IReadOnlyList<string> Clauses)
{
    private const string KeysLine = "keys:";
    private const string ClausesLine = "clauses:";

    /// <summary>The page's name in the address of its help: <c>/administration/people</c> is <c>administration-people</c>.</summary>
    public string Name => NameOf(Path);

    public static string NameOf(string path) => path.Trim('/') is { Length: > 0 } page ? page.Replace('/', '-') : "today";

    /// <summary>
    /// Reads a module's help: each page begins with <c># /address Title</c>, then paragraphs, lines of a list, and at the end
    /// perhaps <c>keys: j k, Enter</c> and <c>clauses: promise.keep</c>.
    /// </summary>
    public static IEnumerable<HelpText> Read(string file)
    {
        var pages = file.ReplaceLineEndings("\n").Split("\n# ", StringSplitOptions.RemoveEmptyEntries);
        return pages.Select(page => One(page.TrimStart('#', ' ', '\n').Split('\n')));
    }

    private static HelpText One(string[] lines)
    {
        var (path, title) = lines[0].Split(' ', 2) is [var first, var rest] ? (first, rest.Trim()) : throw new FormatException($"A help text begins with '# /address Title', not with '{lines[0]}'.");
        var blocks = Blocks(lines.Skip(1));
        return new HelpText(path, title, [.. blocks.Where(b => !IsSpecial(b))], [.. blocks.Where(b => b.StartsWith("- ", StringComparison.Ordinal)).Select(b => b[2..])],
            Listed(blocks, KeysLine), Listed(blocks, ClausesLine));
    }

    /// <summary>Lines that belong together become one; a list line, an empty line and a special line begin anew.</summary>
    private static List<string> Blocks(IEnumerable<string> lines)
    {
        var (blocks, open) = (new List<string>(), false);
        foreach (var line in lines.Select(l => l.Trim()))
        {
            if (line.Length == 0) open = false;
            else if (open && !IsSpecial(line)) blocks[^1] += Between(blocks[^1], line) + line;
            else
            {
                blocks.Add(line);
                open = true;
            }
        }
        return blocks;
    }

    /// <summary>Chinese lines join without a space between them.</summary>
    private static string Between(string before, string line) => before[^1] < '\u2e80' || line[0] < '\u2e80' ? " " : "";

    private static bool IsSpecial(string line) =>
        line.StartsWith("- ", StringComparison.Ordinal) || line.StartsWith(KeysLine, StringComparison.Ordinal) || line.StartsWith(ClausesLine, StringComparison.Ordinal);

    private static string[] Listed(List<string> blocks, string start) =>
        blocks.FirstOrDefault(b => b.StartsWith(start, StringComparison.Ordinal))?[start.Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
