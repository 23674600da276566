using Microsoft.EntityFrameworkCore;
using Shouwen.Modules.Customers.Model;

namespace Shouwen.Data;

public sealed partial class AppDb
{
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<ContactPerson> ContactPersons => Set<ContactPerson>();

    private void MapCustomers(ModelBuilder model)
    {
        model.Entity<Customer>(customer =>
        {
            Scope(customer, c => c.KeeperId == Me);
            customer.HasIndex(c => c.Number).IsUnique();
            customer.HasIndex(c => c.PhoneDigits);
            customer.HasIndex(c => new { c.OpenedAt, c.Id });
            customer.HasIndex(c => c.InstalledOn);
            customer.Property(c => c.Remarks).HasMaxLength(LongText);
            customer.Property(c => c.Address).HasMaxLength(300);
            customer.Ignore(c => c.Card);
            customer.Ignore(c => c.Subject);
        });
        model.Entity<ContactPerson>(person =>
        {
            Scope(person, p => Set<Customer>().Any(c => c.Id == p.CustomerId && c.KeeperId == Me));
            person.HasIndex(p => p.CustomerId);
            person.HasIndex(p => p.BirthMonth);
            person.HasOne<Customer>().WithMany().HasForeignKey(p => p.CustomerId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
