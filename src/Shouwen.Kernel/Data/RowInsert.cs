using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Data;

/// <summary>How a mapped type is inserted without tracking: its statement and its values, read off the model once.</summary>
internal sealed class RowInsert
{
    private static readonly ConcurrentDictionary<IEntityType, RowInsert> known = new();
    private readonly (IProperty Property, Func<object?, object?> ToProvider)[] columns;

    private RowInsert(IEntityType type)
    {
        var store = StoreObjectIdentifier.Table(type.GetTableName()!, null);
        columns = [.. type.GetProperties().Select(p => (p, Converter(p)))];
        var names = columns.Select(c => c.Property.GetColumnName(store));
        var values = columns.Select((_, i) => $"@p{i}");
        Sql = $"INSERT INTO \"{store.Name}\" ({string.Join(", ", names.Select(n => $"\"{n}\""))}) VALUES ({string.Join(", ", values)})";
    }

    public string Sql { get; }

    public static RowInsert Of(KernelDb db, Type clrType) =>
        known.GetOrAdd(db.Model.FindEntityType(clrType) ?? throw new InvalidOperationException($"{clrType} is not mapped."), type => new RowInsert(type));

    public Statement Statement(object row)
    {
        var values = new object?[columns.Length];
        for (var i = 0; i < values.Length; i++) values[i] = Value(row, i);
        return new Statement(Sql, values);
    }

    public object Value(object row, int column) => Provided(columns[column].Property.GetGetter().GetClrValue(row), column);

    /// <summary>A value as the database keeps it.</summary>
    public object Provided(object? value, int column) => columns[column].ToProvider(value) ?? DBNull.Value;

    private static Func<object?, object?> Converter(IProperty property)
    {
        var converter = property.GetTypeMapping().Converter;
        return converter is null ? value => value : value => value is null ? null : converter.ConvertToProvider(value);
    }
}
