using Shouwen.Kernel.Data;
using Shouwen.Kernel.Numbering;
using Shouwen.Kernel.Search;
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

    /// <summary>Set when the details taken at the counter are still to be completed (CUST-005).</summary>
    public bool IsToComplete { get; set; }

    public CustomerCard Card => new(Id, Number, Name, Phone, Address, UnitPath, TerritoryId, TerritoryPath);

    public static string Digits(string? phone) => string.Concat((phone ?? "").Where(char.IsAsciiDigit));

    public SearchEntry ToSearch() => new(CustomerSubject.Kind, Id, Number, Name,
        [Name, Company, Address, Email, WeChat], [Phone, OtherPhone], [KeeperId]);
}

/// <summary>A person to speak with at a customer's (CUST-002).</summary>
public sealed class ContactPerson : Entity, IScoped
{
    public required Guid CustomerId { get; init; }
    [Personal] public required string Name { get; set; }
    public string Sex { get; set; } = "";
    public DateOnly? Birthday { get; set; }

    /// <summary>Month of the birthday, 1 to 12, for care lists.</summary>
    public int? BirthMonth { get; set; }
    public string Position { get; set; } = "";
    [Personal] public string Phone { get; set; } = "";
    public string Hobbies { get; set; } = "";
    public string Personality { get; set; } = "";

    /// <summary>1 to 5.</summary>
    public int? RelationshipLevel { get; set; }
    public string PreferredTime { get; set; } = "";
    public bool IsPrimary { get; set; }

    /// <summary>The supervisor on the customer's side.</summary>
    public bool IsSupervisor { get; set; }

    /// <summary>The person who operates the product and signs for work.</summary>
    public bool IsOperator { get; set; }
    public required string UnitPath { get; set; }
    public required string TerritoryPath { get; set; }
}
