using Shouwen.Kernel.Data;

namespace Shouwen.Modules.Customers.Model;

/// <summary>A person to speak with at a customer's (CUST-002).</summary>
public sealed class ContactPerson : Entity, IScoped
{
    public const int LowestLevel = 1;
    public const int HighestLevel = 5;

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

    public void SetBirthday(DateOnly? birthday) => (Birthday, BirthMonth) = (birthday, birthday?.Month);

    /// <summary>Each mark is held by one person of a customer: whoever gets it takes it from the others.</summary>
    public void TakeMarksFrom(IEnumerable<ContactPerson> others)
    {
        foreach (var other in others.Where(o => o.Id != Id))
        {
            if (IsPrimary && other.IsPrimary) other.IsPrimary = false;
            if (IsSupervisor && other.IsSupervisor) other.IsSupervisor = false;
            if (IsOperator && other.IsOperator) other.IsOperator = false;
        }
    }
}
