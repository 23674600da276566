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

/// <summary>One open write: the context, its transaction, and the way to add append-only rows in one batch.</summary>
public abstract class WriteSession(KernelDb db, Engine engine, CancellationToken ct)
{
    public KernelDb Db { get; } = db;
    public Engine Engine { get; } = engine;
    public CancellationToken Ct { get; } = ct;

    /// <summary>Inserts rows of mapped types without the cost of tracking them.</summary>
    internal abstract Task Append(IReadOnlyList<object> rows);

    /// <summary>Runs one statement of the kernel's own with positional values.</summary>
    internal abstract Task<int> Execute(string sql, params object?[] values);

    /// <summary>Runs one statement and reads its first value.</summary>
    internal abstract Task<object?> Scalar(string sql, params object?[] values);

    /// <summary>The lane of the activity chain that this write may continue.</summary>
    internal abstract Task<Lane> Lane();
}
