using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web.Kit;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Contacts.Contracts;
using Shouwen.Modules.Customers.Contracts;

namespace Shouwen.Modules.Cases.Intake;

/// <summary>Show the form for a new case with all that the contact or the customer already says.</summary>
public sealed record OpenCaseView(CaseType Type = CaseType.Complaint, string? Contact = null, string? Customer = null) : IQuery<OpenCaseView, OpenCaseView.View>
{
    public static Permission Needs => KernelPermissions.SignedIn;

    public sealed record View(CaseType Type, ContactCard? Contact, CustomerCard? Customer, DateTime Now, IReadOnlyList<Option> Territories);

    public sealed class Handler(AppDb db, Work work, IContacts contacts, ICustomers customers) : IHandler<OpenCaseView, View>
    {
        public async Task<View> Handle(OpenCaseView query, CancellationToken ct)
        {
            var contact = query.Contact is { Length: > 0 } number ? await contacts.Get(number, ct) : null;
            var customer = query.Customer is { Length: > 0 } named ? await customers.Get(named, ct)
                : contact?.CustomerId is { } id ? await customers.Get(id, ct) : null;
            var territories = await db.Territories.OrderBy(t => t.Path).Take(500).ToListAsync(ct);
            return new View(query.Type, contact, customer, work.Now, [.. territories.Select(t => new Option(t.NameZh, t.Name.ToString()))]);
        }
    }
}
