using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Data;

/// <summary>A database script: what runs is what was reviewed.</summary>
public sealed record Script(string Name, string Sql)
{
    /// <summary>False for a number that one engine alone needs.</summary>
    public bool DoesSomething { get; } = Sql.Split('\n').Select(l => l.Trim()).Any(l => l.Length > 0 && !l.StartsWith("--", StringComparison.Ordinal));

    public string Sha { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));
}

/// <summary>
/// Brings a database to the present schema: embedded scripts in order, each in its own transaction unless it says otherwise, each once.
/// A script that changed after it ran is refused.
/// </summary>
public static class Migrations
{
    private const string Versions = "CREATE TABLE IF NOT EXISTS schema_versions (name TEXT PRIMARY KEY, sha TEXT NOT NULL, at TEXT NOT NULL)";

    public static IReadOnlyList<Script> Of(Assembly assembly, Engine engine)
    {
        var folder = $".Data.Migrations.{engine.ToString().ToLowerInvariant()}.";
        return [.. assembly.GetManifestResourceNames().Where(n => n.Contains(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return new Script(name[(name.IndexOf(folder, StringComparison.Ordinal) + folder.Length)..], reader.ReadToEnd());
        })];
    }

    /// <summary>Runs what is missing and says what it ran.</summary>
    public static Task<IReadOnlyList<string>> Run(Installation installation, IReadOnlyList<Script> scripts, TimeProvider time, CancellationToken ct = default) =>
        installation.Engine == Engine.Sqlite
            ? RunSqlite(installation.ConnectionString, scripts, time, ct)
            : PostgresMigrations.Run(installation.ConnectionString, Versions, scripts, () => Now(time), ct);

    private static async Task<IReadOnlyList<string>> RunSqlite(string connectionString, IReadOnlyList<Script> scripts, TimeProvider time, CancellationToken ct)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
        // Not of the pool: a handle that does not check foreign keys must serve nobody else.
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        await Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF; PRAGMA busy_timeout=30000;");
        await Execute(Versions);
        var ran = new List<string>();
        foreach (var script in scripts)
        {
            await using var transaction = connection.BeginTransaction(deferred: false);
            if (!IsDone(script, await Sha(script.Name)))
            {
                await Execute(script.Sql);
                await Execute("INSERT INTO schema_versions VALUES (@name, @sha, @at)", ("@name", script.Name), ("@sha", script.Sha), ("@at", Now(time)));
                if (script.DoesSomething && await Scalar("SELECT count(*) FROM pragma_foreign_key_check") is > 0L)
                    throw new InvalidOperationException($"{script.Name} would leave records that point nowhere; nothing was changed.");
                ran.Add(script.Name);
            }
            await transaction.CommitAsync(ct);
        }
        // Indexes are chosen rightly only when all their rows have been counted: in a sample of a thousand, a value that half of them have looks as rare as one of a thousand.
        if (HaveChanged(scripts, ran)) await Execute("PRAGMA analysis_limit=0; ANALYZE;");
        return ran;

        async Task<string?> Sha(string name) => (string?)await Scalar("SELECT sha FROM schema_versions WHERE name = @name", ("@name", name));

        async Task<object?> Scalar(string sql, params (string, object)[] values)
        {
            await using var command = Command(sql, values);
            return await command.ExecuteScalarAsync(ct);
        }

        async Task Execute(string sql, params (string, object)[] values)
        {
            await using var command = Command(sql, values);
            await command.ExecuteNonQueryAsync(ct);
        }

        SqliteCommand Command(string sql, (string, object)[] values)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
            return command;
        }
    }

    /// <summary>Whether what ran did anything: only then are the rows counted anew, which takes half a minute for a million cases.</summary>
    internal static bool HaveChanged(IReadOnlyList<Script> scripts, List<string> ran) => scripts.Any(s => s.DoesSomething && ran.Contains(s.Name));

    internal static bool IsDone(Script script, string? sha) => sha is null ? false
        : sha == script.Sha ? true
        : throw new InvalidOperationException($"{script.Name} was changed after it had been run on this database.");

    private static string Now(TimeProvider time) => time.GetUtcNow().ToString("O");
}
