using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Shouwen.Kernel.UseCases;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Kernel.Data;

/// <summary>Pages by key: a cursor is the last row's instant and key; counts stop at a thousand, because beyond that a number costs more than it tells.</summary>
public static class PageOf
{
    public const int Most = 1_000;

    public static string Cursor(DateTime at, Guid id) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(at.Ticks.ToString(CultureInfo.InvariantCulture) + "." + id.ToString("N")));

    /// <summary>Where to go on; null for the first page, a refusal for something that is no cursor.</summary>
    public static (DateTime At, Guid Id)? Cursor(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        try
        {
            var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.');
            return (new DateTime(long.Parse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture), DateTimeKind.Utc), Guid.ParseExact(parts[1], "N"));
        }
        catch (Exception fault) when (fault is FormatException or IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            throw Refusal.Of("after", "cursor", "This is not a page of the list.");
        }
    }

    public static string Count(int counted, int most = Most) => counted > most ? T["more than {0}", most.ToString("N0", CultureInfo.InvariantCulture)] : T["{0} in all", counted];
}
