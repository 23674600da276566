using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Shouwen.Kernel.Data;

/// <summary>What kind of trouble lies below a fault: the database is away for a while, or there is no room left.</summary>
public enum Trouble { None, Away, NoRoom }

/// <summary>Looks below a fault for the reason: layers above the driver wrap what it said.</summary>
public static class Outage
{
    private const int NoSpaceLeft = 28, QuotaExceeded = 122;

    public static Trouble Of(Exception? fault) => fault switch
    {
        null => Trouble.None,
        AggregateException several => several.InnerExceptions.Select(Of).FirstOrDefault(t => t != Trouble.None),
        SqliteException sqlite => Of(sqlite.SqliteErrorCode),
        PostgresException said => Of(said.SqlState),
        DbException => Of(fault.InnerException) is var below and not Trouble.None ? below : Trouble.Away,
        IOException { HResult: NoSpaceLeft or QuotaExceeded } => Trouble.NoRoom,
        DbUpdateException { InnerException: null } => Trouble.Away,
        _ => Of(fault.InnerException),
    };

    /// <summary>SQLite's codes: busy, locked, out of memory, read-only, input/output, full, cannot open.</summary>
    private static Trouble Of(int code) => code switch
    {
        13 => Trouble.NoRoom,
        5 or 6 or 7 or 8 or 10 or 14 => Trouble.Away,
        _ => Trouble.None,
    };

    /// <summary>PostgreSQL's classes: connection, transaction rolled back, resources, operator, system; and a server that has become a standby.</summary>
    private static Trouble Of(string state) => state switch
    {
        "53100" => Trouble.NoRoom,
        "25006" => Trouble.Away,
        _ when state[..2] is "08" or "40" or "53" or "55" or "57" or "58" => Trouble.Away,
        _ => Trouble.None,
    };
}
