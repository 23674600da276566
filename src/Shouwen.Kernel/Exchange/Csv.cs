using System.Text;

namespace Shouwen.Kernel.Exchange;

/// <summary>Comma-separated values as spreadsheets read them, with no cell that a spreadsheet would run as a formula.</summary>
public static class Csv
{
    /// <summary>Tells spreadsheets that the text is UTF-8.</summary>
    public static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    public static byte[] Line(params IEnumerable<string?> cells) => Encoding.UTF8.GetBytes(string.Join(',', cells.Select(Cell)) + "\r\n");

    public static string Cell(string? text)
    {
        var safe = Harmless(text ?? "");
        return safe.AsSpan().IndexOfAny("\",\r\n\t'") < 0 ? safe : "\"" + safe.Replace("\"", "\"\"") + "\"";
    }

    /// <summary>A cell that begins like a formula, in ordinary or full-width signs, begins with an apostrophe instead.</summary>
    private static string Harmless(string text) =>
        text.Length > 0 && (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\uff1d' or '\uff0b' or '\uff0d' or '\uff20') ? "'" + text : text;
}
