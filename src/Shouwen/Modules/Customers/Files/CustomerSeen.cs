using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Search;
using Shouwen.Kernel.Subjects;
using Shouwen.Modules.Customers.Contracts;

namespace Shouwen.Modules.Customers.Files;

/// <summary>Which found customers the actor may really see.</summary>
public sealed class CustomerSeen(AppDb db, Actor actor) : ISeen
{
    public string Kind => CustomerSubject.Kind;

    public async Task<IReadOnlyCollection<Seen>> Visible(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        ids.Count == 0 || !actor.May(CustomersPermissions.View) ? [] : await db.Customers.Where(c => ids.Contains(c.Id)).Select(c => new Seen(new SubjectRef(CustomerSubject.Kind, c.Id, c.Number), c.UnitPath, c.TerritoryPath)).ToListAsync(ct);
}
