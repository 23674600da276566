using Npgsql;

namespace Shouwen.Bench;

/// <summary>A copy of a small company that may grow while it is measured; gone afterwards.</summary>
internal sealed class Scratch(Company company, Func<Task> remove) : IAsyncDisposable
{
    public Company Company => company;

    public static async Task<Scratch> Of(Company original, Options options)
    {
        var folder = original.Folder + "-scratch";
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        if (original.Engine == Engine.Sqlite)
        {
            File.Copy(Path.Combine(original.Folder, "shouwen.db"), Path.Combine(folder, "shouwen.db"));
            return new Scratch(original with { Folder = folder, ConnectionString = $"Data Source={Path.Combine(folder, "shouwen.db")}" }, () =>
            {
                Directory.Delete(folder, recursive: true);
                return Task.CompletedTask;
            });
        }
        var (name, copy) = (new NpgsqlConnectionStringBuilder(original.ConnectionString).Database, $"shouwen_bench_{original.Cases}_scratch");
        await Run(options.Postgres!, $"DROP DATABASE IF EXISTS {copy} WITH (FORCE)");
        NpgsqlConnection.ClearAllPools();
        await Run(options.Postgres!, $"CREATE DATABASE {copy} TEMPLATE {name}");
        return new Scratch(original with { Folder = folder, ConnectionString = new NpgsqlConnectionStringBuilder(options.Postgres) { Database = copy }.ConnectionString }, async () =>
        {
            NpgsqlConnection.ClearAllPools();
            await Run(options.Postgres!, $"DROP DATABASE IF EXISTS {copy} WITH (FORCE)");
            Directory.Delete(folder, recursive: true);
        });
    }

    public async ValueTask DisposeAsync() => await remove();

    private static async Task Run(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
