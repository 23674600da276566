using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web.Kit;
using Shouwen.Modules.Administration.Model;

namespace Shouwen.Modules.Administration.Organisation;

/// <summary>Show the territories as a tree and which unit serves each, today and from a later date (PLAT-003).</summary>
public sealed record TerritoriesSheet : IQuery<TerritoriesSheet, TerritoriesSheet.View>
{
    public static Permission Needs => AccessPermissions.Organisation;

    public sealed record Row(Guid Id, int No, Guid? ParentId, string Path, int Depth, string Name, string NameZh, string NameEn, string ServedBy, string NextServedBy, DateOnly? NextFrom);

    public sealed record View(IReadOnlyList<Row> Items, IReadOnlyList<Option> Territories);

    public sealed class Handler(KernelDb db, Work work) : IHandler<TerritoriesSheet, View>
    {
        public async Task<View> Handle(TerritoriesSheet query, CancellationToken ct)
        {
            var today = WorkCalendar.Default.LocalDate(work.Now);
            var territories = await UnitTree.Territories(db, ct);
            var units = (await UnitTree.Units(db, ct)).ToDictionary(u => u.Id, u => u.Name.ToString());
            var rows = (await db.TerritoryServices.OrderBy(s => s.From).ThenBy(s => s.Id).ToListAsync(ct)).ToLookup(s => s.TerritoryId);
            return new View([.. territories.Select(t =>
            {
                var (now, next) = (rows[t.Id].LastOrDefault(s => s.From <= today), rows[t.Id].FirstOrDefault(s => s.From > today));
                return new Row(t.Id, t.No, t.ParentId, t.Path, UnitTree.Depth(t.Path), t.Name.ToString(), t.NameZh, t.NameEn,
                    now is null ? "" : units.GetValueOrDefault(now.UnitId, ""), next is null ? "" : units.GetValueOrDefault(next.UnitId, ""), next?.From);
            })], UnitTree.Options(territories));
        }
    }
}

/// <summary>Show one territory with the units that served, serve and will serve it (PLAT-003).</summary>
public sealed record TerritorySheet(int No) : IQuery<TerritorySheet, TerritorySheet.View>
{
    public static Permission Needs => AccessPermissions.Organisation;

    public sealed record Turn(DateOnly From, DateOnly? To, string Unit, bool IsNow);

    public sealed record View(Guid Id, int Version, int No, string Name, string NameZh, string NameEn, IReadOnlyList<Turn> Turns, IReadOnlyList<Option> Units, DateOnly Today);

    public sealed class Handler(KernelDb db, Work work) : IHandler<TerritorySheet, View>
    {
        public async Task<View> Handle(TerritorySheet query, CancellationToken ct)
        {
            var territory = await db.Territories.FirstOrDefaultAsync(t => t.No == query.No, ct) ?? throw Refusal.NotFound("The territory");
            var units = await UnitTree.Units(db, ct);
            var today = WorkCalendar.Default.LocalDate(work.Now);
            var rows = await db.TerritoryServices.Where(s => s.TerritoryId == territory.Id).OrderBy(s => s.From).ThenBy(s => s.Id).ToListAsync(ct);
            // Several rows of one date: the last one written holds.
            rows = [.. rows.GroupBy(r => r.From).Select(g => g.Last())];
            var turns = rows.Select((r, i) => new Turn(r.From, i + 1 < rows.Count ? rows[i + 1].From.AddDays(-1) : null, units.FirstOrDefault(u => u.Id == r.UnitId)?.Name.ToString() ?? "",
                r.From <= today && (i + 1 == rows.Count || rows[i + 1].From > today)));
            return new View(territory.Id, territory.Version, territory.No, territory.Name.ToString(), territory.NameZh, territory.NameEn, [.. turns.Reverse()], UnitTree.Options(units), today);
        }
    }
}
