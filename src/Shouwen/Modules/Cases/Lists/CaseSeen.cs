using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Search;
using Shouwen.Kernel.Subjects;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Customers.Contracts;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Cases.Lists;

/// <summary>Cases as the search box and the customer's time line see them.</summary>
public sealed class CaseSeen(AppDb db, Actor actor) : ISeen, ITimelineSource
{
    string ISeen.Kind => CaseSubject.Kind;

    string ITimelineSource.Kind => CaseSubject.Kind;

    public string SubjectKind => CustomerSubject.Kind;

    public async Task<IReadOnlyCollection<Seen>> Visible(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        ids.Count == 0 || !actor.May(CasesPermissions.View) ? [] : await Among.All(db, [.. ids], ct);

    private static readonly Question<AppDb, List<Guid>, Seen> Among = new((db, ids) =>
        db.Cases.Where(c => ids.Contains(c.Id)).Select(c => new Seen(new SubjectRef(CaseSubject.Kind, c.Id, c.Number), c.UnitPath, c.TerritoryPath)));

    public async Task<IReadOnlyList<TimelineRow>> Newest(Guid subjectId, DateTime before, int most, CancellationToken ct)
    {
        if (!actor.May(CasesPermissions.View)) return [];
        var cases = await db.Cases.Where(c => c.CustomerId == subjectId && c.ReceivedAt < before).OrderByDescending(c => c.ReceivedAt).Take(most).ToListAsync(ct);
        return [.. cases.Select(c => new TimelineRow(c.ReceivedAt, CaseSubject.Kind, "folder", $"{T[c.Type + "|case"]} {c.Number}{T[": |colon"]}{c.Subject}", c.Content, c.FirstOwnerName, c.Ref, T[c.State + "|state"]))];
    }
}
