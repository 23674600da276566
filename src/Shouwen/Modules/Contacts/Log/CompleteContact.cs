using FluentValidation;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Contacts.Model;
using Shouwen.Modules.Customers.Contracts;

namespace Shouwen.Modules.Contacts.Log;

/// <summary>Complete or correct the record of a contact (CONT-002); what is not given stays as it is.</summary>
public sealed record CompleteContact(
    string Number, string? Customer = null, string? CallerName = null, string? CallerPhone = null, string? CallerCompany = null, bool IsPrivatePerson = false, string? CallerPlace = null,
    string? Building = null, string? Premises = null, string? Purpose = null, string? Reason = null, string? Subject = null, string? Content = null, string? NeedFound = null, string? Result = null,
    string? NextStep = null, bool IsReadBack = false, string? NoReadBackReason = null) : ICommand<CompleteContact, CompleteContact.Completed>, IContactDetails
{
    public static Permission Needs => ContactsPermissions.Record;

    public sealed record Completed(string Number, ContactState State, IReadOnlyList<string> Missing);

    public sealed class Rules : AbstractValidator<CompleteContact>
    {
        public Rules() => Include(new ContactDetailRules());
    }

    public sealed class Handler(AppDb db, Work work, PolicyBook policies, ICustomers customers) : IHandler<CompleteContact, Completed>
    {
        public async Task<Completed> Handle(CompleteContact command, CancellationToken ct)
        {
            var contact = await db.Contacts.Numbered(command.Number, ct);
            work.Subject = contact.Ref;
            contact.RefuseClosed();
            contact.Describe(command);
            if (!string.IsNullOrWhiteSpace(command.Customer)) contact.TakeFrom(await customers.Get(command.Customer, ct));
            contact.Judge((await policies.Current(ct)).Read(ContactsRules.Required, contact.UnitPath, WorkCalendar.Default.LocalDate(contact.StartedAt)), work.Now);
            return new Completed(contact.Number, contact.State, contact.Missing);
        }
    }
}

/// <summary>Open a customer file for the caller from what was recorded, or find the one there is; nothing is typed again (CUST-005).</summary>
public sealed record FileCaller(string Number) : ICommand<FileCaller, FileCaller.Filed>
{
    public static Permission Needs => ContactsPermissions.Record;

    public sealed record Filed(string Number, string Customer);

    public sealed class Handler(AppDb db, Work work, PolicyBook policies, ICustomers customers) : IHandler<FileCaller, Filed>
    {
        public async Task<Filed> Handle(FileCaller command, CancellationToken ct)
        {
            var contact = await db.Contacts.Numbered(command.Number, ct);
            work.Subject = contact.Ref;
            if (contact.CallerName.Length == 0) throw new Refusal("contact.nameless", "Please write down the caller's name first.");
            var place = string.Join(' ', new[] { contact.CallerPlace, contact.Building, contact.Premises }.Where(p => p.Length > 0));
            var customer = await customers.FindOrOpen(new NewCustomer(contact.CallerName, contact.CallerPhone, place, Company: contact.CallerCompany), ct);
            contact.TakeFrom(customer);
            if (contact.State != ContactState.Closed)
                contact.Judge((await policies.Current(ct)).Read(ContactsRules.Required, contact.UnitPath, WorkCalendar.Default.LocalDate(contact.StartedAt)), work.Now);
            return new Filed(contact.Number, customer.Number);
        }
    }
}

/// <summary>Close the record of a contact; incomplete it cannot be closed, and without read-back only with a reason (CONT-002, CONT-003).</summary>
public sealed record CloseContact(string Number, string? NoReadBackReason = null) : ICommand<CloseContact, CloseContact.Closed>
{
    public static Permission Needs => ContactsPermissions.Record;

    public sealed record Closed(string Number, ContactState State);

    public sealed class Rules : AbstractValidator<CloseContact>
    {
        public Rules() => RuleFor(c => c.NoReadBackReason).MaximumLength(ContactDetailRules.LongestLine);
    }

    public sealed class Handler(AppDb db, Work work) : IHandler<CloseContact, Closed>
    {
        public async Task<Closed> Handle(CloseContact command, CancellationToken ct)
        {
            var contact = await db.Contacts.Numbered(command.Number, ct);
            work.Subject = contact.Ref;
            contact.Close(command.NoReadBackReason, work.Now);
            return new Closed(contact.Number, contact.State);
        }
    }
}
