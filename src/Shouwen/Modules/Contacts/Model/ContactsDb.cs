using Microsoft.EntityFrameworkCore;
using Shouwen.Modules.Contacts.Model;

namespace Shouwen.Data;

public sealed partial class AppDb
{
    public DbSet<Contact> Contacts => Set<Contact>();

    private void MapContacts(ModelBuilder model) => model.Entity<Contact>(contact =>
    {
        Scope(contact, c => c.StaffId == Me);
        contact.HasIndex(c => c.Number).IsUnique();
        contact.HasIndex(c => new { c.CustomerId, c.StartedAt });
        // The list walks it in order and tells from it alone what is within reach and what its filters leave (ADR-0023).
        contact.HasIndex(c => new { c.StartedAt, c.Id, c.StaffId, c.UnitPath, c.TerritoryPath, c.Channel, c.Direction, c.State, c.IsReadBack }).HasDatabaseName("IX_contacts_contact_register");
        contact.HasIndex(c => new { c.StaffId, c.StartedAt, c.Id });
        contact.HasIndex(c => c.State).HasFilter("state = 'ToClarify'");
        contact.Property(c => c.Content).HasMaxLength(LongText);
        contact.Property(c => c.Result).HasMaxLength(LongText);
        contact.Property(c => c.NeedFound).HasMaxLength(LongText);
        contact.Ignore(c => c.Card);
        contact.Ignore(c => c.Ref);
        contact.Ignore(c => c.IsSpoken);
    });
}
