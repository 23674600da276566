using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Contacts.Contracts;

namespace Shouwen.Modules.Contacts.Model;

/// <summary>The contacts module as others see it.</summary>
public sealed class ContactDesk(AppDb db) : IContacts
{
    public async Task<ContactCard> Get(Guid id, CancellationToken ct) =>
        (await db.Contacts.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw Refusal.NotFound("The contact")).Card;

    public async Task<ContactCard> Get(string number, CancellationToken ct) => (await db.Contacts.AsNoTracking().Numbered(number, ct)).Card;
}
