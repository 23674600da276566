using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Numbering;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Customers.Contracts;

namespace Shouwen.Modules.Customers.Model;

/// <summary>Opens and finds customer files for the module itself and for others through its port.</summary>
public sealed class CustomerDesk(AppDb db, Work work, Numbers numbers) : ICustomers
{
    public async Task<CustomerCard> Get(Guid id, CancellationToken ct) =>
        (await db.Customers.FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw Refusal.NotFound("The customer")).Card;

    public async Task<CustomerCard> Find(string number, CancellationToken ct)
    {
        var wanted = number.Trim().ToUpperInvariant();
        return (await db.Customers.FirstOrDefaultAsync(c => c.Number == wanted, ct) ?? throw Refusal.NotFound("The customer")).Card;
    }

    public async Task<IReadOnlyDictionary<Guid, CustomerCard>> Cards(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        (await db.Customers.AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync(ct)).ToDictionary(c => c.Id, c => c.Card);

    public async Task<CustomerCard> FindOrOpen(NewCustomer customer, CancellationToken ct)
    {
        var (name, digits) = (customer.Name.Trim(), Customer.Digits(customer.Phone));
        var known = digits.Length < 5 ? null
            : await db.Customers.FirstOrDefaultAsync(c => c.PhoneDigits == digits && c.Name == name, ct);
        return (known ?? await Open(customer, ct)).Card;
    }

    /// <summary>A new file, in the unit that serves its territory, else in the unit of the person who opens it.</summary>
    public async Task<Customer> Open(NewCustomer given, CancellationToken ct)
    {
        var territory = await Territory(given.Territory, ct);
        var file = new Customer
        {
            Number = await numbers.Next(Customer.Numbers, 0),
            Name = given.Name.Trim(),
            Phone = given.Phone?.Trim() ?? "",
            PhoneDigits = Customer.Digits(given.Phone),
            Address = given.Address?.Trim() ?? "",
            Company = given.Company?.Trim() ?? "",
            TerritoryId = territory?.Id,
            TerritoryPath = territory?.Path ?? "",
            UnitPath = territory is null ? work.Actor.UnitPath : await ServingUnit(territory.Id, ct) ?? work.Actor.UnitPath,
            OpenedAt = work.Now,
            IsToComplete = given.Address is null or "" || given.Phone is null or "",
        };
        db.Customers.Add(file);
        return file;
    }

    /// <summary>A territory by number or by name in either language; an unknown one is refused.</summary>
    public async Task<Territory?> Territory(string? named, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(named)) return null;
        var name = named.Trim();
        var no = int.TryParse(name, out var number) ? number : -1;
        return await db.Territories.FirstOrDefaultAsync(t => t.No == no || t.NameZh == name || t.NameEn == name, ct)
            ?? throw Refusal.Of("customer.territory", "customer.territory.unknown", "There is no territory called {0}.", name);
    }

    private async Task<string?> ServingUnit(Guid territoryId, CancellationToken ct)
    {
        var today = WorkCalendar.Default.LocalDate(work.Now);
        return await (from service in db.TerritoryServices
                      join unit in db.Units on service.UnitId equals unit.Id
                      where service.TerritoryId == territoryId && service.From <= today
                      orderby service.From descending
                      select unit.Path).FirstOrDefaultAsync(ct);
    }
}
