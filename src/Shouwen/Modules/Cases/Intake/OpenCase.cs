using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Numbering;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Contacts.Contracts;
using Shouwen.Modules.Customers.Contracts;
using static Shouwen.Kernel.Text.Words;

using Severity = Shouwen.Modules.Cases.Contracts.Severity;

namespace Shouwen.Modules.Cases.Intake;

/// <summary>How far up a matter belongs (CASE-019).</summary>
public enum CaseLevel { Local, Branch }

/// <summary>Register a matter that a customer brings; anyone may, nobody may refuse (CASE-001 to 003, 010, 012).</summary>
public sealed record OpenCase(
    CaseType Type, Channel Channel, string Subject, string Content, string? RequestedResult = null,
    Severity Severity = Severity.Minor, Emotion Emotion = Emotion.Calm, List<string>? Factors = null,
    Guid? CustomerId = null, NewCustomer? Customer = null, DateTime? OccurredAt = null,
    Guid? ContactId = null, CaseTopic Topic = CaseTopic.Service, CaseLevel Level = CaseLevel.Local,
    string? Address = null, string? Phone = null, string? ProductModel = null, DateOnly? PurchasedOn = null, string? Symptom = null,
    string? Building = null, string? Premises = null, string? Explanation = null, bool TimeIsTyped = false) : ICommand<OpenCase, CaseAnswer>
{
    public static Permission Needs => KernelPermissions.SignedIn;

    public sealed class Rules : AbstractValidator<OpenCase>
    {
        public Rules()
        {
            RuleFor(c => c.Type).IsInEnum();
            RuleFor(c => c.Subject).NotEmpty().MaximumLength(200);
            RuleFor(c => c.Content).NotEmpty().MaximumLength(Case.ContentLength);
            RuleFor(c => c.RequestedResult).MaximumLength(Case.ContentLength);
            RuleFor(c => c.OccurredAt).NotNull().When(c => c.TimeIsTyped);
            RuleFor(c => c.OccurredAt).Must(at => !Case.IsTooEarly(at)).WithMessage(_ => T["This lies before {0}: please correct the date.", Dates.Day(Case.Earliest)]);
            RuleFor(c => c.Customer).NotNull().OverridePropertyName("customer.name").When(c => c.CustomerId is null && c.ContactId is null).WithMessage(_ => T["Say who brings the matter: choose a customer or give a name."]);
            RuleFor(c => c.Customer!.Name).NotEmpty().MaximumLength(100).OverridePropertyName("customer.name").When(c => c.Customer is not null);
            RuleFor(c => c.Customer!.Phone).Telephone().OverridePropertyName("customer.phone").When(c => c.Customer is not null);
            RuleFor(c => c.Customer!.Address).MaximumLength(300).OverridePropertyName("customer.address").When(c => c.Customer is not null);
            RuleForEach(c => c.Factors).Must(f => CaseWords.Factors.Contains(f)).WithMessage(_ => T["Please choose one of: {0}.", string.Join(", ", CaseWords.Factors)]);
            RuleFor(c => c.Address).MaximumLength(300);
            RuleFor(c => c.Phone).Telephone();
            RuleFor(c => c.ProductModel).MaximumLength(200);
            RuleFor(c => c.Symptom).MaximumLength(Case.ContentLength);
            RuleFor(c => c.Building).MaximumLength(200);
            RuleFor(c => c.Premises).MaximumLength(200);
            RuleFor(c => c.Explanation).MaximumLength(Case.ContentLength);
        }
    }

    public sealed class Handler(AppDb db, Work work, Numbers numbers, ICustomers customers, IContacts contacts, CaseDesk desk) : IHandler<OpenCase, CaseAnswer>
    {
        public async Task<CaseAnswer> Handle(OpenCase command, CancellationToken ct)
        {
            var at = command.OccurredAt ?? work.Now;
            if (at > work.Now.AddMinutes(5)) throw Refusal.Of("occurredAt", "case.future", "A matter cannot have happened in the future.");
            var contact = command.ContactId is { } contactId ? await contacts.Get(contactId, ct) : null;
            var customer = await Who(command, contact, ct);
            var address = First(command.Address, customer.Address);
            var phone = First(TypedPhones.Whole(command.Phone, "phone", customer.Phone, contact?.CallerPhone), customer.Phone, contact?.CallerPhone);
            if (command.Type == CaseType.Repair && address.Length == 0) throw Refusal.Of("address", "repair.address", "A repair request needs the exact address.");
            if (command.Type == CaseType.Repair && phone.Length == 0) throw Refusal.Of("phone", "repair.phone", "A repair request needs a telephone number.");

            var unit = await desk.UnitServing(customer.TerritoryId, at, ct) ?? customer.UnitPath;
            if (command.Level == CaseLevel.Branch) unit = await desk.BranchAbove(unit, ct);
            var matter = new Case
            {
                Id = Ids.At(at), Number = await numbers.Next(Case.Numbers, WorkCalendar.Default.LocalDate(at).Year),
                Type = command.Type, Channel = command.Channel, ReceivedAt = at, Subject = command.Subject.Trim(), Content = command.Content,
                RequestedResult = command.RequestedResult ?? "", Topic = command.Topic, Severity = command.Severity, Emotion = command.Emotion,
                Factors = command.Factors ?? [], CustomerId = customer.Id, CustomerName = customer.Name, CustomerPhone = phone, Address = address,
                ContactId = contact?.Id, Building = First(command.Building, contact?.Building), Premises = First(command.Premises, contact?.Premises),
                ProductModel = command.ProductModel ?? "", PurchasedOn = command.PurchasedOn, Symptom = command.Symptom ?? "",
                FirstOwnerId = work.Actor.Id, FirstOwnerName = work.Actor.Name, FirstOwnerUnitPath = work.Actor.UnitPath, UnitPath = unit, TerritoryPath = customer.TerritoryPath,
            };
            matter.Receive(work);
            db.Cases.Add(matter);
            if (!string.IsNullOrWhiteSpace(command.Explanation)) work.Append(matter.Remark(work, NoteKind.Explanation, command.Explanation, at));
            return CaseAnswer.Of(matter);
        }

        private async Task<CustomerCard> Who(OpenCase command, ContactCard? contact, CancellationToken ct)
        {
            if ((command.CustomerId ?? contact?.CustomerId) is { } id) return await customers.Get(id, ct);
            var named = command.Customer is { } given ? given with { Phone = TypedPhones.Whole(given.Phone, "customer.phone", contact?.CallerPhone) } : null;
            return await customers.FindOrOpen(named ?? new NewCustomer(contact!.CallerName, contact.CallerPhone, null, null, contact.CallerCompany), ct);
        }

        private static string First(params string?[] texts) => texts.FirstOrDefault(t => !string.IsNullOrWhiteSpace(t))?.Trim() ?? "";
    }
}

/// <summary>What every command on a case answers.</summary>
public sealed record CaseAnswer(Guid Id, string Number, CaseState State) : IShowsDuties
{
    public IReadOnlyList<DutyRow> Obligations { get; set; } = [];

    public static CaseAnswer Of(Case matter) => new(matter.Id, matter.Number, matter.State);

    public void Show(IReadOnlyList<Obligation> duties) => Obligations = [.. duties.Select(DutyRow.Of)];
}
