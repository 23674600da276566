using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Customers.Model;

namespace Shouwen.Modules.Customers.Files;

/// <summary>List customers by name, number or telephone tail, type, unit, territory and keeper, newest first (CUST-001, CUST-007).</summary>
public sealed record CustomerList(
    string? Q = null, CustomerType? Type = null, CustomerStatus? Status = null, int? Unit = null, int? Territory = null, string? Keeper = null, string? Company = null,
    bool? Key = null, bool? ToComplete = null, string Sort = CustomerList.NewestFirst, string? After = null, int Limit = 20) : IQuery<CustomerList, CustomerList.View>, ICustomerFilter
{
    public const string NewestFirst = "-opened";
    public const string OldestFirst = "opened";

    public static Permission Needs => CustomersPermissions.View;

    public sealed record Row(
        Guid Id, string Number, string Name, CustomerType Type, CustomerStatus Status, bool IsKey, bool IsToComplete, string Phone, string Address, string Company, string KeeperName, DateTime OpenedAt);

    public sealed record View(IReadOnlyList<Row> Items, string? Next, string Count, [property: JsonIgnore] CustomerChoices Choices);

    public sealed class Handler(AppDb db, Work work, OrganisationBook organisation, LongLists lists) : IHandler<CustomerList, View>
    {
        public async Task<View> Handle(CustomerList query, CancellationToken ct)
        {
            if (query.Sort is not (NewestFirst or OldestFirst)) throw Refusal.Of("sort", "sort", "The list can be sorted by: {0}.", NewestFirst + ", " + OldestFirst);
            var rows = await db.Files(query, work.Actor, ct);
            var limit = Math.Clamp(query.Limit, 1, 200);
            var (page, count) = await lists.Read(db, rows, Ordered(rows, query), query.After, limit, query with { After = null, Limit = 0 }, ct);
            var staff = await organisation.Current(ct);
            var shown = page.Take(limit).Select(c => new Row(c.Id, c.Number, c.Name, c.Type, c.Status, c.IsKey, c.IsToComplete, Phones.Mask(c.Phone), c.Address, c.Company,
                staff.NameOf(c.KeeperId), c.OpenedAt)).ToList();
            return new View(shown, page.Count > limit ? PageOf.Cursor(shown[^1].OpenedAt, shown[^1].Id) : null, PageOf.Count(count), await CustomerChoices.Read(db, ct));
        }

        private static IQueryable<Customer> Ordered(IQueryable<Customer> rows, CustomerList query)
        {
            var cursor = PageOf.Cursor(query.After);
            if (query.Sort == OldestFirst)
            {
                if (cursor is var (from, first)) rows = rows.Where(c => c.OpenedAt >= from && (c.OpenedAt > from || c.Id > first));
                return rows.OrderBy(c => c.OpenedAt).ThenBy(c => c.Id);
            }
            if (cursor is var (at, id)) rows = rows.Where(c => c.OpenedAt <= at && (c.OpenedAt < at || c.Id < id));
            return rows.OrderByDescending(c => c.OpenedAt).ThenByDescending(c => c.Id);
        }
    }
}
