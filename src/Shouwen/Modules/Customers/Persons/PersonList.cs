using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Customers.Model;

namespace Shouwen.Modules.Customers.Persons;

/// <summary>List contact persons of all customers by birthday month and relationship level (CUST-002).</summary>
public sealed record PersonList(int? Month = null, int? Level = null, string? Q = null, string? After = null, int Limit = 30) : IQuery<PersonList, PersonList.View>
{
    public static Permission Needs => CustomersPermissions.View;

    public sealed record Row(Guid Id, string Name, string Customer, string CustomerName, DateOnly? Birthday, int? Level, string Position, string Phone, string Url);

    public sealed record View(IReadOnlyList<Row> Items, string? Next, string Count);

    public sealed class Handler(AppDb db, Work work, LongLists lists) : IHandler<PersonList, View>
    {
        public async Task<View> Handle(PersonList query, CancellationToken ct)
        {
            IQueryable<ContactPerson> rows = db.ContactPersons;
            if (query.Month is { } month) rows = rows.Where(p => p.BirthMonth == month);
            if (query.Level is { } level) rows = rows.Where(p => p.RelationshipLevel == level);
            if (query.Q?.Trim() is { Length: > 0 } words) rows = rows.Where(p => p.Name.Contains(words));
            var rest = rows;
            if (PageOf.Cursor(query.After) is var (_, id)) rest = rows.Where(p => p.Id < id);
            var limit = Math.Clamp(query.Limit, 1, 200);
            var (page, count) = await lists.Read(db, rows, rest.OrderByDescending(p => p.Id), query.After, limit, query with { After = null, Limit = 0 }, ct);
            var ids = page.Select(p => p.CustomerId).Distinct().ToList();
            var files = await db.Customers.Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Number, c.Name }).ToDictionaryAsync(c => c.Id, ct);
            var shown = page.Take(limit).Select(p => new Row(p.Id, p.Name, files.TryGetValue(p.CustomerId, out var file) ? file.Number : "", file?.Name ?? "", p.Birthday, p.RelationshipLevel, p.Position,
                Phones.Mask(p.Phone), file is null ? "" : $"/customers/{file.Number}?tab=persons")).ToList();
            return new View(shown, page.Count > limit ? PageOf.Cursor(work.Now, shown[^1].Id) : null, PageOf.Count(count));
        }
    }
}
