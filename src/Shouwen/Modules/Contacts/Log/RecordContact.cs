using FluentValidation;
using Shouwen.Data;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Numbering;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Contacts.Contracts;
using Shouwen.Modules.Contacts.Model;
using Shouwen.Modules.Customers.Contracts;

namespace Shouwen.Modules.Contacts.Log;

/// <summary>Record a contact, by whatever channel it came; what is missing is marked to be clarified (CONT-001, CONT-002, CASE-010).</summary>
public sealed record RecordContact(
    Channel Channel = Channel.Phone, Direction Direction = Direction.In, DateTime? StartedAt = null, DateTime? EndedAt = null, string? Customer = null, string? Proposed = null,
    string? CallerName = null, string? CallerPhone = null, string? CallerCompany = null, bool IsPrivatePerson = false, string? CallerPlace = null, string? Building = null, string? Premises = null,
    string? Purpose = null, string? Reason = null, string? Subject = null, string? Content = null, string? NeedFound = null, string? Result = null, string? NextStep = null,
    bool IsReadBack = false, string? NoReadBackReason = null, bool Close = false) : ICommand<RecordContact, RecordContact.Recorded>, IContactDetails
{
    public static Permission Needs => ContactsPermissions.Record;

    public sealed record Recorded(Guid Id, string Number, ContactState State, IReadOnlyList<string> Missing);

    public sealed class Rules : AbstractValidator<RecordContact>
    {
        public Rules()
        {
            Include(new ContactDetailRules());
            RuleFor(c => c.EndedAt).GreaterThanOrEqualTo(c => c.StartedAt).When(c => c.StartedAt is not null && c.EndedAt is not null);
        }
    }

    public sealed class Handler(AppDb db, Work work, Numbers numbers, PolicyBook policies, ICustomers customers) : IHandler<RecordContact, Recorded>
    {
        private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(5);

        public async Task<Recorded> Handle(RecordContact command, CancellationToken ct)
        {
            var started = command.StartedAt ?? work.Now;
            if (started > work.Now + ClocksDiffer) throw Refusal.Of("startedAt", "contact.future", "A contact cannot begin in the future.");
            var contact = new Contact
            {
                Number = await numbers.Next(Contact.Numbers, WorkCalendar.Default.LocalDate(work.Now).Year), Channel = command.Channel, Direction = command.Direction, StartedAt = started, EndedAt = command.EndedAt,
                StaffId = work.Actor.Id, StaffName = work.Actor.Name, UnitPath = work.Actor.UnitPath,
            };
            contact.Describe(command);
            if (await Customer(command, ct) is { } customer) contact.TakeFrom(customer);
            contact.Judge((await policies.Current(ct)).Read(ContactsRules.Required, contact.UnitPath, WorkCalendar.Default.LocalDate(work.Now)), work.Now);
            if (command.Close) contact.Close(command.NoReadBackReason, work.Now);
            work.Subject = contact.Ref;
            db.Contacts.Add(contact);
            return new Recorded(contact.Id, contact.Number, contact.State, contact.Missing);
        }

        /// <summary>The one chosen; else the one proposed by the telephone number, where the person left it ticked.</summary>
        private async Task<CustomerCard?> Customer(RecordContact command, CancellationToken ct)
        {
            var number = string.IsNullOrWhiteSpace(command.Customer) ? command.Proposed : command.Customer;
            if (string.IsNullOrWhiteSpace(number)) return null;
            try
            {
                return await customers.Get(number, ct);
            }
            catch (Refusal refusal) when (refusal.Kind == RefusalKind.NotFound)
            {
                throw Refusal.Of("customer", "contact.customer", "There is no customer with the number {0} within your reach.", number);
            }
        }
    }
}
