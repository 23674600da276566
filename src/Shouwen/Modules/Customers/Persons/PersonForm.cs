using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Customers.Files;
using Shouwen.Modules.Customers.Model;

namespace Shouwen.Modules.Customers.Persons;

/// <summary>Show a contact person to be changed.</summary>
public sealed record PersonForm(string Number, Guid Id) : IQuery<PersonForm, PersonForm.View>
{
    public static Permission Needs => CustomersPermissions.Edit;

    public sealed record View(string Number, string Customer, CustomerFile.Person Person);

    public sealed class Handler(AppDb db) : IHandler<PersonForm, View>
    {
        public async Task<View> Handle(PersonForm query, CancellationToken ct)
        {
            var file = await db.Customers.Numbered(query.Number, ct);
            var p = await db.ContactPersons.FirstOrDefaultAsync(x => x.CustomerId == file.Id && x.Id == query.Id, ct) ?? throw Refusal.NotFound("The contact person");
            return new View(file.Number, file.Name, new(p.Id, p.Name, p.Sex, p.Birthday, p.Position, Phones.Mask(p.Phone), p.Hobbies, p.Personality, p.RelationshipLevel, p.PreferredTime,
                p.IsPrimary, p.IsSupervisor, p.IsOperator));
        }
    }
}
