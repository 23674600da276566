using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Settings;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Customers.Contracts;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Contacts.Log;

/// <summary>Show the empty record, open before the call is answered, with greeting and guide (CONT-004).</summary>
public sealed record ContactForm(string? Customer = null) : IQuery<ContactForm, ContactForm.View>
{
    public static Permission Needs => ContactsPermissions.Record;

    public sealed record View(CustomerCard? Customer, string MaskedPhone, IReadOnlyList<string> Required, string Greeting);

    public sealed class Handler(AppDb db, Work work, PolicyBook policies, ICustomers customers) : IHandler<ContactForm, View>
    {
        public async Task<View> Handle(ContactForm query, CancellationToken ct)
        {
            var policy = await policies.Current(ct);
            var (unit, today) = (work.Actor.UnitPath, WorkCalendar.Default.LocalDate(work.Now));
            var customer = string.IsNullOrWhiteSpace(query.Customer) ? null : await customers.Get(query.Customer, ct);
            var greeting = policy.Read(TextCatalog.IsChinese ? ContactsRules.GreetingZh : ContactsRules.GreetingEn, unit, today);
            return new View(customer, Phones.Mask(customer?.Phone), policy.Read(ContactsRules.Required, unit, today), Greet(greeting, (await CompanyProfile.Of(db, ct)).Name));
        }

        private static string Greet(string greeting, string company) =>
            greeting == ContactsRules.StandardGreeting ? T["Hello, this is {0}. What can I do for you?", company] : greeting.Replace("{0}", company, StringComparison.Ordinal);
    }
}

/// <summary>Propose the one customer whose telephone number was typed (CONT-001).</summary>
public sealed record CallerProposal(string? CallerPhone = null) : IQuery<CallerProposal, CallerProposal.View>
{
    public static Permission Needs => ContactsPermissions.Record;

    public sealed record View(CustomerCard? Customer);

    public sealed class Handler(ICustomers customers) : IHandler<CallerProposal, View>
    {
        public async Task<View> Handle(CallerProposal query, CancellationToken ct) =>
            new(string.IsNullOrWhiteSpace(query.CallerPhone) ? null : await customers.ByPhone(query.CallerPhone, ct));
    }
}
