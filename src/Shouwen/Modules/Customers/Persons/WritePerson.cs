using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Customers.Model;

namespace Shouwen.Modules.Customers.Persons;

/// <summary>Add a person to speak with at a customer's (CUST-002).</summary>
public sealed record AddPerson(
    string Number, string Name, string? Sex = null, DateOnly? Birthday = null, string? Position = null, string? Phone = null, string? Hobbies = null, string? Personality = null,
    int? RelationshipLevel = null, string? PreferredTime = null, bool IsPrimary = false, bool IsSupervisor = false, bool IsOperator = false) : ICommand<AddPerson, AddPerson.Added>, IPersonDetails
{
    public static Permission Needs => CustomersPermissions.Edit;

    public sealed record Added(Guid Id, string Number);

    public sealed class Rules : AbstractValidator<AddPerson>
    {
        public Rules() => Include(new PersonRules());
    }

    public sealed class Handler(AppDb db, Work work) : IHandler<AddPerson, Added>
    {
        public async Task<Added> Handle(AddPerson command, CancellationToken ct)
        {
            var file = await db.Customers.Numbered(command.Number, ct);
            work.Subject = file.Subject;
            var person = new ContactPerson { CustomerId = file.Id, Name = command.Name.Trim(), UnitPath = file.UnitPath, TerritoryPath = file.TerritoryPath };
            person.Describe(command);
            person.TakeMarksFrom(await db.ContactPersons.Where(p => p.CustomerId == file.Id).ToListAsync(ct));
            db.ContactPersons.Add(person);
            return new Added(person.Id, file.Number);
        }
    }
}

/// <summary>Change what is known of a contact person (CUST-002).</summary>
public sealed record ChangePerson(
    string Number, Guid Id, string Name, string? Sex = null, DateOnly? Birthday = null, string? Position = null, string? Phone = null, string? Hobbies = null, string? Personality = null,
    int? RelationshipLevel = null, string? PreferredTime = null, bool IsPrimary = false, bool IsSupervisor = false, bool IsOperator = false) : ICommand<ChangePerson, Done>, IPersonDetails
{
    public static Permission Needs => CustomersPermissions.Edit;

    public sealed class Rules : AbstractValidator<ChangePerson>
    {
        public Rules() => Include(new PersonRules());
    }

    public sealed class Handler(AppDb db, Work work) : IHandler<ChangePerson, Done>
    {
        public async Task<Done> Handle(ChangePerson command, CancellationToken ct)
        {
            var file = await db.Customers.Numbered(command.Number, ct);
            work.Subject = file.Subject;
            var persons = await db.ContactPersons.Where(p => p.CustomerId == file.Id).ToListAsync(ct);
            var person = persons.FirstOrDefault(p => p.Id == command.Id) ?? throw Refusal.NotFound("The contact person");
            person.Describe(command);
            person.TakeMarksFrom(persons);
            return Done.Yes;
        }
    }
}
