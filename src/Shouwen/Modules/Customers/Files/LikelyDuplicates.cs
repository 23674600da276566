using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Customers.Model;

namespace Shouwen.Modules.Customers.Files;

/// <summary>Show who may be on file already, before a new file is saved (CUST-004).</summary>
public sealed record LikelyDuplicates(string? Name = null, string? Phone = null, string? Address = null) : IQuery<LikelyDuplicates, IReadOnlyList<LikelyDuplicates.Row>>
{
    private const int Most = 5;

    public static Permission Needs => CustomersPermissions.Edit;

    public sealed record Row(string Number, string Name, string Phone, string Address);

    public sealed class Handler(AppDb db) : IHandler<LikelyDuplicates, IReadOnlyList<Row>>
    {
        public async Task<IReadOnlyList<Row>> Handle(LikelyDuplicates query, CancellationToken ct) =>
            [.. (await db.Duplicates(query.Name, query.Phone, query.Address, Most, ct)).Select(c => new Row(c.Number, c.Name, Phones.Mask(c.Phone), c.Address))];
    }
}
