using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Shouwen.Kernel.Data;

/// <summary>EF Core on PostgreSQL as the kernel wants it.</summary>
public static class OnPostgres
{
    private static readonly PostgresQuestions Questions = new();

    /// <summary>Without a source a context goes nowhere; its model is the same.</summary>
    public static TBuilder UsePostgres<TBuilder>(this TBuilder options, NpgsqlDataSource? source) where TBuilder : DbContextOptionsBuilder
    {
        (source is null ? options.UseNpgsql() : options.UseNpgsql(source)).AddInterceptors(Questions).WithoutKnownWarnings();
        return options;
    }
}
