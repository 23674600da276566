using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Kernel.UseCases;

/// <summary>
/// What no text field may carry: control characters, half surrogates, and characters that turn the reading direction
/// round. Everything else, emoji and rare Chinese characters included, is text.
/// </summary>
internal static class Plain
{
    /// <summary>No date of this trade lies outside; arithmetic on the ends of time would fail.</summary>
    private const int FirstYear = 1900;
    private const int LastYear = 2200;

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Members = new();

    public static (string Field, string Sentence)? FirstFault(object? value, string path = "")
    {
        switch (value)
        {
            case null: return null;
            case string text:
                return IsPlain(text) ? null : (path, T["Please remove the invisible control characters from this text."]);
            case DateTime { Year: < FirstYear or > LastYear } or DateOnly { Year: < FirstYear or > LastYear }:
                return (path, T["Please check the year."]);
            case IEnumerable list and not IDictionary:
                foreach (var item in list)
                    if (item is string or { } && Faulty(item, path) is { } inner) return inner;
                return null;
            default: return Faulty(value, path);
        }
    }

    private static (string, string)? Faulty(object value, string path)
    {
        if (value is string text) return IsPlain(text) ? null : (path, T["Please remove the invisible control characters from this text."]);
        var type = value.GetType();
        if (type.IsPrimitive || type.IsEnum || type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true) return null;
        foreach (var member in Members.GetOrAdd(type, t => [.. t.GetProperties().Where(p => p.GetIndexParameters().Length == 0 && p.GetMethod is { IsStatic: false })]))
        {
            var name = path.Length == 0 ? Names.Camel(member.Name) : path + "." + Names.Camel(member.Name);
            if (FirstFault(member.GetValue(value), name) is { } fault) return fault;
        }
        return null;
    }

    private static bool IsPlain(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < ' ' && c is not ('\n' or '\r' or '\t') || c is '\u007f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'))
                return false;
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(c)) return false;
        }
        return true;
    }
}
