using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Contacts.Contracts;
using Shouwen.Modules.Contacts.Model;
using Shouwen.Modules.Customers.Contracts;

namespace Shouwen.Modules.Contacts.Log;

/// <summary>Show one contact: what was said, what is missing, what follows (CONT-001, CONT-002).</summary>
public sealed record ContactFile(string Number) : IQuery<ContactFile, ContactFile.View>
{
    public static Permission Needs => ContactsPermissions.View;

    public sealed record View(Contact Contact, string Phone, CustomerCard? Customer, CustomerCard? Proposed, IReadOnlyList<string> Required, IReadOnlyList<CaseCard> Cases);

    public sealed class Handler(AppDb db, PolicyBook policies, ICustomers customers, ICases cases) : IHandler<ContactFile, View>
    {
        public async Task<View> Handle(ContactFile query, CancellationToken ct)
        {
            var contact = await db.Contacts.Numbered(query.Number, ct);
            var customer = contact.CustomerId is { } id ? (await customers.Cards([id], ct)).GetValueOrDefault(id) : null;
            var proposed = contact.CustomerId is null && contact.CallerPhone.Length > 0 ? await customers.ByPhone(contact.CallerPhone, ct) : null;
            var required = (await policies.Current(ct)).Read(ContactsRules.Required, contact.UnitPath, WorkCalendar.Default.LocalDate(contact.StartedAt));
            return new View(contact, Phones.Mask(contact.CallerPhone), customer, proposed, required, await cases.OpenedFrom(contact.Id, ct));
        }
    }
}

/// <summary>Tell programs one contact; the telephone number is masked.</summary>
public sealed record GetContact(string Number) : IQuery<GetContact, GetContact.Answer>
{
    public static Permission Needs => ContactsPermissions.View;

    public sealed record Answer(
        Guid Id, string Number, Channel Channel, Direction Direction, DateTime StartedAt, DateTime? EndedAt, string? Customer, string CallerName, string CallerPhone, string CallerCompany, bool IsPrivatePerson,
        string CallerPlace, string Building, string Premises, string Purpose, string Reason, string Subject, string Content, string NeedFound, string Result, string NextStep,
        bool IsReadBack, string NoReadBackReason, IReadOnlyList<string> Missing, ContactState State, Guid StaffId, string StaffName, int Version) : IVersioned;

    public sealed class Handler(AppDb db, ICustomers customers) : IHandler<GetContact, Answer>
    {
        public async Task<Answer> Handle(GetContact query, CancellationToken ct)
        {
            var c = await db.Contacts.Numbered(query.Number, ct);
            var customer = c.CustomerId is { } id ? (await customers.Cards([id], ct)).GetValueOrDefault(id)?.Number : null;
            return new Answer(c.Id, c.Number, c.Channel, c.Direction, c.StartedAt, c.EndedAt, customer, c.CallerName, Phones.Mask(c.CallerPhone), c.CallerCompany, c.IsPrivatePerson,
                c.CallerPlace, c.Building, c.Premises, c.Purpose, c.Reason, c.Subject, c.Content, c.NeedFound, c.Result, c.NextStep,
                c.IsReadBack, c.NoReadBackReason, c.Missing, c.State, c.StaffId, c.StaffName, c.Version);
        }
    }
}
