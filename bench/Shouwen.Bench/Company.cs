using Microsoft.Data.Sqlite;
using Npgsql;

namespace Shouwen.Bench;

/// <summary>Which database a company lives in.</summary>
internal enum Engine { Sqlite, Postgres }

/// <summary>A seeded company: its database, its folder, and the environment that points a server to it.</summary>
internal sealed record Company(Engine Engine, int Cases, string Folder, string ConnectionString)
{
    public string Name => $"{Engine.ToString().ToLowerInvariant()}-{Cases}";

    public Dictionary<string, string> Environment => new()
    {
        ["Database__Provider"] = Engine.ToString(), ["ConnectionStrings__Shouwen"] = ConnectionString, ["Storage__Path"] = Folder,
        ["Logging__LogLevel__Default"] = "Error",
    };

    /// <summary>The company of that size, made by <c>shouwen seed</c> when it is not there yet.</summary>
    public static async Task<Company> Ready(Engine engine, int cases, Options options)
    {
        var folder = Path.Combine(options.Data, $"{engine.ToString().ToLowerInvariant()}-{cases}");
        Directory.CreateDirectory(folder);
        var connection = engine == Engine.Sqlite ? $"Data Source={Path.Combine(folder, "shouwen.db")}" : await Database(options.Postgres!, $"shouwen_bench_{cases}");
        var company = new Company(engine, cases, folder, connection);
        if (await company.IsSeeded()) return company;
        Console.WriteLine($"Seeding {company.Name} …");
        await Node.Command(options.Server, company, ["seed", "--cases", cases.ToString()]);
        // What the first night would do.
        await Node.Command(options.Server, company, ["reports", "keep"]);
        return company;
    }

    /// <summary>Reads the whole database once, so that the system's page cache holds as much of it as there is room for; gigabytes read.</summary>
    public async Task<double> ReadThrough(CancellationToken ct)
    {
        const double giga = 1e9;
        if (Engine == Engine.Postgres)
        {
            var patient = this with { ConnectionString = ConnectionString + ";Command Timeout=0" };
            await Raw.Scalar(patient, "CREATE EXTENSION IF NOT EXISTS pg_prewarm; SELECT 0");
            return await Raw.Scalar(patient, "SELECT sum(pg_prewarm(oid::regclass, 'read')) * 8192 FROM pg_class WHERE relkind IN ('r', 'i', 't')") / giga;
        }
        await using var file = new FileStream(new SqliteConnectionStringBuilder(ConnectionString).DataSource, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
        var (buffer, read) = (new byte[4 << 20], 0L);
        while (await file.ReadAsync(buffer, ct) is var count and > 0) read += count;
        return read / giga;
    }

    private static async Task<string> Database(string server, string name)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var there = new NpgsqlCommand($"SELECT count(*) FROM pg_database WHERE datname = '{name}'", connection);
        if ((long)(await there.ExecuteScalarAsync())! == 0) await new NpgsqlCommand($"CREATE DATABASE {name}", connection).ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    private async Task<bool> IsSeeded()
    {
        try
        {
            return await Raw.Scalar(this, "SELECT count(*) FROM (SELECT 1 FROM cases_case LIMIT 5000) c") >= 5000;
        }
        catch (Exception fault) when (fault is SqliteException or PostgresException)
        {
            return false;
        }
    }
}
