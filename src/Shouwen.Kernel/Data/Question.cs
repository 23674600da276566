using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Shouwen.Kernel.Data;

/// <summary>
/// A question that is translated once for each engine. EF Core otherwise looks at its expression each time it is asked, which costs more
/// than the answer: worth it where every case that is opened or read asks it.
/// </summary>
public sealed class Question<TDb, TKey, TRow>(Expression<Func<TDb, TKey, IQueryable<TRow>>> asked) where TDb : KernelDb
{
    private readonly ConditionalWeakTable<IModel, Func<TDb, TKey, IAsyncEnumerable<TRow>>> translated = [];

    public async Task<List<TRow>> All(TDb db, TKey key, CancellationToken ct)
    {
        var rows = new List<TRow>();
        await foreach (var row in Ask(db, key).WithCancellation(ct)) rows.Add(row);
        return rows;
    }

    public async Task<TRow?> First(TDb db, TKey key, CancellationToken ct)
    {
        await foreach (var row in Ask(db, key).WithCancellation(ct)) return row;
        return default;
    }

    private IAsyncEnumerable<TRow> Ask(TDb db, TKey key) => translated.GetValue(db.Model, _ => EF.CompileAsyncQuery(asked))(db, key);
}

/// <summary>A question of five values, translated once as well. What it asks of the context itself would be that of whoever asked first: each is given.</summary>
public sealed class Question<TDb, T1, T2, T3, T4, T5, TRow>(Expression<Func<TDb, T1, T2, T3, T4, T5, IQueryable<TRow>>> asked) where TDb : KernelDb
{
    private readonly ConditionalWeakTable<IModel, Func<TDb, T1, T2, T3, T4, T5, IAsyncEnumerable<TRow>>> translated = [];

    public async Task<List<TRow>> All(TDb db, T1 first, T2 second, T3 third, T4 fourth, T5 fifth, CancellationToken ct)
    {
        var rows = new List<TRow>();
        await foreach (var row in translated.GetValue(db.Model, _ => EF.CompileAsyncQuery(asked))(db, first, second, third, fourth, fifth).WithCancellation(ct)) rows.Add(row);
        return rows;
    }
}
