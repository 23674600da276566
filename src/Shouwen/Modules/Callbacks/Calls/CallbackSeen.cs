using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Search;
using Shouwen.Kernel.Subjects;
using Shouwen.Modules.Callbacks.Contracts;

namespace Shouwen.Modules.Callbacks.Calls;

/// <summary>Which callbacks the actor may really see, with the customer and the matter.</summary>
public sealed class CallbackSeen(AppDb db, Actor actor) : ISeen
{
    public string Kind => CallbackSubject.Kind;

    public async Task<IReadOnlyCollection<Seen>> Visible(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        ids.Count == 0 || !actor.May(CallbacksPermissions.View) ? [] : await db.Callbacks.Where(c => ids.Contains(c.Id)).Select(c => new Seen(new SubjectRef(CallbackSubject.Kind, c.Id, c.Number), c.UnitPath, c.TerritoryPath, c.CustomerName + " · " + (c.CaseNumber + " " + c.Matter).Trim())).ToListAsync(ct);
}
