using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Search;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Customers.Contracts;

namespace Shouwen.Modules.Customers.Model;

/// <summary>Ways to read customer files that several slices take.</summary>
public static class CustomerReading
{
    /// <summary>So many hits of the search box count as all.</summary>
    public const int MostHits = 500;
    private const int ShortestPhone = 5;

    public static async Task<Customer> Numbered(this IQueryable<Customer> customers, string number, CancellationToken ct)
    {
        var wanted = number.Trim().ToUpperInvariant();
        return await customers.FirstOrDefaultAsync(c => c.Number == wanted, ct) ?? throw Refusal.NotFound("The customer");
    }

    /// <summary>Files that may be the same person's: the same telephone, or the same name and address (CUST-004).</summary>
    public static async Task<List<Customer>> Duplicates(this AppDb db, string? name, string? phone, string? address, int most, CancellationToken ct)
    {
        var (named, digits, at) = (name?.Trim() ?? "", Customer.Digits(phone), address?.Trim() ?? "");
        var byPhone = digits.Length >= ShortestPhone;
        var byPlace = named.Length > 0 && at.Length > 0;
        if (!byPhone && !byPlace) return [];
        return await db.Customers.AsNoTracking()
            .Where(c => byPhone && c.PhoneDigits == digits || byPlace && c.Name == named && c.Address == at)
            .OrderBy(c => c.OpenedAt).ThenBy(c => c.Id).Take(most).ToListAsync(ct);
    }

    /// <summary>The files that a list or an address book is narrowed to (CUST-007).</summary>
    public static async Task<IQueryable<Customer>> Files(this AppDb db, ICustomerFilter filter, Actor actor, CancellationToken ct)
    {
        IQueryable<Customer> rows = db.Customers;
        if (!string.IsNullOrWhiteSpace(filter.Q))
        {
            var ids = await SearchIndex.FindIds(db, filter.Q.Trim(), MostHits, CustomerSubject.Kind, ct);
            rows = rows.Where(c => ids.Contains(c.Id));
        }
        if (filter.Type is { } type) rows = rows.Where(c => c.Type == type);
        if (filter.Status is { } status) rows = rows.Where(c => c.Status == status);
        if (filter.Key is { } key) rows = rows.Where(c => c.IsKey == key);
        if (filter.ToComplete is { } open) rows = rows.Where(c => c.IsToComplete == open);
        if (filter.Company is { Length: > 0 } company) rows = rows.Where(c => c.Company.Contains(company));
        if (filter.Keeper is { Length: > 0 } keeper)
        {
            var id = keeper == "me" ? actor.Id : Guid.TryParse(keeper, out var given) ? given : Guid.Empty;
            rows = rows.Where(c => c.KeeperId == id);
        }
        if (filter.Unit is { } unitNo)
        {
            var below = PathRange.Below(await db.Units.Where(u => u.No == unitNo).Select(u => u.Path).FirstOrDefaultAsync(ct) ?? "");
            var (from, to) = (below.From, below.To);
            rows = rows.Where(c => string.Compare(c.UnitPath, from) >= 0 && string.Compare(c.UnitPath, to) < 0);
        }
        if (filter.Territory is { } territoryNo)
        {
            var below = PathRange.Below(await db.Territories.Where(t => t.No == territoryNo).Select(t => t.Path).FirstOrDefaultAsync(ct) ?? "");
            var (from, to) = (below.From, below.To);
            rows = rows.Where(c => string.Compare(c.TerritoryPath, from) >= 0 && string.Compare(c.TerritoryPath, to) < 0);
        }
        return rows;
    }
}

/// <summary>What customer files can be narrowed by; unit and territory by their numbers.</summary>
public interface ICustomerFilter
{
    string? Q { get; }
    CustomerType? Type { get; }
    CustomerStatus? Status { get; }
    int? Unit { get; }
    int? Territory { get; }

    /// <summary>A person's key, or "me".</summary>
    string? Keeper { get; }
    string? Company { get; }
    bool? Key { get; }
    bool? ToComplete { get; }
}
