using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Search;
using Shouwen.Kernel.Subjects;
using Shouwen.Modules.Contacts.Contracts;

namespace Shouwen.Modules.Contacts.Log;

/// <summary>Which found contacts the actor may really see.</summary>
public sealed class ContactSeen(AppDb db, Actor actor) : ISeen
{
    public string Kind => ContactSubject.Kind;

    public async Task<IReadOnlyCollection<Seen>> Visible(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        ids.Count == 0 || !actor.May(ContactsPermissions.View) ? [] : await db.Contacts.Where(c => ids.Contains(c.Id)).Select(c => new Seen(new SubjectRef(ContactSubject.Kind, c.Id, c.Number), c.UnitPath, c.TerritoryPath)).ToListAsync(ct);
}
