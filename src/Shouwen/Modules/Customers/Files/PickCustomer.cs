using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Search;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web.Kit;
using Shouwen.Modules.Customers.Contracts;
using Shouwen.Modules.Customers.Model;

namespace Shouwen.Modules.Customers.Files;

/// <summary>Offer customers while a name, number or telephone tail is typed; the newest without words.</summary>
public sealed record PickCustomer(string? Q = null) : IQuery<PickCustomer, IReadOnlyList<Option>>
{
    private const int Most = 12;

    public static Permission Needs => CustomersPermissions.View;

    public sealed class Handler(AppDb db) : IHandler<PickCustomer, IReadOnlyList<Option>>
    {
        public async Task<IReadOnlyList<Option>> Handle(PickCustomer query, CancellationToken ct)
        {
            var rows = db.Customers.Where(c => c.Status != CustomerStatus.Closed);
            if (!string.IsNullOrWhiteSpace(query.Q))
            {
                var hits = await SearchIndex.FindIds(db, query.Q.Trim(), Most, CustomerSubject.Kind, ct);
                rows = rows.Where(c => hits.Contains(c.Id));
            }
            var found = await rows.OrderByDescending(c => c.OpenedAt).ThenByDescending(c => c.Id).Take(Most).ToListAsync(ct);
            return [.. found.Select(c => new Option(c.Number, c.Number + " " + c.Name, Detail: string.Join(" · ", new[] { Phones.Mask(c.Phone), c.Company.Length > 0 ? c.Company : c.Address }.Where(t => t.Length > 0))))];
        }
    }
}
