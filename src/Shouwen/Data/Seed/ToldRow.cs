using Shouwen.Kernel.Data.Bulk;

namespace Shouwen.Data.Seed;

/// <summary>One row of a told case and what has to change in it when the case is told again: keys, times, texts.</summary>
internal sealed class ToldRow
{
    private readonly object?[] values;
    private readonly (int Column, Guid Old)[] keys;
    private readonly int[] times;
    private readonly (int Column, TextPattern Text)[] texts;
    private readonly int id;

    public ToldRow(RowShape shape, object entity, IReadOnlySet<Guid> own, IReadOnlyList<string> tokens)
    {
        (Shape, values, id) = (shape, shape.Read(entity), shape.Of("Id"));
        keys = [.. values.Select((v, i) => (i, v)).Where(v => v.v is Guid key && own.Contains(key)).Select(v => (v.i, (Guid)v.v!))];
        times = [.. values.Select((v, i) => (i, v)).Where(v => v.v is DateTime at && at.Year is > 2000 and < 2200 || v.v is DateOnly).Select(v => v.i)];
        texts = [.. values.Select((v, i) => (i, Text: v is string text ? TextPattern.Of(text, tokens) : null)).Where(v => v.Text is not null).Select(v => (v.i, v.Text!))];
    }

    public RowShape Shape { get; }

    /// <summary>Every moment that stands in it, without days.</summary>
    public IEnumerable<DateTime> Times => times.Select(t => values[t]).OfType<DateTime>();

    public Guid Id => (Guid)values[id]!;

    /// <summary>The row as of so many days later, with the keys and tokens of the case told again.</summary>
    public object?[] Again(int days, IReadOnlyDictionary<Guid, Guid> mapped, IReadOnlyList<string> tokens)
    {
        var row = (object?[])values.Clone();
        foreach (var (column, old) in keys) row[column] = mapped[old];
        foreach (var column in times) row[column] = row[column] is DateTime at ? at.AddDays(days) : ((DateOnly)row[column]!).AddDays(days);
        foreach (var (column, text) in texts) row[column] = text.With(tokens, days);
        return row;
    }
}
