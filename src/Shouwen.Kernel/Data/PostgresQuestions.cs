using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Shouwen.Kernel.Data;

/// <summary>Sends questions to PostgreSQL in batches: those that are asked together, and those that are planned once.</summary>
internal sealed class PostgresQuestions : DbCommandInterceptor
{
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is KernelDb { Asking: { } together }) return new(InterceptionResult<DbDataReader>.SuppressWithResult(together.Add(command)));
        return command is NpgsqlCommand question && Planning.IsOnce(question) ? PlannedOnce(question, cancellationToken) : new(result);
    }

    /// <summary>Whoever reads the answer closes it, and with it the batch.</summary>
    private static async ValueTask<InterceptionResult<DbDataReader>> PlannedOnce(NpgsqlCommand command, CancellationToken ct)
    {
        var batch = new NpgsqlBatch(command.Connection, command.Transaction) { Timeout = command.CommandTimeout };
        batch.BatchCommands.Add(Planning.Command());
        batch.BatchCommands.Add(new PartOfAnswer(command).Asked());
        var answers = await batch.ExecuteReaderAsync(ct);
        await answers.NextResultAsync(ct);
        return InterceptionResult<DbDataReader>.SuppressWithResult(answers);
    }
}
