using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Shouwen.FaultTests.Calls;

/// <summary>Counts the calls to the database and lets the one that is armed fail.</summary>
public sealed class Fuse
{
    private int left;

    public bool HasBlown { get; private set; }

    /// <summary>The n-th call from now on fails; those after it succeed.</summary>
    public void Arm(int n) => (left, HasBlown) = (n, false);

    public void Disarm() => Volatile.Write(ref left, 0);

    public bool Blows()
    {
        if (Volatile.Read(ref left) <= 0 || Interlocked.Decrement(ref left) != 0) return false;
        return HasBlown = true;
    }

    /// <summary>What a failing disk makes SQLite say.</summary>
    public void Check()
    {
        if (Blows()) throw new SqliteException("disk I/O error", 10);
    }
}

/// <summary>SQLite's writing connection with a fuse in front of every statement, BEGIN and COMMIT included.</summary>
public sealed class FaultyFile(string connectionString, Fuse fuse) : SqliteConnection(connectionString)
{
    public override SqliteCommand CreateCommand() => new Faulty(fuse) { Connection = this, Transaction = Transaction, CommandTimeout = DefaultTimeout };

    protected override DbCommand CreateDbCommand() => CreateCommand();

    private sealed class Faulty(Fuse fuse) : SqliteCommand
    {
        public override int ExecuteNonQuery()
        {
            fuse.Check();
            return base.ExecuteNonQuery();
        }

        public override object? ExecuteScalar()
        {
            fuse.Check();
            return base.ExecuteScalar();
        }

        protected override DbDataReader ExecuteDbDataReader(System.Data.CommandBehavior behavior)
        {
            fuse.Check();
            return base.ExecuteDbDataReader(behavior);
        }
    }
}

/// <summary>The same fuse in front of what reading contexts ask.</summary>
public sealed class FaultyReads(Fuse fuse) : DbCommandInterceptor
{
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData data, InterceptionResult<DbDataReader> result, CancellationToken ct = default)
    {
        fuse.Check();
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData data, InterceptionResult<DbDataReader> result)
    {
        fuse.Check();
        return result;
    }
}
