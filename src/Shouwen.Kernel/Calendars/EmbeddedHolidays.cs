using System.Text.Json;
using System.Text.Json.Serialization;

namespace Shouwen.Kernel.Calendars;

/// <summary>Reads the yearly announcements of the State Council that ship with the product; a file without days means nothing is announced yet.</summary>
internal static class EmbeddedHolidays
{
    private const string Folder = ".Calendars.Holidays.";
    private const string Names = Folder + "names.json";

    public static HolidayTable Read()
    {
        var english = Read<Dictionary<string, string>>(Resources().Single(r => r.EndsWith(Names, StringComparison.Ordinal)));
        var years = Resources()
            .Where(r => !r.EndsWith(Names, StringComparison.Ordinal))
            .Select(Read<Announcement>)
            .Where(a => a.Days.Count > 0)
            .ToList();

        return HolidayTable.Of(
            years.SelectMany(a => a.Days).Select(d => new DayEntry(
                d.Date,
                d.IsOffDay ? DayKind.Holiday : DayKind.MakeUp,
                english.GetValueOrDefault(d.Name, d.Name))),
            years.Select(a => a.Year));
    }

    private static IEnumerable<string> Resources() =>
        typeof(EmbeddedHolidays).Assembly.GetManifestResourceNames()
            .Where(r => r.Contains(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static T Read<T>(string resource)
    {
        using var stream = typeof(EmbeddedHolidays).Assembly.GetManifestResourceStream(resource)!;
        return JsonSerializer.Deserialize<T>(stream)!;
    }

    private sealed record Announcement(
        [property: JsonPropertyName("year")] int Year,
        [property: JsonPropertyName("days")] IReadOnlyList<Day> Days);

    private sealed record Day(
        [property: JsonPropertyName("name")] string Name,
        [property: JsonPropertyName("date")] DateOnly Date,
        [property: JsonPropertyName("isOffDay")] bool IsOffDay);
}
