namespace Shouwen.Modules.Contacts.Contracts;

/// <summary>What other modules see of a contact, for taking its details over without retyping.</summary>
public sealed record ContactCard(Guid Id, string Number, Guid? CustomerId, Channel Channel, DateTime StartedAt, string Subject, string Content, string CallerName, string CallerPhone,
    string CallerCompany, string Building, string Premises);

/// <summary>By which way a contact came (CONT-001).</summary>
public enum Channel
{
    Phone, Visit, Counter, Letter, Fax, Email, Sms, WeChat, Messenger, Video, Web, MobileHall, Mailbox, Hotline, Meeting,
}

/// <summary>The one port of the contacts module.</summary>
public interface IContacts
{
    Task<ContactCard> Get(Guid id, CancellationToken ct);

    /// <summary>A contact by number, within the actor's reach.</summary>
    Task<ContactCard> Find(string number, CancellationToken ct);
}

/// <summary>The kind under which contacts are pointed at.</summary>
public static class ContactSubject
{
    public const string Kind = "contact";
}
