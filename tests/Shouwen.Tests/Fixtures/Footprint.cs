using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;

namespace Shouwen.Tests.Fixtures;

/// <summary>Tells whether anything at all was written: a digest of every row of every table, history and activity included.</summary>
public sealed class Footprint : IAsyncDisposable
{
    private readonly AppDb db;
    private readonly DbConnection connection;
    private readonly bool isSqlite;
    private string digest = "";
    private long version = -1;
    private string[] tables = [];

    private Footprint(AppDb db) => (this.db, connection, isSqlite) = (db, db.Database.GetDbConnection(), db.Database.IsSqlite());

    public static async Task<Footprint> Of(House house, params string[] but)
    {
        var footprint = new Footprint(house.Db());
        await footprint.connection.OpenAsync();
        footprint.tables = [.. footprint.db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Where(t => t != "kernel_node_slot" && !but.Contains(t)).Distinct().Order()];
        return footprint;
    }

    /// <summary>On SQLite the engine itself says whether another connection committed; then and on PostgreSQL every row is read.</summary>
    public async Task<string> Read()
    {
        if (!isSqlite) return await Ask("SELECT md5(concat(" + string.Join(", ", tables.Select(t => $"(SELECT md5(string_agg(x::text, '' ORDER BY x::text)) FROM {t} x)")) + "))");
        var now = long.Parse(await Ask("PRAGMA data_version"));
        if (now == version) return digest;
        version = now;
        return digest = await Digest();
    }

    private async Task<string> Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var table in tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table} ORDER BY 1, 2";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                for (var i = 0; i < reader.FieldCount; i++)
                    hash.AppendData(reader.GetValue(i) is byte[] bytes ? bytes : Encoding.UTF8.GetBytes(reader.GetValue(i) + "|"));
        }
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private async Task<string> Ask(string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (await command.ExecuteScalarAsync())!.ToString()!;
    }

    public async ValueTask DisposeAsync() => await db.DisposeAsync();
}
