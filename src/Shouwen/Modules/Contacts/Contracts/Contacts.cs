using Shouwen.Kernel.Events;

namespace Shouwen.Modules.Contacts.Contracts;

/// <summary>What other modules see of a contact, for taking its details over without retyping.</summary>
public sealed record ContactCard(Guid Id, string Number, Guid? CustomerId, Channel Channel, DateTime StartedAt, string Subject, string Content, string CallerName, string CallerPhone,
    string CallerCompany, string Building, string Premises);

/// <summary>By which way a contact came (CONT-001).</summary>
public enum Channel
{
    Phone, Visit, Counter, Letter, Fax, Email, Sms, Wechat, Messenger, Video, Web, MobileHall, Mailbox, Hotline, Meeting,
}

/// <summary>The one port of the contacts module.</summary>
public interface IContacts
{
    Task<ContactCard> Get(Guid id, CancellationToken ct);

    /// <summary>The contact with this number; refused as not found when there is none within reach.</summary>
    Task<ContactCard> Get(string number, CancellationToken ct);
}

/// <summary>The kind under which contacts are pointed at.</summary>
public static class ContactSubject
{
    public const string Kind = "contact";
}

/// <summary>A contact was saved with something missing; its staff owes the rest (CONT-002).</summary>
public sealed record ContactToClarify : Fact;

/// <summary>Nothing is missing any more.</summary>
public sealed record ContactCompleted : Fact;
