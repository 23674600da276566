using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using Shouwen.Modules.Customers.Model;

namespace Shouwen.Modules.Customers.Files;

/// <summary>Tell programs one customer file with its contact persons; telephone numbers are masked (CUST-001, CUST-014).</summary>
public sealed record GetCustomer(string Number) : IQuery<GetCustomer, GetCustomer.Answer>
{
    public static Permission Needs => CustomersPermissions.View;

    public sealed record Person(Guid Id, string Name, string Position, string Phone, DateOnly? Birthday, int? RelationshipLevel, bool IsPrimary, bool IsSupervisor, bool IsOperator);

    public sealed record Answer(
        Guid Id, string Number, string Name, string Phone, string OtherPhone, string Address, string Company, CustomerType Type, CustomerStatus Status, bool IsKey, bool IsToComplete,
        string Email, string WeChat, string PlaceOfOrigin, string Industry, string CameThrough, string Category, string Remarks, string Territory, Guid? KeeperId, string KeeperName,
        string UnitPath, DateTime OpenedAt, IReadOnlyList<Person> Persons, int Version) : IVersioned;

    public sealed class Handler(AppDb db, OrganisationBook organisation) : IHandler<GetCustomer, Answer>
    {
        public async Task<Answer> Handle(GetCustomer query, CancellationToken ct)
        {
            var c = await db.Customers.Numbered(query.Number, ct);
            var territory = c.TerritoryId is { } at ? await db.Territories.FirstOrDefaultAsync(t => t.Id == at, ct) : null;
            var staff = await organisation.Current(ct);
            var persons = await db.ContactPersons.Where(p => p.CustomerId == c.Id).OrderByDescending(p => p.IsPrimary).ThenBy(p => p.Id).Take(200).ToListAsync(ct);
            return new Answer(c.Id, c.Number, c.Name, Phones.Mask(c.Phone), Phones.Mask(c.OtherPhone), c.Address, c.Company, c.Type, c.Status, c.IsKey, c.IsToComplete,
                c.Email, c.WeChat, c.PlaceOfOrigin, c.Industry, c.CameThrough, c.Category, c.Remarks, territory?.Name.ToString() ?? "", c.KeeperId, staff.NameOf(c.KeeperId),
                c.UnitPath, c.OpenedAt,
                [.. persons.Select(p => new Person(p.Id, p.Name, p.Position, Phones.Mask(p.Phone), p.Birthday, p.RelationshipLevel, p.IsPrimary, p.IsSupervisor, p.IsOperator))], c.Version);
        }
    }
}
