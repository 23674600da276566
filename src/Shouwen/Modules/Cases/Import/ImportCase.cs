using System.Security.Cryptography;
using System.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Exchange;
using Shouwen.Kernel.Numbering;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Contacts.Contracts;
using Shouwen.Modules.Customers.Contracts;
using static Shouwen.Kernel.Text.Words;
using Severity = Shouwen.Modules.Cases.Contracts.Severity;

namespace Shouwen.Modules.Cases.Import;

/// <summary>
/// Take over a case of another system with its original times: its duties open and end as of then, and nobody is
/// disturbed about the past. A key is taken over once; what is there already and says something else waits for a decision.
/// </summary>
public sealed record ImportCase(
    string Key, CaseType Type, Channel Channel, Severity Severity, DateTime ReceivedAt, string Subject, string Content,
    NewCustomer Customer, string? Unit, DateTime? ClosedAt, string Answer, Duplicate Duplicate = Duplicate.Ask, int? RepeatsLine = null) : ICommand<ImportCase, ImportCase.Result>
{
    public static Permission Needs => ExchangePermissions.Import;

    public sealed record Result(string Number, TakenAs What);

    public sealed class Rules : AbstractValidator<ImportCase>
    {
        public Rules()
        {
            RuleFor(c => c.Key).NotEmpty().MaximumLength(200);
            RuleFor(c => c.ReceivedAt).Must(at => !Case.IsTooEarly(at)).WithMessage(_ => T["This lies before {0}: please correct the date.", Dates.Day(Case.Earliest)]);
            RuleFor(c => c.Subject).NotEmpty().MaximumLength(200);
            RuleFor(c => c.Content).NotEmpty().MaximumLength(Case.ContentLength);
            RuleFor(c => c.Answer).MaximumLength(Case.ContentLength);
            RuleFor(c => c.Customer.Name).NotEmpty().MaximumLength(100);
            RuleFor(c => c.Customer.Phone).Telephone();
            RuleFor(c => c.Customer.Address).MaximumLength(300);
        }
    }

    public sealed class Handler(AppDb db, Work work, Numbers numbers, ICustomers customers, CaseDesk desk) : IHandler<ImportCase, Result>
    {
        public async Task<Result> Handle(ImportCase command, CancellationToken ct)
        {
            work.Quiet = true;
            var there = await Existing(command, ct);
            if (there?.ImportKey == command.Key && command.RepeatsLine is null && SaysTheSame(there, command)) return new Result(there.Number, TakenAs.Known);
            var isDuplicate = there is not null || command.RepeatsLine is not null;
            if (isDuplicate && command.Duplicate != Duplicate.Add) return await Decide(command, there, ct);
            var key = there?.ImportKey == command.Key ? OwnKey(command) : command.Key;
            if (isDuplicate && await db.Unscoped<Case>().FirstOrDefaultAsync(c => c.ImportKey == key, ct) is { } added) return new Result(added.Number, TakenAs.Known);
            if (command.ReceivedAt > work.Now) throw Refusal.Of("receivedAt", "case.future", "A matter cannot have happened in the future.");

            var customer = await customers.FindOrOpen(command.Customer, ct);
            var unit = command.Unit is { Length: > 0 } named ? await UnitNamed(named, ct) : await desk.UnitServing(customer.TerritoryId, command.ReceivedAt, ct) ?? customer.UnitPath;
            var matter = new Case
            {
                Id = Ids.At(command.ReceivedAt), Number = await numbers.Next(Case.Numbers, WorkCalendar.Default.LocalDate(command.ReceivedAt).Year), Type = command.Type, Channel = command.Channel, Severity = command.Severity,
                ReceivedAt = command.ReceivedAt, Subject = command.Subject, Content = command.Content, CustomerId = customer.Id, CustomerName = customer.Name, CustomerPhone = customer.Phone,
                Address = customer.Address, FirstOwnerId = work.Actor.Id, FirstOwnerName = work.Actor.Name, FirstOwnerUnitPath = work.Actor.UnitPath, UnitPath = unit, TerritoryPath = customer.TerritoryPath, ImportKey = key,
            };
            matter.Receive(work);
            db.Cases.Add(matter);
            if (command.ClosedAt is { } closed) matter.TakeOverClosed(work, command.Answer.Length > 0 ? command.Answer : "–", closed);
            return new Result(matter.Number, TakenAs.Imported);
        }

        /// <summary>The record of this key, or one that says the same of the same customer at the same time.</summary>
        private async Task<Case?> Existing(ImportCase command, CancellationToken ct)
        {
            var (key, at, subject, customer) = (command.Key, command.ReceivedAt, command.Subject, command.Customer.Name);
            return await db.Unscoped<Case>().FirstOrDefaultAsync(c => c.ImportKey == key, ct)
                ?? await db.Unscoped<Case>().Where(c => c.ReceivedAt == at && c.Subject == subject && c.CustomerName == customer).OrderBy(c => c.Number).FirstOrDefaultAsync(ct);
        }

        /// <summary>A row that is added although its key is taken has a key of its own, the same with every run.</summary>
        private static string OwnKey(ImportCase command)
        {
            var said = string.Join('\n', command.ReceivedAt.Ticks, command.Type, command.Subject, command.Content, command.Customer, command.ClosedAt?.Ticks, command.Answer);
            return $"{command.Key} #{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(said)))[..12]}";
        }

        private static bool SaysTheSame(Case there, ImportCase command) =>
            (there.ReceivedAt, there.Type, there.Subject, there.Content) == (command.ReceivedAt, command.Type, command.Subject, command.Content);

        private async Task<Result> Decide(ImportCase command, Case? there, CancellationToken ct)
        {
            if (command.Duplicate == Duplicate.Update && there is not null)
            {
                var matter = await db.Cases.FirstOrDefaultAsync(c => c.Id == there.Id, ct) ?? throw Refusal.NotFound("The case");
                matter.TakeOverAgain(work, command.Severity, command.Subject, command.Content, command.Answer, command.ClosedAt);
            }
            return new Result(there?.Number ?? "", command.Duplicate switch { Duplicate.Skip => TakenAs.Skipped, Duplicate.Update => TakenAs.Updated, _ => TakenAs.Undecided });
        }

        private async Task<string> UnitNamed(string name, CancellationToken ct) =>
            await db.Units.Where(u => u.NameZh == name || u.NameEn == name).OrderBy(u => u.Path).Select(u => u.Path).FirstOrDefaultAsync(ct)
            ?? throw Refusal.Of("unit", "unit.unknown", "There is no unit called {0}.", name);
    }
}
