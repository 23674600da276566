using Shouwen.Kernel.Subjects;

namespace Shouwen.Modules.Customers.Contracts;

/// <summary>What other modules see of a customer.</summary>
public sealed record CustomerCard(
    Guid Id, string Number, string Name, string Phone, string Address, string UnitPath, Guid? TerritoryId, string TerritoryPath,
    string Company = "")
{
    public SubjectRef Subject => new(CustomerSubject.Kind, Id, Number);
}

/// <summary>A customer named in passing, by someone who reports a matter (CUST-005).</summary>
public sealed record NewCustomer(string Name, string? Phone = null, string? Address = null, string? Territory = null, string? Company = null);

/// <summary>The kind under which customers are pointed at.</summary>
public static class CustomerSubject
{
    public const string Kind = "customer";
}

/// <summary>The one port of the customers module.</summary>
public interface ICustomers
{
    /// <summary>A customer within the actor's reach; refused as not found otherwise.</summary>
    Task<CustomerCard> Get(Guid id, CancellationToken ct);

    /// <summary>The customer with this number; refused as not found when there is none within reach.</summary>
    Task<CustomerCard> Get(string number, CancellationToken ct);

    /// <summary>The one customer with exactly this telephone number; null when there is none or more than one.</summary>
    Task<CustomerCard?> ByPhone(string phone, CancellationToken ct);

    /// <summary>Several customers at once, those out of reach left out.</summary>
    Task<IReadOnlyDictionary<Guid, CustomerCard>> Cards(IReadOnlyCollection<Guid> ids, CancellationToken ct);

    /// <summary>The file of this person: found by telephone and name, or opened.</summary>
    Task<CustomerCard> FindOrOpen(NewCustomer customer, CancellationToken ct);
}
