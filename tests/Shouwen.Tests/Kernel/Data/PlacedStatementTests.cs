using System.Reflection;
using Microsoft.Data.Sqlite;
using Shouwen.Kernel.Data;

namespace Shouwen.Tests.Kernel.Data;

/// <summary>The write gate keeps each value as the provider would, which reads it again.</summary>
public sealed class PlacedStatementTests
{
    private static readonly Type statement = typeof(KernelDb).Assembly.GetType("Shouwen.Kernel.Data.PlacedStatement", throwOnError: true)!;

    [Fact]
    public void Each_type_is_kept_as_the_provider_keeps_it()
    {
        object[] values =
        [
            "text", 5L, 7, short.MinValue, uint.MaxValue, true, new byte[] { 1, 2 }, 1.5d, 0.1f, 12.50m, new DateOnly(2026, 3, 2), new TimeOnly(8, 30),
            TimeSpan.FromMinutes(90), TimeSpan.FromDays(-2.5), new TimeSpan(1, 2, 3, 4, 5),
        ];
        var known = (IReadOnlySet<Type>)statement.GetField("Types")!.GetValue(null)!;
        known.Except(values.Select(v => v.GetType())).ShouldBe([typeof(Guid), typeof(DateTime)], ignoreOrder: true, "those two the model converts");
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        foreach (var value in values)
        {
            Bound(connection, value).ShouldBe(Provided(connection, value), value.GetType().Name);
        }
    }

    [Fact]
    public void A_type_that_has_no_form_is_named_with_what_to_do()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Should.Throw<TargetInvocationException>(() => Bound(connection, DateTimeOffset.UnixEpoch)).InnerException.ShouldBeOfType<NotSupportedException>()
            .Message.ShouldBe("System.DateTimeOffset has no form on SQLite: give it one here, or convert it in the model.");
    }

    private static string Bound(SqliteConnection connection, object value)
    {
        Do(connection, "DROP TABLE IF EXISTS kept; CREATE TABLE kept (it)").ExecuteNonQuery();
        using var placed = (IDisposable)Activator.CreateInstance(statement, connection, "INSERT INTO kept VALUES (@p0)", 1)!;
        statement.GetMethod("Run")!.Invoke(placed, [new[] { value }]);
        return Kept(connection);
    }

    private static string Provided(SqliteConnection connection, object value)
    {
        Do(connection, "DROP TABLE IF EXISTS kept; CREATE TABLE kept (it)").ExecuteNonQuery();
        using var insert = Do(connection, "INSERT INTO kept VALUES (@p0)");
        insert.Parameters.AddWithValue("@p0", value);
        insert.ExecuteNonQuery();
        return Kept(connection);
    }

    private static string Kept(SqliteConnection connection) => (string)Do(connection, "SELECT typeof(it) || ' ' || quote(it) FROM kept").ExecuteScalar()!;

    private static SqliteCommand Do(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
