using Shouwen.Kernel.Search;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Data.Bulk;

/// <summary>
/// Writes very many rows into a database that nobody else uses: without the door, so only for rows that the door has made
/// elsewhere, such as copying to another engine and seeding. Indexes are taken down first and built at the end.
/// </summary>
public abstract class BulkWriter : IAsyncDisposable
{
    private const int Batch = 60_000;
    private readonly Dictionary<RowShape, List<object?[]>> waiting = [];
    private readonly List<SearchRow> documents = [];
    private Task writing = Task.CompletedTask;
    private int count;

    public static async Task<BulkWriter> Open(Installation installation, CancellationToken ct)
    {
        BulkWriter writer = installation.Engine == Engine.Sqlite ? new SqliteBulk(installation.ConnectionString) : new PostgresBulk(installation.ConnectionString);
        await writer.Begin(ct);
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
    public ValueTask Add(ISearchable record)
    {
        documents.Add(SearchIndex.Row(record));
        count++;
        return ValueTask.CompletedTask;
    }

    /// <summary>Writes what is left, builds the indexes and counts the tables for the planner.</summary>
    public async Task Finish(CancellationToken ct)
    {
        await Send();
        await writing;
        await End(ct);
    }

    public abstract ValueTask DisposeAsync();

    protected abstract Task Begin(CancellationToken ct);

    protected abstract Task Write(IReadOnlyList<KeyValuePair<RowShape, List<object?[]>>> rows, IReadOnlyList<SearchRow> documents);

    protected abstract Task End(CancellationToken ct);

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
