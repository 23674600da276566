using System.Data.Common;
using Shouwen.Kernel.Activity;
using Shouwen.Kernel.Data;

namespace Shouwen.Kernel.UseCases;

/// <summary>Which database engine this installation runs on.</summary>
public enum Engine { Sqlite, Postgres }

/// <summary>Carries a command's changes into the database: one implementation for each engine.</summary>
public interface IWriter
{
    /// <summary>Runs the body in a transaction and answers only when it is committed.</summary>
    Task<T> Write<T>(Func<WriteSession, Task<T>> body, CancellationToken ct);
}

/// <summary>A statement of the kernel's own: its text with @p0, @p1, …, and their values.</summary>
internal readonly record struct Statement(string Sql, params object?[] Values)
{
    /// <summary>What follows when the statement found nothing to do.</summary>
    public Func<WriteSession, Task>? Otherwise { get; init; }
}

/// <summary>One open write: the context, its transaction, and the way to send statements of the kernel's own together.</summary>
public abstract class WriteSession(KernelDb db, Engine engine, CancellationToken ct)
{
    public KernelDb Db { get; } = db;
    public Engine Engine { get; } = engine;
    public CancellationToken Ct { get; } = ct;

    /// <summary>Runs statements in their order, in one round trip where the engine can; gives the rows that each has touched.</summary>
    internal abstract Task<int[]> Send(IReadOnlyList<Statement> statements);

    /// <summary>Runs statements in their order, and afterwards what follows from those that found nothing to do.</summary>
    internal async Task Write(IReadOnlyList<Statement> statements)
    {
        var touched = await Send(statements);
        for (var i = 0; i < touched.Length; i++)
            if (touched[i] == 0 && statements[i].Otherwise is { } otherwise) await otherwise(this);
    }

    /// <summary>The statement that inserts a row of a mapped type without the cost of tracking it.</summary>
    internal Statement Insert(object row) => RowInsert.Of(Db, row.GetType()).Statement(row);

    /// <summary>Inserts a row unless its key is there already, or another command is just writing it.</summary>
    internal async Task<bool> TryInsert(object row)
    {
        var insert = Insert(row);
        return await Execute(insert.Sql + " ON CONFLICT DO NOTHING", insert.Values) == 1;
    }

    internal async Task<int> Execute(string sql, params object?[] values) => (await Send([new Statement(sql, values)]))[0];

    /// <summary>Runs one statement and reads its first value.</summary>
    internal abstract Task<object?> Scalar(string sql, params object?[] values);

    /// <summary>The lane of the activity chain that this write may continue.</summary>
    internal abstract Task<Lane> Lane();
}
