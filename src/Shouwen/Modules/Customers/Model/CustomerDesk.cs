using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Numbering;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Customers.Contracts;

namespace Shouwen.Modules.Customers.Model;

/// <summary>Opens and finds customer files for the module itself and for others through its port.</summary>
public sealed class CustomerDesk(AppDb db, Work work, Numbers numbers, PolicyBook policies, OrganisationBook organisation) : ICustomers
{
    private const int ShortestPhone = 5;
    private static readonly Question<AppDb, Guid, Customer> WithId = new((db, id) => db.Customers.AsNoTracking().Where(c => c.Id == id).Take(1));

    public async Task<CustomerCard> Get(Guid id, CancellationToken ct) => (await WithId.First(db, id, ct) ?? throw Refusal.NotFound("The customer")).Card;

    public async Task<CustomerCard> Get(string number, CancellationToken ct) => (await db.Customers.Numbered(number, ct)).Card;

    public async Task<CustomerCard?> ByPhone(string phone, CancellationToken ct)
    {
        var digits = Customer.Digits(phone);
        if (digits.Length < ShortestPhone) return null;
        var found = await db.Customers.AsNoTracking().Where(c => c.PhoneDigits == digits && c.Status != CustomerStatus.Closed).OrderBy(c => c.Id).Take(2).ToListAsync(ct);
        return found.Count == 1 ? found[0].Card : null;
    }

    public async Task<IReadOnlyDictionary<Guid, CustomerCard>> Cards(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        (await db.Customers.AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync(ct)).ToDictionary(c => c.Id, c => c.Card);

    public Task<IReadOnlyList<CustomerCard>> Page(CustomerPopulation population, Guid after, int most, CancellationToken ct) =>
        Page(db.Customers, population, after, most, ct);

    public Task<IReadOnlyList<CustomerCard>> Page(CustomerPopulation population, CustomerDate date, DateOnly from, DateOnly to, Guid after, int most, CancellationToken ct)
    {
        var (start, end) = (WorkCalendar.Default.ToUtc(from, TimeOnly.MinValue), WorkCalendar.Default.ToUtc(to.AddDays(1), TimeOnly.MinValue));
        return Page(date == CustomerDate.Installed ? db.Customers.Where(c => c.InstalledOn >= from && c.InstalledOn <= to) : db.Customers.Where(c => c.OpenedAt >= start && c.OpenedAt < end),
            population, after, most, ct);
    }

    private static async Task<IReadOnlyList<CustomerCard>> Page(IQueryable<Customer> rows, CustomerPopulation population, Guid after, int most, CancellationToken ct)
    {
        var (units, territories) = (PathRange.Below(population.UnitPath), PathRange.Below(population.TerritoryPath));
        var (unitFrom, unitTo, territoryFrom, territoryTo) = (units.From, units.To, territories.From, territories.To);
        if (population.Types.Select(Enum.Parse<CustomerType>).ToList() is { Count: > 0 } types) rows = rows.Where(c => types.Contains(c.Type));
        if (population.KeyOnly) rows = rows.Where(c => c.IsKey);
        if (population.Segment is { Length: > 0 } segment) rows = rows.Where(c => c.Category == segment);
        if (population.UnitPath.Length > 0) rows = rows.Where(c => string.Compare(c.UnitPath, unitFrom) >= 0 && string.Compare(c.UnitPath, unitTo) < 0);
        if (population.TerritoryPath.Length > 0) rows = rows.Where(c => string.Compare(c.TerritoryPath, territoryFrom) >= 0 && string.Compare(c.TerritoryPath, territoryTo) < 0);
        return [.. (await rows.AsNoTracking().Where(c => c.Status != CustomerStatus.Closed && c.Id > after).OrderBy(c => c.Id).Take(most).ToListAsync(ct)).Select(c => c.Card)];
    }

    public async Task<CustomerCard> FindOrOpen(NewCustomer customer, CancellationToken ct)
    {
        var (name, digits) = (customer.Name.Trim(), Customer.Digits(customer.Phone));
        var known = digits.Length < ShortestPhone ? null
            : await db.Customers.OrderBy(c => c.Id).FirstOrDefaultAsync(c => c.PhoneDigits == digits && c.Name == name, ct);
        return (known ?? await Open(customer, ct)).Card;
    }

    /// <summary>A new file, in the unit that serves its territory, else in the unit of the person who opens it.</summary>
    public async Task<Customer> Open(NewCustomer given, CancellationToken ct, string territoryField = "customer.territory")
    {
        var territory = await Territory(given.Territory, ct, territoryField);
        var file = new Customer
        {
            Number = await numbers.Next(Customer.Numbers, 0),
            Name = given.Name.Trim(),
            Address = given.Address?.Trim() ?? "",
            Company = given.Company?.Trim() ?? "",
            TerritoryId = territory?.Id,
            TerritoryPath = territory?.Path ?? "",
            UnitPath = territory is null ? work.Actor.UnitPath : await ServingUnit(territory.Id, ct) ?? work.Actor.UnitPath,
            OpenedAt = work.Now,
        };
        file.SetPhone(given.Phone);
        await Judge(file);
        db.Customers.Add(file);
        file.Tell(new CustomerRegistered(), work.Now);
        return file;
    }

    /// <summary>Whether the file has what a registration asks for in its unit today (CUST-005).</summary>
    public async Task<IReadOnlyList<string>> Judge(Customer file)
    {
        var policy = await policies.Current();
        var missing = file.Missing(policy.Read(CustomersRules.Registration, file.UnitPath, WorkCalendar.Default.LocalDate(work.Now)));
        file.IsToComplete = missing.Count > 0;
        return missing;
    }

    /// <summary>A territory by number or by name in either language; an unknown one is refused.</summary>
    public async Task<Territory?> Territory(string? named, CancellationToken ct, string field = "customer.territory")
    {
        if (string.IsNullOrWhiteSpace(named)) return null;
        var name = named.Trim();
        var no = int.TryParse(name, out var number) ? number : -1;
        return await db.Territories.OrderBy(t => t.No).FirstOrDefaultAsync(t => t.No == no || t.NameZh == name || t.NameEn == name, ct)
            ?? throw Refusal.Of(field, "customer.territory.unknown", "There is no territory called {0}.", name);
    }

    private async Task<string?> ServingUnit(Guid territoryId, CancellationToken ct) =>
        (await organisation.Current(ct)).Serving(territoryId, WorkCalendar.Default.LocalDate(work.Now));
}
