using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace Shouwen.Kernel.Data;

/// <summary>
/// Questions that wait for no other's answer. On PostgreSQL they go to the database in one batch: the way there and back costs more
/// than most answers (ADR-0025). EF Core translates them and reads the answers as always; each only waits for its turn.
/// </summary>
internal sealed class AskedTogether(KernelDb db)
{
    private readonly List<PartOfAnswer> parts = [];

    public async Task Run(IReadOnlyList<Func<Task>> asks, CancellationToken ct)
    {
        // The context may be used by one only; these are one, for each goes on when the one before has ended.
        using var alone = db.GetService<IConcurrencyDetector>().EnterCriticalSection();
        await db.Database.OpenConnectionAsync(ct);
        var begun = new List<(Task Ask, PartOfAnswer? Part)>();
        try
        {
            db.Asking = this;
            foreach (var ask in asks)
            {
                var before = parts.Count;
                begun.Add((ask(), parts.Count > before ? parts[before] : null));
            }
            db.Asking = null;
            await Answer([.. begun.OrderBy(b => b.Part?.IsPlannedOnce ?? false)], ct);
        }
        catch (Exception fault)
        {
            db.Asking = null;
            foreach (var part in parts) part.Fail(fault);
            await Task.WhenAll(begun.Select(b => b.Ask)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>In place of executing the command: an answer that is still to come.</summary>
    public DbDataReader Add(DbCommand command)
    {
        var part = new PartOfAnswer((NpgsqlCommand)command);
        parts.Add(part);
        return part;
    }

    /// <summary>What is planned once comes last, so that no other is.</summary>
    private async Task Answer(List<(Task Ask, PartOfAnswer? Part)> begun, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection());
        var once = begun.FirstOrDefault(b => b.Part?.IsPlannedOnce == true).Part;
        foreach (var (_, part) in begun)
        {
            if (part is null) continue;
            if (part == once) batch.BatchCommands.Add(Planning.Command());
            batch.BatchCommands.Add(part.Asked());
        }
        await using var answers = batch.BatchCommands.Count == 0 ? null : await batch.ExecuteReaderAsync(ct);
        foreach (var (ask, part) in begun)
        {
            if (part is not null && part == once) await answers!.NextResultAsync(ct);
            part?.Open(answers!);
            await ask;
            if (part is not null) await answers!.NextResultAsync(ct);
        }
    }
}
