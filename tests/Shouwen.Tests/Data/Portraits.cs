using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Activity;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data.Bulk;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Customers.Model;

namespace Shouwen.Tests.Data;

/// <summary>One row of any table.</summary>
internal sealed record StoredRow(RowShape Shape, object?[] Values)
{
    public Guid? Id => Shape.Of("Id") is >= 0 and var at && Values[at] is Guid id ? id : null;

    public T Get<T>(string property) => (T)Values[Shape.Of(property)]!;
}

/// <summary>
/// Every row of every table that belongs to a case, found by following keys from the case on, whatever the table: written so that
/// two cases that went the same way look the same, with places for keys, numbers, names and texts, and times counted from when
/// the case was received.
/// </summary>
internal sealed partial class Portraits
{
    private static readonly string[] Chained = ["lane", "seq", "previous", "hash"];
    private readonly ILookup<Guid, StoredRow> byKey;

    public Portraits(AppDb db, IReadOnlyCollection<Type> leftOut)
    {
        var shapes = db.Model.GetEntityTypes().Select(t => t.ClrType).Where(t => !leftOut.Contains(t)).Select(t => RowShape.Of(db, t)).ToList();
        Rows = [.. shapes.SelectMany(shape => All(db, shape.Type).Select(entity => new StoredRow(shape, shape.Read(entity))))];
        byKey = (from row in Rows from key in row.Values.OfType<Guid>().Distinct() select (key, row)).ToLookup(p => p.key, p => p.row);
    }

    public IReadOnlyList<StoredRow> Rows { get; }

    /// <summary>The rows of a case; what a sample draws from all cases of a period belongs to the sample.</summary>
    public IReadOnlyList<StoredRow> RowsOf(Case matter)
    {
        var (found, seen, ahead) = (new List<StoredRow>(), new HashSet<StoredRow>(ReferenceEqualityComparer.Instance), new Queue<Guid>([matter.Id]));
        if (matter.ContactId is { } contact) ahead.Enqueue(contact);
        while (ahead.TryDequeue(out var key))
            foreach (var row in byKey[key])
            {
                var isOfASample = row.Shape.Type == typeof(CallbackDraw) && row.Get<Guid?>(nameof(CallbackDraw.RunId)) is not null;
                if (isOfASample || row.Shape.Type == typeof(Customer) || !seen.Add(row)) continue;
                found.Add(row);
                if (row.Id is { } id && id != key) ahead.Enqueue(id);
            }
        return found;
    }

    public IReadOnlyList<string> Of(Case matter, Customer customer)
    {
        var rows = RowsOf(matter);
        var tokens = new Dictionary<string, string>
        {
            [matter.Content] = "#content", [customer.Address] = "#address", [customer.Name] = "#name", [customer.Phone] = "#phone", [customer.PhoneDigits] = "#phone", [customer.Number] = "#customer",
        };
        foreach (var (row, i) in rows.Where(r => r.Shape.Of("Number") >= 0).Select((r, i) => (r, i))) tokens[row.Get<string>("Number")] = $"#number of {row.Shape.Table}";
        var keys = rows.Select(r => r.Id).OfType<Guid>().ToDictionary(k => k, _ => "own");
        // Rows of a table stand in the order of what they say; only then have they a place by which others can point at them.
        foreach (var table in rows.GroupBy(r => r.Shape.Table).ToList())
            foreach (var (row, i) in table.OrderBy(r => Said(r, keys.ToDictionary(k => k.Key, _ => "own"), tokens, matter, customer), StringComparer.Ordinal).ThenBy(r => r.Id).Select((r, i) => (r, i)))
                if (row.Id is { } id) keys[id] = $"#{table.Key} {i}";
        return [.. rows.Select(r => Said(r, keys, tokens, matter, customer)).Order(StringComparer.Ordinal)];
    }

    private static string Said(StoredRow row, Dictionary<Guid, string> keys, Dictionary<string, string> tokens, Case matter, Customer customer)
    {
        var known = new Regex(string.Join('|', tokens.Keys.Where(t => t.Length > 1).OrderByDescending(t => t.Length).Select(Regex.Escape)));
        var said = row.Shape.Columns.Select((column, i) => Chained.Contains(column) && row.Shape.Type == typeof(ActivityEntry) || column == "place" ? "" : $"{column}={Value(column, row.Values[i])}");
        return $"{row.Shape.Table}: {string.Join("; ", said.Where(s => s.Length > 0))}";

        string Value(string column, object? value) => value switch
        {
            null => "none",
            Guid key => keys.GetValueOrDefault(key) ?? (key == customer.Id ? "#customer key" : key.ToString()),
            DateTime at when at.Year is > 2000 and < 2200 => (at - matter.ReceivedAt).ToString(null, CultureInfo.InvariantCulture),
            DateOnly day => (day.DayNumber - Day(matter).DayNumber).ToString(CultureInfo.InvariantCulture) + " days",
            // Names of colleagues stay as they are, also where a customer has the same name.
            string name when column.EndsWith("_name", StringComparison.Ordinal) && column is not ("customer_name" or "caller_name") => name,
            string text => Text(text),
            IEnumerable<string> words => string.Join(' ', words.Select(Text)),
            IFormattable some => some.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };

        string Text(string text)
        {
            text = Keys().Replace(text, m => keys.GetValueOrDefault(Guid.Parse(m.Value)) ?? (Guid.Parse(m.Value) == customer.Id ? "#customer key" : m.Value));
            text = known.Replace(text, m => tokens[m.Value]);
            return Days().Replace(text, m => DateOnly.TryParseExact(m.Value, "yyyy-MM-dd", out var day) ? $"#{day.DayNumber - Day(matter).DayNumber} days" : m.Value);
        }
    }

    private static DateOnly Day(Case matter) => WorkCalendar.Default.LocalDate(matter.ReceivedAt);

    private static IEnumerable<object> All(AppDb db, Type type) =>
        (IEnumerable<object>)typeof(Portraits).GetMethod(nameof(Loaded), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, [db])!;

    private static List<T> Loaded<T>(AppDb db) where T : class => db.Unscoped<T>().AsNoTracking().ToList();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Keys();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d")]
    private static partial Regex Days();
}
