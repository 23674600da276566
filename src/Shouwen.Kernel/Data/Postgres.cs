using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Shouwen.Kernel.Activity;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Data;

/// <summary>PostgreSQL's writes: a pooled context and a transaction for each command, statements of the kernel's own in one batch.</summary>
public sealed partial class PostgresWriter<TDb>(Lazy<IDbContextFactory<TDb>> factory, Lanes lanes, Installation installation) : IWriter where TDb : KernelDb
{
    private const int Tries = 4;

    /// <summary>Another process continued the lane of a node that was away too long: the head is read again.</summary>
    private const string Trail = "kernel_activity_entry";

    /// <summary>
    /// A command keeps one connection and may need a second for rules, calendars or a block of numbers. Half of the pool
    /// is left for those, or commands that hold one would wait for each other's.
    /// </summary>
    private readonly SemaphoreSlim entrance = new(Math.Max(1, new NpgsqlConnectionStringBuilder(KernelServices.PostgresString(installation.ConnectionString)).MaxPoolSize / 2));

    public async Task<T> Write<T>(Func<WriteSession, Task<T>> body, CancellationToken ct)
    {
        await entrance.WaitAsync(ct);
        try
        {
            return await Retried(body, ct);
        }
        finally
        {
            entrance.Release();
        }
    }

    private async Task<T> Retried<T>(Func<WriteSession, Task<T>> body, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Once(body, ct);
            }
            catch (Exception fault) when (attempt < Tries && Cause(fault) is { SqlState: "40001" or "40P01" } or { SqlState: "23505", TableName: Trail })
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10 * attempt), ct);
            }
            catch (Exception fault) when (Cause(fault) is { SqlState: "23505" } taken)
            {
                throw taken.TableName == "kernel_done_once" ? new AlreadyDone() : new Taken(taken.ConstraintName ?? "", fault);
            }
        }
    }

    private async Task<T> Once<T>(Func<WriteSession, Task<T>> body, CancellationToken ct)
    {
        var db = await factory.Value.CreateDbContextAsync(ct);
        db.Lend();
        try
        {
            return await InTransaction(db, body, ct);
        }
        finally
        {
            await db.GiveBack();
        }
    }

    private async Task<T> InTransaction<T>(TDb db, Func<WriteSession, Task<T>> body, CancellationToken ct)
    {
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var session = new Session(db, transaction, lanes, ct);
        try
        {
            var result = await body(session);
            await transaction.CommitAsync(CancellationToken.None);
            session.Committed();
            return result;
        }
        catch
        {
            session.Lost();
            throw;
        }
    }

    private static PostgresException? Cause(Exception fault) =>
        fault as PostgresException ?? (fault.InnerException is { } inner ? Cause(inner) : null);

    private sealed class Session(TDb db, IDbContextTransaction transaction, Lanes lanes, CancellationToken ct)
        : WriteSession(db, Engine.Postgres, ct)
    {
        private Lane? borrowed;
        private Lane? advanced;

        internal override async Task<int[]> Send(IReadOnlyList<Statement> statements)
        {
            if (statements.Count == 0) return [];
            await using var batch = new NpgsqlBatch(Connection, Transaction);
            foreach (var statement in statements)
            {
                var command = new NpgsqlBatchCommand(Positional(statement.Sql));
                foreach (var value in statement.Values) command.Parameters.Add(Parameter(value));
                batch.BatchCommands.Add(command);
            }
            await batch.ExecuteNonQueryAsync(Ct);
            return [.. Enumerable.Range(0, statements.Count).Select(i => batch.BatchCommands[i].RecordsAffected)];
        }

        internal override async Task<object?> Scalar(string sql, params object?[] values)
        {
            await using var command = Command(sql, values);
            return await command.ExecuteScalarAsync(Ct);
        }

        internal override async Task<Lane> Lane()
        {
            if (advanced is not null) return advanced;
            borrowed = await lanes.Borrow(next => advanced = next, Ct);
            return advanced = borrowed.IsInDoubt ? await Activity.Lane.Read(Db, borrowed.Number, borrowed.Advance, Ct) : borrowed;
        }

        public void Committed()
        {
            if (borrowed is not null) lanes.Return(advanced!);
        }

        public void Lost()
        {
            if (borrowed is not null) lanes.ReturnInDoubt(borrowed);
        }

        private NpgsqlConnection Connection => (NpgsqlConnection)Db.Database.GetDbConnection();
        private NpgsqlTransaction Transaction => (NpgsqlTransaction)transaction.GetDbTransaction();

        private NpgsqlCommand Command(string sql, object?[] values)
        {
            var command = new NpgsqlCommand(Positional(sql), Connection, Transaction);
            foreach (var value in values) command.Parameters.Add(Parameter(value));
            return command;
        }

        private static NpgsqlParameter Parameter(object? value) => new() { Value = value ?? DBNull.Value };

        private static string Positional(string sql) => texts.GetOrAdd(sql, text => Place().Replace(text, place => $"${int.Parse(place.Groups[1].ValueSpan, CultureInfo.InvariantCulture) + 1}"));

        private static readonly ConcurrentDictionary<string, string> texts = new();
    }

    [GeneratedRegex("@p([0-9]+)")]
    private static partial Regex Place();
}
