using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Shouwen.Kernel.Data;

/// <summary>How contexts stand on a connection to SQLite that is already open.</summary>
public static class OnSqlite
{
    /// <summary>Before the first connection: SQLite does not count the memory in use, under a lock that all threads share.</summary>
    public static void Prepare()
    {
        SQLitePCL.Batteries_V2.Init();
        SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    /// <summary>
    /// A list of keys is one parameter, so that the text of a question does not depend on how many they are: otherwise it would be
    /// written and prepared anew for each request.
    /// </summary>
    public static DbContextOptionsBuilder<TDb> UseOpen<TDb>(this DbContextOptionsBuilder<TDb> options, SqliteConnection connection) where TDb : DbContext =>
        options.UseSqlite(connection, sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)).WithoutKnownWarnings();

    /// <summary>A context on this connection. All of a process have the same options but for that, so that they share one model.</summary>
    public static TDb On<TDb>(this DbContextOptions<TDb> options, SqliteConnection connection) where TDb : DbContext =>
        (TDb)Activator.CreateInstance(typeof(TDb), new DbContextOptionsBuilder<TDb>(options).UseOpen(connection).Options)!;
}
