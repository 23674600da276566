using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Lifecycle;

/// <summary>Make the partitions of the history for this month and the three to come; on SQLite the history is one table and nothing is to be done.</summary>
public sealed record MakeHistoryMonths : ICommand<MakeHistoryMonths, int>
{
    public static Permission Needs => KernelPermissions.System;

    public sealed class Handler(Room room, Installation installation) : IHandler<MakeHistoryMonths, int>
    {
        public async Task<int> Handle(MakeHistoryMonths command, CancellationToken ct)
        {
            if (installation.Engine != Engine.Postgres) return 0;
            var now = room.Work.Now;
            // Better tried again later than all readers of the history waiting behind one slow question.
            await room.Db.Database.ExecuteSqlAsync($"SET LOCAL lock_timeout = '2s'", ct);
            return await room.Db.Database.SqlQuery<int>($"""SELECT kernel_make_history_months({now}) AS "Value" """).SingleAsync(ct);
        }
    }
}
