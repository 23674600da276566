using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Shouwen.Kernel.Activity;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Data;

/// <summary>Every connection writes ahead, syncs fully and checks foreign keys.</summary>
internal static class SqlitePragmas
{
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000;";

    /// <summary>
    /// For a connection that writes much: the pages of a whole group of commands stay in memory until its commit, what a savepoint would
    /// have to put back does not go through a file, and a checkpoint carries more versions of a page at once.
    /// </summary>
    private const string Writing = "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000;";

    public static void Apply(SqliteConnection connection) => Run(connection, Pragmas);

    public static void ApplyForWriting(SqliteConnection connection) => Run(connection, Pragmas + Writing);

    private static void Run(SqliteConnection connection, string pragmas)
    {
        using var command = connection.CreateCommand();
        command.CommandText = pragmas;
        command.ExecuteNonQuery();
    }
}

/// <summary>
/// SQLite's write gate: one connection, one reader of a queue. Waiting commands share a commit, each in its own
/// savepoint; all are answered only after the commit.
/// </summary>
public sealed class SqliteWriter<TDb> : IWriter, IAsyncDisposable where TDb : KernelDb
{
    private const int MostPerCommit = 64;
    private static readonly TimeSpan LongestGroup = TimeSpan.FromMilliseconds(20);

    private readonly Channel<Waiting> queue = Channel.CreateUnbounded<Waiting>(new() { SingleReader = true });
    private readonly Func<SqliteConnection, TDb> makeContext;
    private readonly Func<SqliteConnection> connect;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly Task loop;

    public SqliteWriter(Func<SqliteConnection> connect, Func<SqliteConnection, TDb> makeContext, TimeProvider time, ILogger<SqliteWriter<TDb>> log)
    {
        (this.connect, this.makeContext, this.time, this.log) = (connect, makeContext, time, log);
        loop = Task.Run(Loop);
    }

    public async Task<T> Write<T>(Func<WriteSession, Task<T>> body, CancellationToken ct)
    {
        var waiting = new Waiting(async session => (await body(session))!, ct);
        if (!queue.Writer.TryWrite(waiting)) throw new ObjectDisposedException(nameof(SqliteWriter<TDb>));
        return (T)await waiting.Answer.Task;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
    }

    private async Task Loop()
    {
        Gate? gate = null;
        while (await queue.Reader.WaitToReadAsync())
        {
            try
            {
                gate ??= new Gate(connect(), makeContext);
                await Group(gate);
            }
            catch (Exception fault)
            {
                log.LogError(fault, "The write gate failed and opens anew");
                if (gate is not null) await gate.DisposeAsync();
                gate = null;
                if (queue.Reader.TryRead(out var next)) next.Fail(fault);
            }
        }
        if (gate is not null) await gate.DisposeAsync();
    }

    private async Task Group(Gate gate)
    {
        var answered = new List<(Waiting Waiting, object? Result, Exception? Fault)>();
        try
        {
            await using var transaction = gate.Begin();
            var started = time.GetTimestamp();
            while (answered.Count < MostPerCommit && time.GetElapsedTime(started) < LongestGroup && queue.Reader.TryRead(out var waiting))
            {
                if (waiting.Ct.IsCancellationRequested) { waiting.Cancel(); continue; }
                answered.Add((waiting, null, null));
                answered[^1] = await gate.One(waiting);
            }
            await transaction.CommitAsync();
            gate.Committed();
        }
        catch (Exception fault)
        {
            gate.RolledBack();
            foreach (var one in answered) one.Waiting.Fail(one.Fault ?? fault);
            throw;
        }
        foreach (var (waiting, result, fault) in answered)
            if (fault is null) waiting.Answer.TrySetResult(result!); else waiting.Fail(fault);
    }

    private sealed record Waiting(Func<WriteSession, Task<object>> Body, CancellationToken Ct)
    {
        public TaskCompletionSource<object> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public void Fail(Exception fault) => Answer.TrySetException(fault);
        public void Cancel() => Answer.TrySetCanceled(Ct);
    }

    /// <summary>The one writing connection with its context, prepared statements and chain head.</summary>
    private sealed class Gate : IAsyncDisposable
    {
        private const int Unique = 2067, PrimaryKey = 1555;

