using System.Collections.Concurrent;
using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;

namespace Shouwen.Kernel.Data;

/// <summary>Lends contexts that read.</summary>
public interface IReadContexts
{
    KernelDb Rent(Reach reach);

    /// <summary>Closes what nobody uses, before somebody wants the database alone.</summary>
    void CloseIdle();
}

/// <summary>On PostgreSQL: contexts and connections of the pools of their libraries.</summary>
internal sealed class PooledReads<TDb>(Lazy<IDbContextFactory<TDb>> factory) : IReadContexts where TDb : KernelDb
{
    public KernelDb Rent(Reach reach)
    {
        var db = factory.Value.CreateDbContext();
        db.Reach = reach;
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return db;
    }

    public void CloseIdle()
    {
        // Connections of others do not stand in anybody's way there.
    }
}

/// <summary>
/// On SQLite: each context with a connection of its own that stays open from one request to the next. Opened for each question,
/// a connection was set up and taken down ten times for one page, at three times the cost of the questions.
/// </summary>
internal sealed class SqliteReads<TDb>(Func<SqliteConnection, TDb> makeContext, Installation installation) : IReadContexts, IDisposable where TDb : KernelDb
{
    private const int MostIdle = 16;
    private readonly ConcurrentStack<TDb> idle = new();
    private volatile bool isDisposed;

    public KernelDb Rent(Reach reach)
    {
        var db = idle.TryPop(out var known) ? known : Open();
        db.Reach = reach;
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return db;
    }

    public void CloseIdle()
    {
        while (idle.TryPop(out var db)) End(db);
    }

    public void Dispose()
    {
        isDisposed = true;
        CloseIdle();
    }

    private TDb Open()
    {
        var connection = new KeptConnection(installation.Unpooled);
        try
        {
            connection.Open();
            SqlitePragmas.Apply(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
        var db = makeContext(connection);
        db.Home = TakeBack;
        return db;
    }

    private void TakeBack(KernelDb db)
    {
        // An open transaction ends with its connection; who closed the connection had a reason.
        if (isDisposed || idle.Count >= MostIdle || db.Database.CurrentTransaction is not null || db.Database.GetDbConnection().State != ConnectionState.Open)
        {
            End(db);
            return;
        }
        db.ChangeTracker.Clear();
        db.Reach = Reach.Nothing;
        idle.Push((TDb)db);
    }

    private static void End(KernelDb db)
    {
        var connection = db.Database.GetDbConnection();
        db.End();
        connection.Dispose();
    }
}
