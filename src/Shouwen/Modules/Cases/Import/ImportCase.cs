using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Exchange;
using Shouwen.Kernel.Numbering;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Contacts.Contracts;
using Shouwen.Modules.Customers.Contracts;
using Severity = Shouwen.Modules.Cases.Contracts.Severity;

namespace Shouwen.Modules.Cases.Import;

/// <summary>
/// Take over a case of another system with its original times: its duties open and end as of then, and nobody is
/// disturbed about the past. A key is taken over once.
/// </summary>
public sealed record ImportCase(
    string Key, CaseType Type, Channel Channel, Severity Severity, DateTime ReceivedAt, string Subject, string Content,
    NewCustomer Customer, string? Unit, DateTime? ClosedAt, string Answer) : ICommand<ImportCase, ImportCase.Result>
{
    public static Permission Needs => ExchangePermissions.Import;

    public sealed record Result(string Number, bool IsNew);

    public sealed class Rules : AbstractValidator<ImportCase>
    {
        public Rules()
        {
            RuleFor(c => c.Key).NotEmpty().MaximumLength(200);
            RuleFor(c => c.Subject).NotEmpty().MaximumLength(200);
            RuleFor(c => c.Content).NotEmpty().MaximumLength(Case.ContentLength);
            RuleFor(c => c.Answer).MaximumLength(Case.ContentLength);
            RuleFor(c => c.Customer.Name).NotEmpty().MaximumLength(100);
            RuleFor(c => c.Customer.Phone).MaximumLength(40);
            RuleFor(c => c.Customer.Address).MaximumLength(300);
        }
    }

    public sealed class Handler(AppDb db, Work work, Numbers numbers, ICustomers customers, CaseDesk desk) : IHandler<ImportCase, Result>
    {
        public async Task<Result> Handle(ImportCase command, CancellationToken ct)
        {
            work.Quiet = true;
            var key = command.Key;
            var known = await db.Unscoped<Case>().Where(c => c.ImportKey == key).Select(c => c.Number).FirstOrDefaultAsync(ct);
            if (known is not null) return new Result(known, false);
            if (command.ReceivedAt > work.Now) throw Refusal.Of("receivedAt", "case.future", "A matter cannot have happened in the future.");

            var customer = await customers.FindOrOpen(command.Customer, ct);
            var unit = command.Unit is { Length: > 0 } named ? await UnitNamed(named, ct) : await desk.UnitServing(customer.TerritoryId, command.ReceivedAt, ct) ?? customer.UnitPath;
            var matter = new Case
            {
                Number = await numbers.Next(Case.Numbers, WorkCalendar.Default.LocalDate(command.ReceivedAt).Year), Type = command.Type, Channel = command.Channel, Severity = command.Severity,
                ReceivedAt = command.ReceivedAt, Subject = command.Subject, Content = command.Content, CustomerId = customer.Id, CustomerName = customer.Name, CustomerPhone = customer.Phone,
                Address = customer.Address, FirstOwnerId = work.Actor.Id, FirstOwnerName = work.Actor.Name, FirstOwnerUnitPath = work.Actor.UnitPath, UnitPath = unit, TerritoryPath = customer.TerritoryPath, ImportKey = key,
            };
            matter.Receive(work);
            db.Cases.Add(matter);
            if (command.ClosedAt is { } closed) matter.TakeOverClosed(work, command.Answer.Length > 0 ? command.Answer : "–", closed);
            return new Result(matter.Number, true);
        }

        private async Task<string> UnitNamed(string name, CancellationToken ct) =>
            await db.Units.Where(u => u.NameZh == name || u.NameEn == name).OrderBy(u => u.Path).Select(u => u.Path).FirstOrDefaultAsync(ct)
            ?? throw Refusal.Of("unit", "unit.unknown", "There is no unit called {0}.", name);
    }
}
