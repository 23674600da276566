using Shouwen.Kernel.Data;
using Shouwen.Kernel.Events;
using Shouwen.Kernel.Numbering;
using Shouwen.Kernel.Search;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.Subjects;
using Shouwen.Modules.Customers.Contracts;

namespace Shouwen.Modules.Customers.Model;

/// <summary>What kind of customer it is; drives routing, callbacks and prices (CUST-003).</summary>
public enum CustomerType
{
    EndCustomer, Household, Owner, Tenant, Wholesaler, Franchisee, Dealer, Agent, Office, Retailer, Member, Fleet, Utility, Consignor, Prospect,
}

/// <summary>Whether the file is in use.</summary>
public enum CustomerStatus { Active, Dormant, Closed }

/// <summary>The one file of a person or organisation served; the anchor of every contact, case and callback (CUST-001).</summary>
public sealed class Customer : Entity, ISearchable
{
    public static readonly Series Numbers = new("customer", "KH", Yearly: false);

    public required string Number { get; init; }
    [Personal] public required string Name { get; set; }
    public CustomerType Type { get; set; } = CustomerType.EndCustomer;
    public CustomerStatus Status { get; set; } = CustomerStatus.Active;
    public bool IsKey { get; set; }
    public string Company { get; set; } = "";
    [Personal] public string Phone { get; set; } = "";

    /// <summary>The digits alone, for finding duplicates.</summary>
    public string PhoneDigits { get; set; } = "";
    [Personal] public string OtherPhone { get; set; } = "";
    [Personal] public string Email { get; set; } = "";
    [Personal] public string WeChat { get; set; } = "";
    [Personal] public string Address { get; set; } = "";
    public string PlaceOfOrigin { get; set; } = "";
    public string Industry { get; set; } = "";
    public string CameThrough { get; set; } = "";
    public string Category { get; set; } = "";
    public string Remarks { get; set; } = "";
    public Guid? TerritoryId { get; set; }
    public string TerritoryPath { get; set; } = "";
    public required string UnitPath { get; set; }

    /// <summary>The staff member responsible.</summary>
    public Guid? KeeperId { get; set; }
    public required DateTime OpenedAt { get; init; }

    /// <summary>Since when our goods are installed or our service runs there; callbacks may count from it.</summary>
    public DateOnly? InstalledOn { get; set; }

    /// <summary>Set when the details taken at the counter are still to be completed (CUST-005).</summary>
    public bool IsToComplete { get; set; }

    public CustomerCard Card => new(Id, Number, Name, Phone, Address, UnitPath, TerritoryId, TerritoryPath, Company)
    {
        Type = Type.ToString(), IsKey = IsKey, Category = Category, KeeperId = KeeperId, OpenedAt = OpenedAt, InstalledOn = InstalledOn,
    };

    public SubjectRef Subject => new(CustomerSubject.Kind, Id, Number);

    public static string Digits(string? phone) => Phones.Digits(phone);

    /// <summary>The number and its digits always go together.</summary>
    public void SetPhone(string? phone) => (Phone, PhoneDigits) = (phone?.Trim() ?? "", Digits(phone));

    /// <summary>Tells what happened to the file.</summary>
    public void Tell(CustomerFact fact, DateTime at) => Raise(fact with { Subject = Subject, At = at, Belongs = new Belonging(UnitPath, TerritoryPath, KeeperId) });

    /// <summary>Which of the details that a registration asks for are not known yet (CUST-005).</summary>
    public IReadOnlyList<string> Missing(IEnumerable<string> required) => [.. required.Where(r => Known(r).Length == 0)];

    private string Known(string item) => item switch
    {
        "name" => Name,
        "telephone" => Phone,
        "address" => Address,
        "company" => Company,
        "territory" => TerritoryPath,
        _ => item,
    };

    public SearchEntry ToSearch() => new(CustomerSubject.Kind, Id, Number, Name,
        [Name, Company, Address, Email, WeChat], [Phone, OtherPhone], [KeeperId]);
}
