using Microsoft.Data.Sqlite;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Data;

/// <summary>Which engine and database this process runs on, and the folder for files, which all nodes share.</summary>
public sealed record Installation(Engine Engine, string ConnectionString, string Storage)
{
    /// <summary>For SQLite: a connection that is closed is closed. None waits in the provider's pool, so that who wants the file alone can have it.</summary>
    public string Unpooled => new SqliteConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString;
}
