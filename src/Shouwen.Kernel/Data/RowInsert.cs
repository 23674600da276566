using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Data;

/// <summary>How a mapped type is inserted without tracking: its statement and its values, read off the model once.</summary>
internal sealed class RowInsert
{
    private readonly (IProperty Property, Func<object?, object?> ToProvider)[] columns;

    private RowInsert(IEntityType type, Engine engine)
    {
        var store = StoreObjectIdentifier.Table(type.GetTableName()!, null);
        columns = [.. type.GetProperties().Select(p => (p, Converter(p)))];
        var names = columns.Select(c => c.Property.GetColumnName(store));
        var values = columns.Select((_, i) => engine == Engine.Sqlite ? $"@p{i}" : $"${i + 1}");
        Sql = $"INSERT INTO \"{store.Name}\" ({string.Join(", ", names.Select(n => $"\"{n}\""))}) VALUES ({string.Join(", ", values)})";
        Count = columns.Length;
    }

    public string Sql { get; }
    public int Count { get; }

    public static RowInsert Of(KernelDb db, Type clrType, Engine engine) =>
        new(db.Model.FindEntityType(clrType) ?? throw new InvalidOperationException($"{clrType} is not mapped."), engine);

    public object Value(object row, int column) => Provided(columns[column].Property.GetGetter().GetClrValue(row), column);

    /// <summary>A value as the database keeps it.</summary>
    public object Provided(object? value, int column) => columns[column].ToProvider(value) ?? DBNull.Value;

    private static Func<object?, object?> Converter(IProperty property)
    {
        var converter = property.GetTypeMapping().Converter;
        return converter is null ? value => value is bool flag ? Flag(flag) : value : value => value is null ? null : converter.ConvertToProvider(value);
    }

    private static object Flag(bool flag) => flag;
}
