using Shouwen.Kernel.Data;
using Shouwen.Kernel.Events;
using Shouwen.Kernel.Numbering;
using Shouwen.Kernel.Search;
using Shouwen.Kernel.Subjects;
using Shouwen.Modules.Contacts.Contracts;

namespace Shouwen.Modules.Contacts.Model;

/// <summary>Who began it.</summary>
public enum Direction { In, Out }

/// <summary>A record with something missing waits for clarification; a closed one is complete (CONT-002).</summary>
public enum ContactState { Open, ToClarify, Closed }

/// <summary>One contact with a customer, in or out, by any channel (CONT-001).</summary>
public sealed partial class Contact : Entity, ISearchable
{
    public static readonly Series Numbers = new("contact", "LX", Yearly: true);

    public required string Number { get; init; }
    public required Channel Channel { get; init; }
    public required Direction Direction { get; init; }
    public required DateTime StartedAt { get; init; }
    public DateTime? EndedAt { get; set; }
    public Guid? CustomerId { get; set; }
    [Personal] public string CallerName { get; set; } = "";
    public string CallerCompany { get; set; } = "";
    [Personal] public string CallerPhone { get; set; } = "";

    /// <summary>A private person has no company to name (CONT-002).</summary>
    public bool IsPrivatePerson { get; set; }
    public string CallerPlace { get; set; } = "";

    /// <summary>Where a visitor lives or rents: building and unit (CASE-010).</summary>
    public string Building { get; set; } = "";
    public string Premises { get; set; } = "";
    public string Purpose { get; set; } = "";
    public string Reason { get; set; } = "";
    public string Subject { get; set; } = "";
    public string Content { get; set; } = "";
    public string NeedFound { get; set; } = "";
    public string Result { get; set; } = "";
    public string NextStep { get; set; } = "";

    /// <summary>Number, name, address and matter were repeated to the caller (CONT-003).</summary>
    public bool IsReadBack { get; set; }
    public string NoReadBackReason { get; set; } = "";

    /// <summary>Which of the mandatory items are still missing, as field names.</summary>
    public List<string> Missing { get; set; } = [];
    public ContactState State { get; set; } = ContactState.Open;
    public required Guid StaffId { get; init; }
    public required string StaffName { get; init; }
    public required string UnitPath { get; init; }
    public string TerritoryPath { get; set; } = "";

    public SubjectRef Ref => new(ContactSubject.Kind, Id, Number);

    /// <summary>What it is about in one line, as far as it was written down.</summary>
    private string Matter => Subject.Length > 0 ? Subject : Purpose;

    public ContactCard Card => new(Id, Number, CustomerId, Channel, StartedAt, Matter, Content, CallerName, CallerPhone, CallerCompany, Building, Premises);

    public SearchEntry ToSearch() => new(ContactSubject.Kind, Id, Number, Matter.Length > 0 ? Matter : CallerName,
        [CallerName, CallerCompany, Subject, Content], [CallerPhone], [StaffId]);
}
