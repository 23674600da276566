using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;

namespace Shouwen.Modules.Cases.Model;

/// <summary>Finds cases within the actor's reach, for the module's slices and, through the port, for others.</summary>
public sealed class CaseDesk(AppDb db, Work work, OrganisationBook organisation) : ICases
{
    private const int MostOfContact = 50;

    /// <summary>A number as it is kept, however it was typed.</summary>
    public static string Typed(string number) => number.Trim().ToUpperInvariant();

    /// <summary>A case by its number; outside the reach it does not exist.</summary>
    public async Task<Case> Find(string number, CancellationToken ct)
    {
        var wanted = Typed(number);
        return await db.Cases.FirstOrDefaultAsync(c => c.Number == wanted, ct) ?? throw Refusal.NotFound("The case");
    }

    public async Task<CaseCard> Get(Guid id, CancellationToken ct) =>
        (await db.Cases.FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw Refusal.NotFound("The case")).Card;

    public async Task<IReadOnlyDictionary<Guid, CaseCard>> Cards(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        (await db.Cases.AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync(ct)).ToDictionary(c => c.Id, c => c.Card);

    public async Task<IReadOnlyList<CaseCard>> OpenedFrom(Guid contactId, CancellationToken ct) =>
        [.. (await db.Cases.AsNoTracking().Where(c => c.ContactId == contactId).OrderByDescending(c => c.ReceivedAt).ThenByDescending(c => c.Id).Take(MostOfContact).ToListAsync(ct)).Select(c => c.Card)];

    public async Task<IReadOnlyList<CaseCard>> Answered(CaseType? type, string unitPath, DateTime from, DateTime to, Guid after, int most, CancellationToken ct)
    {
        var rows = db.Cases.AsNoTracking().Where(c => c.AnsweredAt >= from && c.AnsweredAt < to && c.Id > after);
        if (type is { } one) rows = rows.Where(c => c.Type == one);
        if (unitPath.Length > 0)
        {
            var (low, high) = (PathRange.Below(unitPath).From, PathRange.Below(unitPath).To);
            rows = rows.Where(c => string.Compare(c.UnitPath, low) >= 0 && string.Compare(c.UnitPath, high) < 0);
        }
        return [.. (await rows.OrderBy(c => c.Id).Take(most).ToListAsync(ct)).Select(c => c.Card)];
    }

    public Task<int> OpenPromises(Guid caseId, CancellationToken ct) =>
        db.Promises.CountAsync(p => p.CaseId == caseId && p.AnsweredAt == null, ct);

    /// <summary>An enabled colleague with the name and unit that history shows.</summary>
    public async Task<(Guid Id, string Name, string UnitPath)> Person(Guid id, string field, CancellationToken ct)
    {
        var found = await (from user in db.Users
                           join unit in db.Units on user.UnitId equals unit.Id
                           where user.Id == id && user.Enabled
                           select new { user.Id, user.Name, unit.Path }).FirstOrDefaultAsync(ct);
        return found is null ? throw Refusal.Of(field, "person.unknown", "Please choose a colleague.") : (found.Id, found.Name, found.Path);
    }

    /// <summary>The unit that served a territory on the day of reception (CASE-019, PLAT-003).</summary>
    public async Task<string?> UnitServing(Guid? territoryId, DateTime at, CancellationToken ct) =>
        territoryId is { } territory ? (await organisation.Current(ct)).Serving(territory, WorkCalendar.Default.LocalDate(at)) : null;

    /// <summary>The branch or headquarters above a unit, for matters of branch level (CASE-019).</summary>
    public async Task<string> BranchAbove(string unitPath, CancellationToken ct)
    {
        var above = PathRange.Upwards(unitPath).ToHashSet();
        var branches = (await organisation.Current(ct)).Units.Where(u => u.Kind is UnitKind.Branch or UnitKind.Headquarters && above.Contains(u.Path));
        return branches.MaxBy(u => u.Path.Length)?.Path ?? work.Actor.UnitPath;
    }
}
