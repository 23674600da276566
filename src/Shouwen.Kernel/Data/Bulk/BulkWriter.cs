using System.Collections.Concurrent;
using System.Globalization;
using Shouwen.Kernel.Search;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Data.Bulk;

/// <summary>
/// Writes very many rows into a database that nobody else uses: without the door, so only for rows that the door has made
/// elsewhere, such as copying to another engine and seeding. Indexes are taken down first and built at the end; what was taken
/// down is kept in a table, so that an interrupted run can be taken up again.
/// </summary>
public abstract class BulkWriter : IAsyncDisposable
{
    private const int Batch = 60_000;
    private const string Indexes = "bulk_index";
    private readonly Dictionary<RowShape, List<object?[]>> waiting = [];
    private readonly List<SearchRow> documents = [];

    /// <summary>The numbers of all documents, those included that were there before: records may have keys of the same order.</summary>
    private HashSet<long>? taken;
    private Task writing = Task.CompletedTask;
    private int count;

    public static async Task<BulkWriter> Open(Installation installation, CancellationToken ct)
    {
        BulkWriter writer = installation.Engine == Engine.Sqlite ? new SqliteBulk(installation.Unpooled) : new PostgresBulk(installation.ConnectionString);
        await writer.Connect(ct);
        await writer.TakeDownIndexes();
        return writer;
    }

    /// <summary>Takes a row; now and then waits until the rows before it are written.</summary>
    public async ValueTask Add(RowShape shape, object?[] row)
    {
        if (!waiting.TryGetValue(shape, out var rows)) waiting[shape] = rows = [];
        rows.Add(row);
        if (++count >= Batch) await Send();
    }

    /// <summary>Takes what search will find of a record, made as the door makes it.</summary>
    public async ValueTask Add(ISearchable record)
    {
        taken ??= await Taken();
        var row = SearchIndex.Row(record);
        while (!taken.Add(row.Doc)) row = row with { Doc = row.Doc + 1 };
        documents.Add(row);
        count++;
    }

    /// <summary>Waits until everything taken so far is written.</summary>
    public async Task Rest()
    {
        await Send();
        await writing;
    }

    /// <summary>Writes what is left, builds the indexes and counts the tables for the planner.</summary>
    public async Task Finish(CancellationToken ct)
    {
        await Rest();
        // First that of the words, which takes longest.
        var left = new ConcurrentQueue<string[]>(await Read($"SELECT name, sql FROM {Indexes} ORDER BY sql NOT LIKE '%USING gin%', name"));
        await Task.WhenAll(Hands.Select(async run =>
        {
            while (left.TryDequeue(out var index))
            {
                ct.ThrowIfCancellationRequested();
                await run(index[1]);
                await run($"DELETE FROM {Indexes} WHERE name = '{index[0]}'");
            }
        }));
        await Run($"DROP TABLE {Indexes}");
        await End(ct);
    }

    /// <summary>One statement of the caller's own, on the same connection.</summary>
    public abstract Task Run(string sql);

    /// <summary>The rows of a small question, as text.</summary>
    public abstract Task<IReadOnlyList<string[]>> Read(string sql);

    public abstract ValueTask DisposeAsync();

    protected abstract Task Connect(CancellationToken ct);

    /// <summary>What can run a statement at the same time as the others.</summary>
    protected virtual IReadOnlyList<Func<string, Task>> Hands => [Run];

    /// <summary>Names and statements of all indexes that do not belong to a key.</summary>
    protected abstract string AllIndexes { get; }

    protected abstract Task Write(IReadOnlyList<KeyValuePair<RowShape, List<object?[]>>> rows, IReadOnlyList<SearchRow> documents);

    protected abstract Task End(CancellationToken ct);

    private async Task<HashSet<long>> Taken()
    {
        await writing;
        var (numbers, last) = (new HashSet<long>(), -1L);
        for (IReadOnlyList<string[]> some; (some = await Read($"SELECT doc FROM kernel_search_doc WHERE doc > {last} ORDER BY doc LIMIT {Batch}")).Count > 0; last = long.Parse(some[^1][0], CultureInfo.InvariantCulture))
            numbers.UnionWith(some.Select(row => long.Parse(row[0], CultureInfo.InvariantCulture)));
        return numbers;
    }

    private async Task TakeDownIndexes()
    {
        await Run($"CREATE TABLE IF NOT EXISTS {Indexes} (name text PRIMARY KEY, sql text NOT NULL)");
        foreach (var index in await Read(AllIndexes))
        {
            await Run($"INSERT INTO {Indexes} VALUES ('{index[0]}', '{index[1].Replace("'", "''")}') ON CONFLICT DO NOTHING");
            await Run($"DROP INDEX \"{index[0]}\"");
        }
    }

    /// <summary>One batch is made while the one before it is written.</summary>
    private async Task Send()
    {
        await writing;
        var (rows, found) = (waiting.OrderBy(w => w.Key.Depth).ToList(), documents.ToList());
        waiting.Clear();
        documents.Clear();
        count = 0;
        writing = Task.Run(() => Write(rows, found));
    }
}
