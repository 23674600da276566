using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Text;

namespace Shouwen.Kernel.Access;

/// <summary>A unit as everybody may know it.</summary>
public sealed record UnitCard(Guid Id, int No, string Path, UnitKind Kind, LocalText Name, Guid? HeadId);

/// <summary>A person who has or had access, as everybody may know them.</summary>
public sealed record Colleague(Guid Id, string Name, string UnitPath, bool Enabled);

/// <summary>Units and people at one moment of knowledge: names for what is shown, heads for what is owed.</summary>
public sealed class Organisation(IReadOnlyList<UnitCard> units, IReadOnlyList<Colleague> people, IReadOnlyList<TerritoryService> services)
{
    private readonly Dictionary<string, UnitCard> byPath = units.ToDictionary(u => u.Path);
    private readonly Dictionary<Guid, Colleague> byId = people.ToDictionary(p => p.Id);
    private readonly Dictionary<Guid, UnitCard> unitsById = units.ToDictionary(u => u.Id);
    private readonly ILookup<Guid, TerritoryService> services = services.OrderByDescending(s => s.From).ToLookup(s => s.TerritoryId);

    /// <summary>All units in the order of the tree.</summary>
    public IReadOnlyList<UnitCard> Units => units;

    /// <summary>All people by unit in the order of the tree, then by name.</summary>
    public IReadOnlyList<Colleague> People => people;

    /// <summary>A person's name; empty for nobody.</summary>
    public string NameOf(Guid? person) => person is { } id && byId.TryGetValue(id, out var found) ? found.Name : "";

    /// <summary>The path of the unit that a person belongs to; null for nobody.</summary>
    public string? UnitOf(Guid person) => byId.GetValueOrDefault(person)?.UnitPath;

    /// <summary>The name in the reader's language; the path of a unit that is not known.</summary>
    public string UnitName(string path) => byPath.TryGetValue(path, out var unit) ? unit.Name.ToString() : path;

    /// <summary>The path of a unit as somebody names it: by its path, its number or its name in either language.</summary>
    public string? PathOf(string unit)
    {
        if (unit.StartsWith('/')) return unit;
        var no = int.TryParse(unit, out var number) ? number : -1;
        return units.FirstOrDefault(u => u.No == no || u.Name.Zh == unit || u.Name.En == unit)?.Path;
    }

    /// <summary>The path of the unit that serves a territory on a day; null where none does (CASE-019, PLAT-003).</summary>
    public string? Serving(Guid territoryId, DateOnly on) =>
        services[territoryId].FirstOrDefault(s => s.From <= on) is { } service ? unitsById.GetValueOrDefault(service.UnitId)?.Path : null;

    /// <summary>The head of the unit or of the nearest unit above that has one.</summary>
    public Guid? HeadOf(string unitPath) => Upwards(unitPath).FirstOrDefault();

    /// <summary>The nearest head, in the unit or above it, who is somebody else.</summary>
    public Guid? HeadOf(string unitPath, Guid otherThan) => Upwards(unitPath).FirstOrDefault(head => head != otherThan);

    /// <summary>The head above a person: the next unit upwards, after the last that the person leads, that has one.</summary>
    public Guid? Above(string unitPath, Guid person)
    {
        var upwards = Upwards(unitPath).ToList();
        return upwards.Skip(upwards.LastIndexOf(person) + 1).FirstOrDefault();
    }

    private IEnumerable<Guid?> Upwards(string unitPath) =>
        PathRange.Upwards(unitPath).Select(path => byPath.GetValueOrDefault(path)?.HeadId).Where(head => head is not null);
}

/// <summary>The organisation, kept in memory because every list shows a name and every duty asks for a head.</summary>
public sealed class OrganisationBook(IReadContexts contexts, TimeProvider time) : KeptBook<OrganisationBook.State>(contexts, time)
{
    public async ValueTask<Organisation> Current(CancellationToken ct = default) => (await Snapshot(ct)).Organisation;

    public override bool WasReadFrom(object record) => record is Unit or User or TerritoryService;

    protected override async Task<State> Read(KernelDb db, State? earlier, CancellationToken ct)
    {
        var stamp = new Stamp(await db.Units.CountAsync(ct), await db.Units.SumAsync(u => u.Version, ct), await db.Users.CountAsync(ct), await db.Users.SumAsync(u => u.Version, ct),
            await db.TerritoryServices.CountAsync(ct), await db.TerritoryServices.OrderByDescending(s => s.Id).Select(s => s.Id).FirstOrDefaultAsync(ct));
        if (earlier is not null && earlier.Stamp == stamp) return earlier;
        var units = await db.Units.OrderBy(u => u.Path).Select(u => new UnitCard(u.Id, u.No, u.Path, u.Kind, new LocalText(u.NameEn, u.NameZh), u.HeadId)).ToListAsync(ct);
        var people = await (from user in db.Users
                            join unit in db.Units on user.UnitId equals unit.Id
                            orderby unit.Path, user.Name, user.Id
                            select new Colleague(user.Id, user.Name, unit.Path, user.Enabled)).ToListAsync(ct);
        return new State(new Organisation(units, people, await db.TerritoryServices.ToListAsync(ct)), stamp);
    }

    /// <summary>How many there are, and how often they were changed.</summary>
    public sealed record Stamp(int Units, int UnitChanges, int People, int PeopleChanges, int Services, Guid NewestService);

    /// <summary>What was read, and what tells whether it has changed since.</summary>
    public sealed record State(Organisation Organisation, Stamp Stamp);
}
