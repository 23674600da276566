using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Events;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Search;

/// <summary>Teach search the new paths of a moved unit's records, one kind and one batch at a time (PLAT-003, PLAT-012).</summary>
public sealed record ReindexUnit(string UnitPath, int Part = 0, Guid? After = null) : ICommand<ReindexUnit, int>
{
    public const int Batch = 500;
    private static readonly MethodInfo Reading = typeof(Handler).GetMethod(nameof(Handler.Read), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static Permission Needs => KernelPermissions.System;

    public sealed class Handler(Room room) : IHandler<ReindexUnit, int>
    {
        public async Task<int> Handle(ReindexUnit command, CancellationToken ct)
        {
            var kinds = room.Db.Model.GetEntityTypes().Select(t => t.ClrType).Where(t => typeof(ISearchable).IsAssignableFrom(t)).OrderBy(t => t.FullName, StringComparer.Ordinal).ToList();
            if (command.Part >= kinds.Count) return 0;
            var records = await (Task<List<ISearchable>>)Reading.MakeGenericMethod(kinds[command.Part])
                .Invoke(null, [room.Db, PathRange.Below(command.UnitPath), command.After ?? Guid.Empty, ct])!;
            var session = room.Session!;
            await session.Write([.. records.SelectMany(r => SearchIndex.Statements(r, isNew: false, session.Engine))]);
            if (records.Count == Batch) GoOn(command.Part, ((Entity)records[^1]).Id);
            else if (command.Part + 1 < kinds.Count) GoOn(command.Part + 1, null);
            room.Work.Subject = new SubjectRef("unit", Guid.Empty, command.UnitPath);
            return records.Count;

            void GoOn(int part, Guid? after) => room.Work.Raise(new UnitMoved
            {
                Subject = new SubjectRef("unit", Guid.Empty), At = room.Work.Now, Belongs = new Belonging(command.UnitPath, "", null), Part = part, After = after,
            });
        }

        internal static async Task<List<ISearchable>> Read<T>(KernelDb db, PathRange range, Guid after, CancellationToken ct) where T : class
        {
            var (low, high) = (range.From, range.To);
            var rows = await db.Unscoped<T>().AsNoTracking()
                .Where(r => string.Compare(EF.Property<string>(r, "UnitPath"), low) >= 0 && string.Compare(EF.Property<string>(r, "UnitPath"), high) < 0)
                .Where(r => EF.Property<Guid>(r, "Id") > after)
                .OrderBy(r => EF.Property<Guid>(r, "Id")).Take(Batch).ToListAsync(ct);
            return [.. rows.Cast<ISearchable>()];
        }
    }
}
