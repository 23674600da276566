using Npgsql;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Numbering;

/// <summary>A range of human numbers: prefix, year where it starts anew each year, and a serial (PLAT-005).</summary>
public sealed record Series(string Name, string Prefix, bool Yearly, int Digits = 6)
{
    public string Key(int year) => Yearly ? $"{Name}-{year}" : Name;

    public string Format(int year, long serial) =>
        $"{Prefix}{(Yearly ? $"{year}-" : "")}{serial.ToString().PadLeft(Digits, '0')}";
}

/// <summary>How far a series has come.</summary>
public sealed class SeriesHead
{
    public required string Name { get; init; }

    /// <summary>The last serial given out, or on PostgreSQL the last one that a node has taken in its block.</summary>
    public long Last { get; set; }
}

/// <summary>Gives the next number: within the transaction on SQLite, from the process's block on PostgreSQL. Uniqueness is promised, and order within one process; not absence of gaps.</summary>
public sealed class Numbers(Room room, NumberBlocks blocks)
{
    private const string Take = """
        INSERT INTO kernel_series_head (name, last) VALUES (@p0, @p1)
        ON CONFLICT (name) DO UPDATE SET last = kernel_series_head.last + @p1 RETURNING last
        """;

    public async Task<string> Next(Series series, int year)
    {
        var session = room.Session ?? throw new InvalidOperationException("Only a command takes numbers.");
        var key = series.Key(year);
        var serial = session.Engine == Engine.Sqlite
            ? Convert.ToInt64(await session.Scalar(Take, key, 1L))
            : await blocks.Next(key, session.Ct);
        return series.Format(year, serial);
    }

    /// <summary>Blocks of numbers that this node has taken, on PostgreSQL.</summary>
    internal const long BlockSize = 500;
    internal static string TakeSql => Take;
}

/// <summary>Serials taken in blocks, each in its own short transaction, so that writers do not wait for each other.</summary>
public sealed class NumberBlocks(NpgsqlDataSource? source = null)
{
    private readonly Dictionary<string, (long Next, long End)> blocks = [];
    private readonly SemaphoreSlim one = new(1, 1);

    internal async Task<long> Next(string key, CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            if (!blocks.TryGetValue(key, out var block) || block.Next > block.End)
            {
                var end = await Take(key, ct);
                block = (end - Numbers.BlockSize + 1, end);
            }
            blocks[key] = (block.Next + 1, block.End);
            return block.Next;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>On a connection of its own: the command that needs the number already holds one, and the block must outlive it.</summary>
    private async Task<long> Take(string key, CancellationToken ct)
    {
        if (source is null) throw new InvalidOperationException("Blocks of numbers are taken on PostgreSQL only.");
        await using var command = source.CreateCommand(Numbers.TakeSql.Replace("@p0", "$1").Replace("@p1", "$2"));
        command.Parameters.Add(new NpgsqlParameter { Value = key });
        command.Parameters.Add(new NpgsqlParameter { Value = Numbers.BlockSize });
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct));
    }
}
