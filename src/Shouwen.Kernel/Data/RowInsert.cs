using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Data;

/// <summary>
/// How a mapped type is inserted without tracking: its statement and its values, read off the model once. It knows properties of the class
/// with at most a conversion each; a type that is mapped in another way is refused before it would be written in part.
/// </summary>
internal sealed class RowInsert
{
    private static readonly ConcurrentDictionary<IEntityType, RowInsert> known = new();
    private readonly (IProperty Property, Func<object?, object?> ToProvider)[] columns;

    private RowInsert(IEntityType type)
    {
        if (Beyond(type).ToList() is { Count: > 0 } beyond) throw new InvalidOperationException($"{type.ClrType.Name} cannot be inserted as a row: {string.Join("; ", beyond)}.");
        var store = StoreObjectIdentifier.Table(type.GetTableName()!, null);
        columns = [.. type.GetProperties().Select(p => (p, Converter(p)))];
        var names = columns.Select(c => c.Property.GetColumnName(store));
        var values = columns.Select((_, i) => $"@p{i}");
        Sql = $"INSERT INTO \"{store.Name}\" ({string.Join(", ", names.Select(n => $"\"{n}\""))}) VALUES ({string.Join(", ", values)})";
    }

    /// <summary>What of a type the statement would leave out or could not write.</summary>
    private static IEnumerable<string> Beyond(IEntityType type)
    {
        if (type.IsOwned()) yield return "it is owned by another type";
        if (type.BaseType is not null || type.GetDirectlyDerivedTypes().Any()) yield return "it shares its table with other types";
        foreach (var owned in type.GetNavigations().Where(n => n.TargetEntityType.IsOwned())) yield return $"{owned.Name} is an owned type";
        foreach (var complex in type.GetComplexProperties()) yield return $"{complex.Name} is a complex property";
        foreach (var property in type.GetProperties())
        {
            var converter = property.GetTypeMapping().Converter;
            var kept = converter?.ProviderClrType ?? property.ClrType;
            if (property.PropertyInfo is null) yield return $"{property.Name} is no property of the class";
            if (property.ValueGenerated.HasFlag(ValueGenerated.OnUpdate)) yield return $"{property.Name} is computed by the database";
            if (converter?.ConvertsNulls == true) yield return $"{property.Name} converts nulls";
            if (!PlacedStatement.Types.Contains(Nullable.GetUnderlyingType(kept) ?? kept)) yield return $"{property.Name} is kept as {kept.Name}";
        }
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
