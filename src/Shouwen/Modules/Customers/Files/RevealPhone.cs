using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Customers.Model;

namespace Shouwen.Modules.Customers.Files;

/// <summary>Read a customer's whole telephone numbers for a stated reason; who, when and why stays on record (CUST-014).</summary>
public sealed record RevealPhone(string Number, string Reason) : ICommand<RevealPhone, RevealPhone.Revealed>
{
    public static Permission Needs => CustomersPermissions.Reveal;

    public sealed record Person(string Name, string Phone);

    public sealed record Revealed(string Number, string Name, string Phone, string OtherPhone, IReadOnlyList<Person> Persons);

    public sealed class Rules : AbstractValidator<RevealPhone>
    {
        public Rules() => RuleFor(r => r.Reason).NotEmpty().MaximumLength(500);
    }

    public sealed class Handler(AppDb db, Work work, PolicyBook policies) : IHandler<RevealPhone, Revealed>
    {
        public async Task<Revealed> Handle(RevealPhone command, CancellationToken ct)
        {
            await RefuseTooMany(ct);
            var file = await db.Customers.AsNoTracking().Numbered(command.Number, ct);
            var persons = await db.ContactPersons.AsNoTracking().Where(p => p.CustomerId == file.Id && p.Phone != "").OrderByDescending(p => p.IsPrimary).ThenBy(p => p.Id).Take(50).ToListAsync(ct);
            (work.Subject, work.Reason, work.UnitPath) = (file.Subject, command.Reason.Trim(), file.UnitPath);
            return new Revealed(file.Number, file.Name, file.Phone, file.OtherPhone, [.. persons.Select(p => new Person(p.Name, p.Phone))]);
        }

        /// <summary>One number after the other is no longer serving a customer: the trail itself counts (CUST-014).</summary>
        private async Task RefuseTooMany(CancellationToken ct)
        {
            var (me, since, most) = (work.Actor.Id, work.Now.AddHours(-1), (await policies.Current(ct)).Read(CustomersRules.MostRevealed, work.Actor.UnitPath, WorkCalendar.Default.LocalDate(work.Now)));
            if (await db.Activity.CountAsync(a => a.ActorId == me && a.At > since && a.UseCase == nameof(RevealPhone), ct) >= most)
                throw new Refusal("reveal.too-many", "At most {0} customers' numbers can be shown within an hour. Please ask your supervisor.", most) { Kind = RefusalKind.TooMany };
        }
    }
}

/// <summary>Ask for the reason before a telephone number is shown whole.</summary>
public sealed record PhoneQuestion(string Number) : IQuery<PhoneQuestion, PhoneQuestion.View>
{
    public static Permission Needs => CustomersPermissions.Reveal;

    public sealed record View(string Number, string Name, string Masked);

    public sealed class Handler(AppDb db) : IHandler<PhoneQuestion, View>
    {
        public async Task<View> Handle(PhoneQuestion query, CancellationToken ct)
        {
            var file = await db.Customers.Numbered(query.Number, ct);
            return new View(file.Number, file.Name, Kernel.Text.Phones.Mask(file.Phone));
        }
    }
}
