using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Shouwen.Kernel.Data;

namespace Shouwen.Kernel.Search;

/// <summary>A record that was found, and how it is called.</summary>
public sealed record SearchHit(Guid Id, string Kind, string Label, string Title);

/// <summary>What is read of each hit.</summary>
internal sealed record SearchColumns<T>(string Names, Func<DbDataReader, T> Read);

/// <summary>
/// A question to the index, in SQL: its form follows what was typed, and translating it each time cost more than many an answer. It
/// goes the way of EF Core's commands, so that what listens to these listens to it.
/// </summary>
internal sealed class SearchQuestion(string sql)
{
    private readonly List<object> values = [];
    private string text = sql;

    /// <summary>Adds to the text; <c>?</c> stands for the value.</summary>
    public SearchQuestion Add(string more, object value)
    {
        text += more.Replace("?", string.Create(CultureInfo.InvariantCulture, $"{{{values.Count}}}"), StringComparison.Ordinal);
        values.Add(value);
        return this;
    }

    public SearchQuestion Add(string more)
    {
        text += more;
        return this;
    }

    public async Task<List<T>> Read<T>(KernelDb db, Func<DbDataReader, T> read, CancellationToken ct)
    {
        var (command, found) = (db.GetService<IRawSqlCommandBuilder>().Build(text, values, db.Model), new List<T>());
        var (connection, logger) = (db.GetService<IRelationalConnection>(), db.GetService<IRelationalCommandDiagnosticsLogger>());
        await using var answer = await command.RelationalCommand.ExecuteReaderAsync(new(connection, command.ParameterValues, null, db, logger, CommandSource.FromSqlQuery), ct);
        while (await answer.ReadAsync(ct)) found.Add(read(answer.DbDataReader));
        return found;
    }
}
