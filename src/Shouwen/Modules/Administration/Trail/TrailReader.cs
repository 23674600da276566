using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Activity;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Text;

namespace Shouwen.Modules.Administration.Trail;

/// <summary>One changed field of one record, as people read it.</summary>
public sealed record TrailChange(string Record, string Did, string Field, string? Old, string? New);

/// <summary>Turns the stored changes into lines: keys become names, instants local time, telephones are masked (PLAT-004).</summary>
public sealed class TrailReader(IReadOnlyDictionary<Guid, string> names, bool masks)
{
    private const int LongestValue = 300;

    public static async Task<TrailReader> For(KernelDb db, IEnumerable<ActivityEntry> entries, bool masks, CancellationToken ct)
    {
        var keys = entries.SelectMany(e => Fields(e).SelectMany(f => new[] { f.Old, f.New })).Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct().ToList();
        var names = new Dictionary<Guid, string>();
        if (keys.Count == 0) return new TrailReader(names, masks);
        foreach (var user in await db.Users.Where(u => keys.Contains(u.Id)).Select(u => new { u.Id, u.Name }).ToListAsync(ct)) names[user.Id] = user.Name;
        foreach (var unit in await db.Units.Where(u => keys.Contains(u.Id)).ToListAsync(ct)) names[unit.Id] = unit.Name.ToString();
        foreach (var role in await db.Roles.Where(r => keys.Contains(r.Id)).ToListAsync(ct)) names[role.Id] = role.Name.ToString();
        foreach (var territory in await db.Territories.Where(t => keys.Contains(t.Id)).ToListAsync(ct)) names[territory.Id] = territory.Name.ToString();
        return new TrailReader(names, masks);
    }

    public IReadOnlyList<TrailChange> Changes(ActivityEntry entry) =>
        [.. Fields(entry).Select(f => f with { Old = Readable(f.Old), New = Readable(f.New) })];

    public string Masked(string? text) => text is null ? "" : masks ? Phones.MaskWithin(text) : text;

    private string? Readable(string? value)
    {
        if (value is null) return null;
        if (Guid.TryParse(value, out var id)) return names.GetValueOrDefault(id, value[..8] + "…");
        if (value.Length > 19 && value[10] == 'T' && DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var at)) return Dates.Exact(at);
        var shown = Masked(value);
        return shown.Length > LongestValue ? shown[..LongestValue] + "…" : shown;
    }

    private static IEnumerable<TrailChange> Fields(ActivityEntry entry)
    {
        using var json = JsonDocument.Parse(entry.Changes);
        return
        [
            .. from row in json.RootElement.EnumerateArray()
               from field in row.GetProperty("fields").EnumerateArray()
               select new TrailChange(row.GetProperty("of").GetString()!, row.GetProperty("did").GetString()!, field[0].GetString()!, Text(field[1]), Text(field[2])),
        ];
    }

    private static string? Text(JsonElement value) => value.ValueKind is JsonValueKind.Null ? null : value.ToString();
}