        private readonly SqliteConnection connection;
        private readonly TDb db;
        private readonly Dictionary<string, SqliteCommand> prepared = [];
        private readonly Dictionary<string, PlacedStatement> placed = [];
        private SqliteTransaction? transaction;
        private Lane? lane;
        private long dataVersion;

        public Gate(SqliteConnection connection, Func<SqliteConnection, TDb> makeContext)
        {
            this.connection = connection;
            connection.Open();
            SqlitePragmas.ApplyForWriting(connection);
            db = makeContext(connection);
            db.Database.AutoSavepointsEnabled = false;
            db.Lend();
        }

        public SqliteTransaction Begin()
        {
            transaction = connection.BeginTransaction(deferred: false);
            db.Database.UseTransaction(transaction);
            ForgetHeadIfOthersWrote();
            return transaction;
        }

        /// <summary>The command line may write to the same file; then the chain's head is read anew.</summary>
        private void ForgetHeadIfOthersWrote()
        {
            var seen = Convert.ToInt64(Command("PRAGMA data_version", 0).ExecuteScalar());
            if (seen != dataVersion) lane = null;
            dataVersion = seen;
        }

        public async Task<(Waiting, object?, Exception?)> One(Waiting waiting)
        {
            var before = lane;
            Run("SAVEPOINT one");
            try
            {
                var result = await waiting.Body(new Session(this));
                Run("RELEASE one");
                return (waiting, result, null);
            }
            catch (Exception fault)
            {
                lane = before;
                Run("ROLLBACK TO one");
                Run("RELEASE one");
                return (waiting, null, Told(fault));
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }

        /// <summary>A unique value that is there already: the command was done before, or somebody else has the value.</summary>
        private static Exception Told(Exception fault) => (fault as SqliteException ?? fault.InnerException as SqliteException) switch
        {
            { SqliteExtendedErrorCode: Unique or PrimaryKey } taken when taken.Message.Contains("kernel_done_once", StringComparison.Ordinal) => new AlreadyDone(),
            { SqliteExtendedErrorCode: Unique or PrimaryKey } taken => new Taken(taken.Message, fault),
            _ => fault,
        };

        public void Committed() => db.Database.UseTransaction(null);

        public void RolledBack()
        {
            lane = null;
            db.ChangeTracker.Clear();
            db.Database.UseTransaction(null);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var command in prepared.Values) await command.DisposeAsync();
            foreach (var statement in placed.Values) statement.Dispose();
            await db.GiveBack();
            await connection.DisposeAsync();
        }

        private void Run(string sql) => Placed(new Statement(sql)).Run([]);

        private PlacedStatement Placed(Statement statement) =>
            placed.TryGetValue(statement.Sql, out var known) ? known : placed[statement.Sql] = new PlacedStatement(connection, statement.Sql, statement.Values.Length);

        private SqliteCommand Command(string sql, int count)
        {
            if (!prepared.TryGetValue(sql, out var command))
            {
                command = connection.CreateCommand();
                command.CommandText = sql;
                for (var i = 0; i < count; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{i}" });
                prepared[sql] = command;
            }
            command.Transaction = transaction;
            return command;
        }

        private sealed class Session(Gate gate) : WriteSession(gate.db, Engine.Sqlite, CancellationToken.None)
        {
            internal override Task<int[]> Send(IReadOnlyList<Statement> statements)
            {
                var touched = new int[statements.Count];
                for (var i = 0; i < touched.Length; i++) touched[i] = gate.Placed(statements[i]).Run(statements[i].Values);
                return Task.FromResult(touched);
            }

            internal override Task<object?> Scalar(string sql, params object?[] values) => Filled(sql, values).ExecuteScalarAsync();

            internal override async Task<Lane> Lane() => gate.lane ??= await Activity.Lane.Read(gate.db, 0, next => gate.lane = next, Ct);

            private SqliteCommand Filled(string sql, object?[] values)
            {
                var command = gate.Command(sql, values.Length);
                for (var i = 0; i < values.Length; i++)
                    command.Parameters[i].Value = values[i] switch
                    {
                        null => DBNull.Value,
                        Guid id => id.ToByteArray(true),
                        DateTime at => (at.Ticks - DateTime.UnixEpoch.Ticks) / 10,
                        var other => other,
                    };
                return command;
            }
        }
    }
}

/// <summary>A unique value is already taken; which one is said by the database.</summary>
public sealed class Taken(string detail, Exception inner) : Exception(detail, inner);
