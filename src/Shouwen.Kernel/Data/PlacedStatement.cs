using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Shouwen.Kernel.Data;

/// <summary>
/// One statement of SQLite's write gate, prepared once, its values bound by their places. A command of the provider looks every name
/// up for every row, which cost as much as a fifth of writing it.
/// </summary>
internal sealed class PlacedStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private readonly int[] places;

    public PlacedStatement(SqliteConnection connection, string sql, int values)
    {
        database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
        places = [.. Enumerable.Range(0, values).Select(i => raw.sqlite3_bind_parameter_index(statement, "@p" + i))];
    }

    /// <summary>Runs it to its end; gives the rows that it touched.</summary>
    public int Run(object?[] values)
    {
        try
        {
            for (var i = 0; i < places.Length; i++) Check(Bind(places[i], values[i]));
            int said;
            do said = raw.sqlite3_step(statement); while (said == raw.SQLITE_ROW);
            if (said != raw.SQLITE_DONE) Check(said);
            return raw.sqlite3_changes(database);
        }
        finally
        {
            raw.sqlite3_reset(statement);
            raw.sqlite3_clear_bindings(statement);
        }
    }

    public void Dispose() => statement.Dispose();

    /// <summary>The types that <see cref="Bind"/> knows.</summary>
    public static readonly IReadOnlySet<Type> Types = new HashSet<Type>
    {
        typeof(string), typeof(long), typeof(int), typeof(short), typeof(uint), typeof(bool), typeof(byte[]), typeof(double), typeof(float), typeof(decimal),
        typeof(Guid), typeof(DateTime), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan),
    };

    /// <summary>A value as SQLite keeps it: see the conversions of the model, and <see cref="GuidBytes"/> and <see cref="UtcMicros"/> for the kernel's own statements.</summary>
    private int Bind(int place, object? value) => value switch
    {
        null or DBNull => raw.sqlite3_bind_null(statement, place),
        string text => raw.sqlite3_bind_text(statement, place, text),
        long number => raw.sqlite3_bind_int64(statement, place, number),
        int number => raw.sqlite3_bind_int64(statement, place, number),
        bool flag => raw.sqlite3_bind_int(statement, place, flag ? 1 : 0),
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(statement, place, 0),
        byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
        short number => raw.sqlite3_bind_int64(statement, place, number),
        uint number => raw.sqlite3_bind_int64(statement, place, number),
        double number => raw.sqlite3_bind_double(statement, place, number),
        float number => raw.sqlite3_bind_double(statement, place, number),
        Guid id => raw.sqlite3_bind_blob(statement, place, id.ToByteArray(true)),
        DateTime at => raw.sqlite3_bind_int64(statement, place, (at.Ticks - DateTime.UnixEpoch.Ticks) / 10),
        DateOnly date => raw.sqlite3_bind_text(statement, place, date.ToString("O", CultureInfo.InvariantCulture)),
        TimeOnly time => raw.sqlite3_bind_text(statement, place, time.ToString(time.Ticks % TimeSpan.TicksPerSecond == 0 ? "HH:mm:ss" : "HH:mm:ss.fffffff", CultureInfo.InvariantCulture)),
        TimeSpan length => raw.sqlite3_bind_text(statement, place, length.ToString("c", CultureInfo.InvariantCulture)),
        decimal number => raw.sqlite3_bind_text(statement, place, number.ToString("0.0###########################", CultureInfo.InvariantCulture)),
        _ => throw new NotSupportedException($"{value.GetType()} has no form on SQLite: give it one here, or convert it in the model."),
    };

    private void Check(int said) => SqliteException.ThrowExceptionForRC(said, database);
}
