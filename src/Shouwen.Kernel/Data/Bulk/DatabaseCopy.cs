using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Jobs;
using Shouwen.Kernel.Search;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Data.Bulk;

/// <summary>How many rows a table has and a sum over all of them that does not depend on their order.</summary>
public sealed record TableSum(string Table, long Rows, ulong Sum);

/// <summary>
/// Copies a whole house from one database into a new one, whatever the engines: every row with its keys, numbers and history
/// as they are. The search index is made anew from the records. Each table is summed up on both sides; an interrupted copy
/// goes on with the first table that was not finished.
/// </summary>
public sealed class DatabaseCopy(KernelDb from, IReadContexts to, Installation target, TextWriter output)
{
    private const string Progress = "copy_progress";
    private static readonly Type[] NotCopied = [typeof(SearchDoc), typeof(NodeSlot)];

    public async Task<IReadOnlyList<TableSum>> Run(CancellationToken ct)
    {
        var shapes = await Shapes();
        var sums = new List<TableSum>();
        // SQLite gives up its journal only for one who has the file alone.
        to.CloseIdle();
        await using (var bulk = await BulkWriter.Open(target, ct))
        {
            await bulk.Run($"CREATE TABLE IF NOT EXISTS {Progress} (name text PRIMARY KEY, rows bigint NOT NULL, sum text NOT NULL)");
            var done = (await bulk.Read($"SELECT name, rows, sum FROM {Progress}")).ToDictionary(r => r[0], r => new TableSum(r[0], long.Parse(r[1], CultureInfo.InvariantCulture), ulong.Parse(r[2], CultureInfo.InvariantCulture)));
            foreach (var unfinished in shapes.Where(s => !done.ContainsKey(s.Table)).Reverse()) await Empty(bulk, unfinished);
            foreach (var shape in shapes)
            {
                if (!done.TryGetValue(shape.Table, out var sum))
                {
                    sum = await Table(bulk, shape, ct);
                    await bulk.Run($"INSERT INTO {Progress} VALUES ('{sum.Table}', {sum.Rows}, '{sum.Sum}')");
                }
                sums.Add(sum);
            }
            await output.WriteLineAsync("Building the indexes …");
            await bulk.Finish(ct);
        }
        await using var copy = to.Rent(Reach.Everything);
        await Compare(copy, shapes, sums, ct);
        await copy.Database.ExecuteSqlRawAsync($"DROP TABLE {Progress}", ct);
        return sums;
    }

    private async Task<List<RowShape>> Shapes()
    {
        await using var db = to.Rent(Reach.Everything);
        return [.. db.Model.GetEntityTypes().Select(t => t.ClrType).Where(t => !NotCopied.Contains(t)).Select(t => RowShape.Of(db, t)).OrderBy(s => s.Depth).ThenBy(s => s.Table, StringComparer.Ordinal)];
    }

    /// <summary>Half a table is thrown away; so are the words of its records.</summary>
    private async Task Empty(BulkWriter bulk, RowShape shape)
    {
        await bulk.Run($"DELETE FROM \"{shape.Table}\"");
        if (!typeof(ISearchable).IsAssignableFrom(shape.Type)) return;
        var kind = shape.Type.Name.ToLowerInvariant();
        if (target.Engine == Engine.Sqlite) await bulk.Run($"DELETE FROM search_fts WHERE rowid IN (SELECT doc FROM kernel_search_key WHERE kind = '{kind}'); DELETE FROM kernel_search_key WHERE kind = '{kind}'");
        await bulk.Run($"DELETE FROM kernel_search_doc WHERE kind = '{kind}'");
    }

    private async Task<TableSum> Table(BulkWriter bulk, RowShape shape, CancellationToken ct)
    {
        var (rows, sum) = (0L, 0UL);
        await foreach (var entity in All(from, shape.Type).WithCancellation(ct))
        {
            var row = shape.Read(entity);
            (rows, sum) = (rows + 1, unchecked(sum + Of(row)));
            if (entity is ISearchable record) await bulk.Add(record);
            await bulk.Add(shape, row);
        }
        await bulk.Rest();
        if (rows > 0) await output.WriteLineAsync($"{shape.Table}: {rows:N0}");
        return new TableSum(shape.Table, rows, sum);
    }

    private static async Task Compare(KernelDb copy, IEnumerable<RowShape> shapes, IReadOnlyList<TableSum> expected, CancellationToken ct)
    {
        foreach (var shape in shapes)
        {
            var (rows, sum) = (0L, 0UL);
            await foreach (var entity in All(copy, shape.Type).WithCancellation(ct)) (rows, sum) = (rows + 1, unchecked(sum + Of(shape.Read(entity))));
            var due = expected.Single(e => e.Table == shape.Table);
            if (due.Rows != rows || due.Sum != sum) throw new InvalidOperationException($"{shape.Table} differs after copying: {due.Rows} rows became {rows}.");
        }
    }

    private static IAsyncEnumerable<object> All(KernelDb db, Type type) =>
        (IAsyncEnumerable<object>)typeof(DatabaseCopy).GetMethod(nameof(Rows), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, [db])!;

    private static IAsyncEnumerable<object> Rows<T>(KernelDb db) where T : class => db.Unscoped<T>().AsNoTracking().AsAsyncEnumerable();

    private static ulong Of(object?[] row) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', row.Select(Text)))));

    private static string Text(object? value) => value switch
    {
        null => "\u0000",
        byte[] bytes => Convert.ToHexString(bytes),
        DateTime at => at.Ticks.ToString(CultureInfo.InvariantCulture),
        IEnumerable<string> words => string.Join(' ', words),
        IFormattable some => some.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
