using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Shouwen.Kernel.Data.Bulk;

/// <summary>The columns of a mapped type as values in a row: how many rows are copied or made without building an entity for each.</summary>
public sealed class RowShape
{
    private readonly IProperty[] properties;
    private readonly RowInsert insert;

    private RowShape(KernelDb db, Type type)
    {
        (Type, insert) = (type, RowInsert.Of(db, type));
        var entity = db.Model.FindEntityType(type)!;
        properties = [.. entity.GetProperties()];
        (Table, Depth) = (entity.GetTableName()!, DepthOf(entity));
        var store = StoreObjectIdentifier.Table(Table, null);
        Columns = [.. properties.Select(p => p.GetColumnName(store)!)];
    }

    public Type Type { get; }
    public string Table { get; }
    /// <summary>How many tables stand above it: a row is written after those that it points to.</summary>
    public int Depth { get; }

    public IReadOnlyList<string> Columns { get; }
    public string Insert => insert.Sql;

    public static RowShape Of<T>(KernelDb db) => Of(db, typeof(T));

    public static RowShape Of(KernelDb db, Type type) => new(db, type);

    public int Of(string property) => Array.FindIndex(properties, p => p.Name == property);

    public object?[] Read(object entity) => [.. properties.Select(p => p.GetGetter().GetClrValue(entity))];

    /// <summary>The entity that a row stands for.</summary>
    public object Entity(object?[] row)
    {
        var entity = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(Type);
        for (var i = 0; i < properties.Length; i++) properties[i].PropertyInfo!.SetValue(entity, row[i]);
        return entity;
    }

    private static int DepthOf(IEntityType type) => type.GetForeignKeys().Select(k => k.PrincipalEntityType == type ? 0 : 1 + DepthOf(k.PrincipalEntityType)).DefaultIfEmpty().Max();

    internal object Stored(object?[] row, int column) => insert.Provided(row[column], column);
}
