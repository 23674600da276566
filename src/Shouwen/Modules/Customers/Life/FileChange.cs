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

    public sealed record Field(string Name, string? Old, string? New);

    /// <summary>Fields of the machinery, of no interest to people.</summary>
    private static readonly HashSet<string> Inner = ["PhoneDigits", "CustomerId", "BirthMonth", "OpenedAt", "TerritoryId", "KeeperId", "Number"];
    private static readonly HashSet<string> Secret = ["Phone", "OtherPhone"];

    public static async Task<(IReadOnlyList<FileChange> Items, string? Next)> Read(AppDb db, Guid customerId, string? after, CancellationToken ct)
    {
        var rows = db.Activity.Where(a => a.SubjectId == customerId);
        if (PageOf.Cursor(after) is var (at, id)) rows = rows.Where(a => a.At <= at && (a.At < at || a.Id < id));
        var page = await rows.OrderByDescending(a => a.At).ThenByDescending(a => a.Id).Take(Rows + 1).ToListAsync(ct);
        var shown = page.Take(Rows).ToList();
        return ([.. shown.Select(Of)], page.Count > Rows ? PageOf.Cursor(shown[^1].At, shown[^1].Id) : null);
    }

    private static FileChange Of(ActivityEntry entry)
    {
        using var changes = JsonDocument.Parse(entry.Changes);
        var fields = changes.RootElement.EnumerateArray()
            .SelectMany(record => record.GetProperty("fields").EnumerateArray())
            .Select(f => new Field(f[0].GetString()!, Text(f[0].GetString()!, f[1]), Text(f[0].GetString()!, f[2])))
            .Where(f => !Inner.Contains(f.Name)).ToList();
        return new FileChange(entry.At, entry.ActorName, entry.UseCase, entry.Reason, fields);
    }

    private static string? Text(string field, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String when Secret.Contains(field) => Phones.Mask(value.GetString()),
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}
