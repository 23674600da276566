using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Shouwen.Kernel.Data;

/// <summary>
/// A connection to SQLite that stays open and keeps its statements prepared: reading a statement anew each time it is asked
/// costs about as much as answering it.
/// </summary>
internal sealed class KeptConnection(string connectionString) : SqliteConnection(connectionString)
{
    private const int Most = 200;
    private readonly Dictionary<string, SqliteCommand> idle = new(StringComparer.Ordinal);

    protected override DbCommand CreateDbCommand() => new KeptCommand(this);

    private SqliteCommand Take(string text)
    {
        if (idle.Remove(text, out var command)) return command;
        command = CreateCommand();
        command.CommandText = text;
        return command;
    }

    private void Keep(SqliteCommand command)
    {
        command.Parameters.Clear();
        if (idle.Count >= Most) Empty();
        if (!idle.TryAdd(command.CommandText, command)) command.Dispose();
    }

    private void Empty()
    {
        foreach (var command in idle.Values) command.Dispose();
        idle.Clear();
    }

    public override void Close()
    {
        Empty();
        base.Close();
    }

    /// <summary>One question: with the statement of the same text when there is one, and then kept for the next who asks.</summary>
    private sealed class KeptCommand(KeptConnection connection) : DbCommand
    {
        private readonly Given given = [];
        private SqliteCommand? inner;
        private bool isSound;

        [AllowNull]
        public override string CommandText { get; set; } = "";
        public override int CommandTimeout { get; set; } = connection.DefaultTimeout;
        public override CommandType CommandType { get; set; } = CommandType.Text;
        public override UpdateRowSource UpdatedRowSource { get; set; }
        public override bool DesignTimeVisible { get; set; }
        protected override DbConnection? DbConnection { get; set; } = connection;
        protected override DbTransaction? DbTransaction { get; set; }
        protected override DbParameterCollection DbParameterCollection => given;

        public override int ExecuteNonQuery() => Done(Ready().ExecuteNonQuery());

        public override object? ExecuteScalar() => Done(Ready().ExecuteScalar());

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Done(Ready().ExecuteReader(behavior));

        protected override Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken ct)
        {
            ct.ThrowIfCancellationRequested();
            return Task.FromResult(ExecuteDbDataReader(behavior));
        }

        public override void Prepare()
        {
            // It is prepared when it is asked for the first time.
        }

        public override void Cancel() => inner?.Cancel();

        protected override DbParameter CreateDbParameter() => new SqliteParameter();

        protected override void Dispose(bool disposing)
        {
            if (disposing) Leave();
            base.Dispose(disposing);
        }

        private SqliteCommand Ready()
        {
            Leave();
            inner = connection.Take(CommandText);
            (inner.Transaction, inner.CommandTimeout) = ((SqliteTransaction?)DbTransaction, CommandTimeout);
            foreach (SqliteParameter parameter in given) inner.Parameters.Add(parameter);
            return inner;
        }

        private T Done<T>(T answer)
        {
            isSound = true;
            return answer;
        }

        /// <summary>A statement that failed is not kept: nobody knows where it stands.</summary>
        private void Leave()
        {
            if (inner is null) return;
            if (isSound && connection.State == ConnectionState.Open) connection.Keep(inner);
            else inner.Dispose();
            (inner, isSound) = (null, false);
        }

        private sealed class Given : SqliteParameterCollection;
    }
}
