using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

namespace Shouwen.Kernel.Data;

/// <summary>
/// PostgreSQL's scripts. Most run in a transaction; one that begins with <see cref="Outside"/> runs statement by statement, so that an index is
/// built while others write. Broken off, it begins anew: each of its statements does no harm when it is repeated.
/// </summary>
internal static partial class PostgresMigrations
{
    /// <summary>The first line of a script that may not run in a transaction.</summary>
    public const string Outside = "-- outside a transaction";

    private const long LockKey = 0x53686F7577656E;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Who waits for a lock makes all others wait behind it: two seconds at a time, tried again for some minutes.</summary>
    private const string Briefly = "SET lock_timeout = '2s'", Patiently = "SET lock_timeout = 0";
    private const int Tries = 120;

    public static async Task<IReadOnlyList<string>> Run(string connectionString, string versions, IReadOnlyList<Script> scripts, Func<string> now, CancellationToken ct)
    {
        // A script over millions of rows takes minutes; waiting for it, or for another node that runs it, is no fault.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0 }.ConnectionString);
        await connection.OpenAsync(ct);
        // Asked again and again: one that waits inside a statement would hold up an index that is built concurrently.
        while (!(bool)(await Ask($"SELECT pg_try_advisory_lock({LockKey})"))!) await Task.Delay(Pause, ct);
        try
        {
            await Execute(versions);
            var ran = new List<string>();
            foreach (var script in scripts)
            {
                if (Migrations.IsDone(script, (string?)await Ask("SELECT sha FROM schema_versions WHERE name = $1", script.Name))) continue;
                if (script.Sql.StartsWith(Outside, StringComparison.Ordinal))
                {
                    foreach (var statement in Statements(script.Sql)) await Alone(statement);
                    await Note(script);
                }
                else await Retried(() => Together(script));
                ran.Add(script.Name);
            }
            if (Migrations.HaveChanged(scripts, ran)) await Execute(Patiently + "; ANALYZE");
            return ran;
        }
        finally
        {
            if (connection.State == System.Data.ConnectionState.Open) await Execute($"{Patiently}; SELECT pg_advisory_unlock({LockKey})");
        }

        async Task Together(Script script)
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await Execute(Briefly);
            await Execute(script.Sql);
            await Note(script);
            await transaction.CommitAsync(ct);
        }

        // What is built or checked concurrently holds nobody, however long it waits for the transactions before it.
        async Task Alone(string statement)
        {
            if (ConcurrentIndex().Match(statement) is not { Success: true } index)
            {
                await Execute(Briefly);
                await Retried(() => Execute(statement));
                return;
            }
            await Execute(Patiently);
            var name = index.Groups["name"].Value;
            if (await Ask("SELECT indexrelid FROM pg_index WHERE indexrelid = to_regclass(quote_ident($1)) AND NOT indisvalid", name) is not null) await Execute($"DROP INDEX CONCURRENTLY \"{name}\"");
            await Execute(statement);
        }

        async Task Retried(Func<Task> work)
        {
            for (var attempt = 1; ; attempt++)
                try
                {
                    await work();
                    return;
                }
                catch (PostgresException busy) when (busy.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected && attempt < Tries) { await Task.Delay(Pause, ct); }
        }

        Task<object?> Note(Script script) => Ask("INSERT INTO schema_versions VALUES ($1, $2, $3)", script.Name, script.Sha, now());

        async Task Execute(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(ct);
        }

        async Task<object?> Ask(string sql, params string[] values)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var value in values) command.Parameters.Add(new() { Value = value });
            return await command.ExecuteScalarAsync(ct);
        }
    }

    /// <summary>A statement ends with a line that ends with a semicolon, unless it stands between two <c>$$</c>.</summary>
    private static IEnumerable<string> Statements(string sql)
    {
        var (text, quoted) = (new StringBuilder(), false);
        foreach (var line in sql.ReplaceLineEndings("\n").Split('\n').Where(l => !l.StartsWith("--", StringComparison.Ordinal)))
        {
            text.Append(line).Append('\n');
            if (line.Split("$$").Length % 2 == 0) quoted = !quoted;
            if (quoted || !line.EndsWith(';')) continue;
            yield return text.ToString().Trim();
            text.Clear();
        }
        if (text.ToString().Trim() is { Length: > 0 } rest) yield return rest;
    }

    [GeneratedRegex("""^CREATE (UNIQUE )?INDEX CONCURRENTLY IF NOT EXISTS "?(?<name>[^"\s]+)"?""")]
    private static partial Regex ConcurrentIndex();
}
