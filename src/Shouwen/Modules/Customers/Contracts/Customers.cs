using Shouwen.Kernel.Events;
using Shouwen.Kernel.Subjects;

namespace Shouwen.Modules.Customers.Contracts;

/// <summary>What other modules see of a customer.</summary>
public sealed record CustomerCard(
    Guid Id, string Number, string Name, string Phone, string Address, string UnitPath, Guid? TerritoryId, string TerritoryPath,
    string Company = "")
{
    public string Type { get; init; } = "";
    public bool IsKey { get; init; }

    /// <summary>The segment that the file is put under.</summary>
    public string Category { get; init; } = "";
    public Guid? KeeperId { get; init; }
    public DateTime OpenedAt { get; init; }

    /// <summary>Since when our goods are installed or our service runs there.</summary>
    public DateOnly? InstalledOn { get; init; }

    public SubjectRef Subject => new(CustomerSubject.Kind, Id, Number);
}

/// <summary>A customer named in passing, by someone who reports a matter (CUST-005).</summary>
public sealed record NewCustomer(string Name, string? Phone = null, string? Address = null, string? Territory = null, string? Company = null);

/// <summary>The kind under which customers are pointed at.</summary>
public static class CustomerSubject
{
    public const string Kind = "customer";
}

/// <summary>A fact about a customer's file.</summary>
public abstract record CustomerFact : Fact;

/// <summary>A file was opened.</summary>
public sealed record CustomerRegistered : CustomerFact;

/// <summary>A colleague became responsible for the customer.</summary>
public sealed record CustomerAssigned : CustomerFact;

/// <summary>The day of installation, or of the beginning of the service, was entered.</summary>
public sealed record CustomerInstalled : CustomerFact;

/// <summary>The customer is no longer served as a key customer.</summary>
public sealed record KeyCustomerLeft : CustomerFact;

/// <summary>The kinds of customers by name, for rules that narrow to some of them.</summary>
public static class CustomerKinds
{
    public static IReadOnlyList<string> All { get; } = Enum.GetNames<Model.CustomerType>();
}

/// <summary>Which customers a rule concerns; what is empty narrows nothing.</summary>
public sealed record CustomerPopulation(IReadOnlyList<string> Types, bool KeyOnly = false, string Segment = "", string UnitPath = "", string TerritoryPath = "")
{
    public static readonly CustomerPopulation Everyone = new([]);

    public bool Includes(CustomerCard card) =>
        (Types.Count == 0 || Types.Contains(card.Type)) && (!KeyOnly || card.IsKey) && (Segment.Length == 0 || card.Category == Segment)
        && card.UnitPath.StartsWith(UnitPath, StringComparison.Ordinal) && card.TerritoryPath.StartsWith(TerritoryPath, StringComparison.Ordinal);
}

/// <summary>A date that a customer's file records.</summary>
public enum CustomerDate { Registered, Installed }

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

    /// <summary>The customers of a population by key after the given one, at most so many; closed files are left out.</summary>
    Task<IReadOnlyList<CustomerCard>> Page(CustomerPopulation population, Guid after, int most, CancellationToken ct);

    /// <summary>The same, of those whose recorded date lies between two days, both included.</summary>
    Task<IReadOnlyList<CustomerCard>> Page(CustomerPopulation population, CustomerDate date, DateOnly from, DateOnly to, Guid after, int most, CancellationToken ct);

    /// <summary>The file of this person: found by telephone and name, or opened.</summary>
    Task<CustomerCard> FindOrOpen(NewCustomer customer, CancellationToken ct);
}
