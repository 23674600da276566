using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Activity;
using Shouwen.Kernel.Data.Bulk;
using Shouwen.Modules.Customers.Files;
using Shouwen.Modules.Customers.Model;

namespace Shouwen.Data.Seed;

/// <summary>A customer whose file the use cases have opened, with the audit entry of that; told again under another name.</summary>
internal sealed class ToldCustomer
{
    private readonly List<ToldRow> opening;

    private ToldCustomer(Customer customer, List<ToldRow> opening) => (Customer, this.opening) = (customer, opening);

    public Customer Customer { get; }

    public static async Task<ToldCustomer> Read(AppDb db, CaseShapes shapes, Customer customer, CancellationToken ct)
    {
        var entries = await db.Activity.Where(a => a.SubjectId == customer.Id && a.UseCase == nameof(OpenCustomer)).ToListAsync(ct);
        return new ToldCustomer(customer, [.. entries.Select(e => new ToldRow(shapes.Activity, e, new HashSet<Guid> { customer.Id, e.Id }, Tokens(customer)))]);
    }

    public IEnumerable<object?[]> Again(Customer made, RowShape shape, Func<DateTime, Guid> keys)
    {
        foreach (var row in opening)
        {
            var again = row.Again(0, new Dictionary<Guid, Guid> { [Customer.Id] = made.Id, [row.Id] = keys(made.OpenedAt) }, Tokens(made));
            again[shape.Of(nameof(ActivityEntry.At))] = made.OpenedAt;
            yield return again;
        }
    }

    private static string[] Tokens(Customer customer) =>
        [customer.Number, customer.Name, customer.Phone, customer.Address, customer.Id.ToString(), customer.OpenedAt.ToString("O"), customer.InstalledOn?.ToString("O") ?? ""];
}
