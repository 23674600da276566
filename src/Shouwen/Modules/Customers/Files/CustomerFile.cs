using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Customers.Life;
using Shouwen.Modules.Customers.Model;

namespace Shouwen.Modules.Customers.Files;

/// <summary>The parts of a customer's page.</summary>
public enum FilePart { Timeline, Persons, Changes, Details }

/// <summary>Show a customer's file with its time line, contact persons and changes (CUST-001, CUST-002, CUST-016).</summary>
public sealed record CustomerFile(string Number, FilePart Tab = FilePart.Timeline, string? Kind = null, string? Before = null, string? After = null) : IQuery<CustomerFile, CustomerFile.View>
{
    public const int Rows = 30;

    public static Permission Needs => CustomersPermissions.View;

    public sealed record Person(
        Guid Id, string Name, string Sex, DateOnly? Birthday, string Position, string Phone, string Hobbies, string Personality, int? RelationshipLevel, string PreferredTime,
        bool IsPrimary, bool IsSupervisor, bool IsOperator);

    public sealed record View(
        Customer File, string Phone, string OtherPhone, string Unit, string Territory, string Keeper, FilePart Tab, IReadOnlyList<Person> Persons,
        CustomerLife Life, IReadOnlyList<FileChange> Changes, string? MoreChanges);

    public sealed class Handler(AppDb db, OrganisationBook organisation, IEnumerable<ITimelineSource> sources) : IHandler<CustomerFile, View>
    {
        public async Task<View> Handle(CustomerFile query, CancellationToken ct)
        {
            var file = await db.Customers.Numbered(query.Number, ct);
            var territory = file.TerritoryId is { } at ? await db.Territories.FirstOrDefaultAsync(t => t.Id == at, ct) : null;
            var staff = await organisation.Current(ct);
            var life = await CustomerLife.Read(query.Tab == FilePart.Timeline ? sources : [], file.Id, query.Kind, query.Before, Rows, ct);
            var (changes, more) = query.Tab == FilePart.Changes ? await FileChange.Read(db, file.Id, query.After, ct) : ([], null);
            return new View(file, Phones.Mask(file.Phone), Phones.Mask(file.OtherPhone), staff.UnitName(file.UnitPath), territory?.Name.ToString() ?? "", staff.NameOf(file.KeeperId), query.Tab,
                await Persons(file.Id, ct), life, changes, more);
        }

        private async Task<IReadOnlyList<Person>> Persons(Guid customerId, CancellationToken ct)
        {
            var persons = await db.ContactPersons.Where(p => p.CustomerId == customerId).OrderByDescending(p => p.IsPrimary).ThenBy(p => p.Id).Take(200).ToListAsync(ct);
            return [.. persons.Select(p => new Person(p.Id, p.Name, p.Sex, p.Birthday, p.Position, Phones.Mask(p.Phone), p.Hobbies, p.Personality, p.RelationshipLevel, p.PreferredTime,
                p.IsPrimary, p.IsSupervisor, p.IsOperator))];
        }
    }
}
