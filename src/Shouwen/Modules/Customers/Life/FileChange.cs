using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Activity;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Text;

namespace Shouwen.Modules.Customers.Life;

/// <summary>One act on a customer file: who, when, why, and each field's old and new value (CUST-001).</summary>
public sealed record FileChange(DateTime At, string Who, string UseCase, string? Reason, IReadOnlyList<FileChange.Field> Fields)
{
    public const int Rows = 30;
    private const int Most = 1000;

    public sealed record Field(string Name, string? Old, string? New);

    /// <summary>Fields of the machinery, of no interest to people.</summary>
    private static readonly HashSet<string> Inner = ["PhoneDigits", "CustomerId", "BirthMonth", "OpenedAt", "TerritoryId", "Number"];
    private static readonly HashSet<string> Secret = ["Phone", "OtherPhone"];

    public static async Task<(IReadOnlyList<FileChange> Items, string? Next)> Read(AppDb db, Guid customerId, string? after, CancellationToken ct)
    {
        var rows = db.Activity.Where(a => a.SubjectId == customerId);
        if (PageOf.Cursor(after) is var (at, id)) rows = rows.Where(a => a.At <= at && (a.At < at || a.Id < id));
        var page = await rows.OrderByDescending(a => a.At).ThenByDescending(a => a.Id).Take(Rows + 1).ToListAsync(ct);
        var shown = page.Take(Rows).ToList();
        var names = await Names(db, ct);
        return ([.. shown.Select(a => Of(a, names))], page.Count > Rows ? PageOf.Cursor(shown[^1].At, shown[^1].Id) : null);
    }

    /// <summary>Units, territories and people by what the trail keeps of them.</summary>
    private static async Task<Dictionary<string, string>> Names(AppDb db, CancellationToken ct)
    {
        var names = new Dictionary<string, string>();
        foreach (var unit in await db.Units.OrderBy(u => u.No).Take(Most).ToListAsync(ct)) names["UnitPath" + unit.Path] = unit.Name.ToString();
        foreach (var territory in await db.Territories.OrderBy(t => t.No).Take(Most).ToListAsync(ct)) names["TerritoryPath" + territory.Path] = territory.Name.ToString();
        foreach (var user in await db.Users.OrderBy(u => u.Name).Take(Most).Select(u => new { u.Id, u.Name }).ToListAsync(ct)) names["KeeperId" + user.Id] = user.Name;
        return names;
    }

    private static FileChange Of(ActivityEntry entry, Dictionary<string, string> names)
    {
        using var changes = JsonDocument.Parse(entry.Changes);
        var fields = changes.RootElement.EnumerateArray()
            .SelectMany(record => record.GetProperty("fields").EnumerateArray())
            .Select(f => new Field(f[0].GetString()!, Text(f[0].GetString()!, f[1], names), Text(f[0].GetString()!, f[2], names)))
            .Where(f => !Inner.Contains(f.Name) && (f.Name is not ("UnitPath" or "TerritoryPath") || f.Old is not null)).ToList();
        return new FileChange(entry.At, entry.ActorName, entry.UseCase, entry.Reason, fields);
    }

    private static string? Text(string field, JsonElement value, Dictionary<string, string> names) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String when Secret.Contains(field) => Phones.Mask(value.GetString()),
        JsonValueKind.String => names.GetValueOrDefault(field + value.GetString(), value.GetString()!),
        _ => value.GetRawText(),
    };
}
