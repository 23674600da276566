using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Events;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Customers.Model;

namespace Shouwen.Tests.Fixtures;

/// <summary>A command made to fail in the ways that the door must survive.</summary>
public sealed record Stumble(string Name, string Phone, bool Refuse = false, bool Break = false, bool BreakLate = false) : ICommand<Stumble, Stumble.Result>
{
    public static Permission Needs => KernelPermissions.SignedIn;

    public sealed record Result(Guid Id);

    public sealed class Rules : AbstractValidator<Stumble>
    {
        public Rules()
        {
            RuleFor(c => c.Name).NotEmpty().MaximumLength(20);
            RuleFor(c => c.Phone).NotEmpty().MaximumLength(20);
        }
    }

    /// <summary>Writes an entity, an append-only row and a fact, then does what it was told.</summary>
    public sealed class Handler(AppDb db, Work work) : IHandler<Stumble, Result>
    {
        public async Task<Result> Handle(Stumble command, CancellationToken ct)
        {
            var customer = new Customer { Number = "T" + command.Name, Name = command.Name, UnitPath = "/1/", OpenedAt = work.Now };
            db.Customers.Add(customer);
            work.Subject = new SubjectRef("customer", customer.Id, customer.Number);
            work.Append(Shouwen.Kernel.Notices.Notice.To(work.Actor.Id, work.Now, Shouwen.Kernel.Notices.NoticeTone.Info, work.Subject, "Half of the time has passed: {0}, {1}", "a", "b"));
            // Too long for its column on PostgreSQL and a second row of the same key on both: the last batch of the transaction fails.
            if (command.BreakLate) work.Append(new Shouwen.Kernel.Settings.Setting { Name = Shouwen.Kernel.Settings.CompanyProfile.Key, Value = "{}" });
            await db.SaveChangesAsync(ct);
            if (command.Refuse) throw new Refusal("test.no", "No.");
            if (command.Break) throw new InvalidOperationException("The handler broke.");
            return new Result(customer.Id);
        }
    }
}
