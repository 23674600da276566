using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web.Kit;
using Shouwen.Modules.Administration.Model;
using Microsoft.EntityFrameworkCore;

namespace Shouwen.Modules.Administration.Organisation;

/// <summary>Show the organisation as a tree of units, with heads, substitutes and telephones (PLAT-003).</summary>
public sealed record UnitsSheet : IQuery<UnitsSheet, UnitsSheet.View>
{
    public static Permission Needs => AccessPermissions.Organisation;

    public sealed record Row(Guid Id, int No, Guid? ParentId, string Path, int Depth, UnitKind Kind, string Name, string NameZh, string NameEn, string Head, string Substitute, string Phone, int People);

    public sealed record View(IReadOnlyList<Row> Items, IReadOnlyList<Option> Units);

    public sealed class Handler(KernelDb db) : IHandler<UnitsSheet, View>
    {
        public async Task<View> Handle(UnitsSheet query, CancellationToken ct)
        {
            var units = await UnitTree.Units(db, ct);
            var named = units.SelectMany(u => new[] { u.HeadId, u.SubstituteId }).OfType<Guid>().Distinct().ToList();
            var names = await db.Users.Where(u => named.Contains(u.Id)).Select(u => new { u.Id, u.Name }).ToDictionaryAsync(u => u.Id, u => u.Name, ct);
            var people = await db.Users.Where(u => u.Enabled).GroupBy(u => u.UnitId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
            return new View([.. units.Select(u => new Row(u.Id, u.No, u.ParentId, u.Path, UnitTree.Depth(u.Path), u.Kind, u.Name.ToString(), u.NameZh, u.NameEn,
                Name(u.HeadId), Name(u.SubstituteId), u.Phone, people.GetValueOrDefault(u.Id)))], UnitTree.Options(units));

            string Name(Guid? id) => id is { } known ? names.GetValueOrDefault(known, "") : "";
        }
    }
}

/// <summary>Show one unit: what it is, who leads it, who works in it, what stands below (PLAT-003).</summary>
public sealed record UnitSheet(int No) : IQuery<UnitSheet, UnitSheet.View>
{
    private const int MostPeople = 500;

    public static Permission Needs => AccessPermissions.Organisation;

    public sealed record Person(Guid Id, string Login, string Name);

    public sealed record View(
        Guid Id, int Version, int No, UnitKind Kind, string Name, string NameZh, string NameEn, string Phone, Guid? HeadId, Guid? SubstituteId, string Head, string Substitute,
        IReadOnlyList<(int No, string Name)> Above, IReadOnlyList<(int No, string Name, UnitKind Kind)> Below, IReadOnlyList<Person> People, IReadOnlyList<string> Territories,
        IReadOnlyList<Option> Candidates, IReadOnlyList<Option> Units)
    {
        public bool IsRoot => Above.Count == 0;
    }

    public sealed class Handler(KernelDb db, Work work) : IHandler<UnitSheet, View>
    {
        public async Task<View> Handle(UnitSheet query, CancellationToken ct)
        {
            var units = await UnitTree.Units(db, ct);
            var unit = units.FirstOrDefault(u => u.No == query.No) ?? throw Refusal.NotFound("The unit");
            var people = await db.Users.Where(u => u.UnitId == unit.Id && u.Enabled).OrderBy(u => u.Name).Take(MostPeople).Select(u => new Person(u.Id, u.Login, u.Name)).ToListAsync(ct);
            var above = units.Where(u => u.Id != unit.Id && unit.Path.StartsWith(u.Path, StringComparison.Ordinal)).ToList();
            var eligible = above.Select(u => u.Id).Append(unit.Id).ToList();
            var candidates = await db.Users.Where(u => u.Enabled && (eligible.Contains(u.UnitId) || u.Id == unit.HeadId || u.Id == unit.SubstituteId)).OrderBy(u => u.Name).Take(MostPeople)
                .Select(u => new { u.Id, u.Name, u.Login }).ToListAsync(ct);
            var serves = await Territories(unit.Id, WorkCalendar.Default.LocalDate(work.Now), ct);
            string Name(Guid? id) => candidates.FirstOrDefault(c => c.Id == id)?.Name ?? "";
            return new View(unit.Id, unit.Version, unit.No, unit.Kind, unit.Name.ToString(), unit.NameZh, unit.NameEn, unit.Phone, unit.HeadId, unit.SubstituteId, Name(unit.HeadId), Name(unit.SubstituteId),
                [.. above.Select(u => (u.No, u.Name.ToString()))], [.. units.Where(u => u.ParentId == unit.Id).Select(u => (u.No, u.Name.ToString(), u.Kind))], people, serves,
                [.. candidates.Select(c => new Option(c.Id.ToString(), c.Name, Detail: c.Login))],
                UnitTree.Options(units.Where(u => !u.Path.StartsWith(unit.Path, StringComparison.Ordinal))));
        }

        /// <summary>The territories that this unit serves today: those whose newest row up to today names it.</summary>
        private async Task<List<string>> Territories(Guid unitId, DateOnly today, CancellationToken ct)
        {
            var territories = await UnitTree.Territories(db, ct);
            var rows = await db.TerritoryServices.Where(s => s.From <= today).OrderBy(s => s.From).ThenBy(s => s.Id).ToListAsync(ct);
            var newest = rows.GroupBy(s => s.TerritoryId).ToDictionary(g => g.Key, g => g.Last().UnitId);
            return [.. territories.Where(t => newest.GetValueOrDefault(t.Id) == unitId).Select(t => t.Name.ToString())];
        }
    }
}
