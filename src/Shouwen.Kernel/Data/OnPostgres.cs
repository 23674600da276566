using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Shouwen.Kernel.Data;

/// <summary>EF Core on PostgreSQL as the kernel wants it.</summary>
public static class OnPostgres
{
    private static readonly PostgresQuestions Questions = new();

    public static TBuilder UsePostgres<TBuilder>(this TBuilder options, NpgsqlDataSource source) where TBuilder : DbContextOptionsBuilder
    {
        options.UseNpgsql(source).AddInterceptors(Questions).WithoutKnownWarnings();
        return options;
    }
}
