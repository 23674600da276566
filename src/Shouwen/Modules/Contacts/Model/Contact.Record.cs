using Shouwen.Kernel.Events;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Contacts.Contracts;
using Shouwen.Modules.Customers.Contracts;

namespace Shouwen.Modules.Contacts.Model;

/// <summary>How a contact becomes complete and is closed (CONT-002, CONT-003).</summary>
public sealed partial class Contact
{
    /// <summary>In speech things are misheard: only there is repeated what was understood.</summary>
    public static readonly Channel[] Spoken = [Channel.Phone, Channel.Hotline, Channel.Visit, Channel.Counter, Channel.Video, Channel.Meeting];

    public bool IsSpoken => Spoken.Contains(Channel);

    private Belonging Belonging => new(UnitPath, TerritoryPath, StaffId);

    /// <summary>Compares the record with what must be known; a gap becomes the staff member's duty, and its filling ends the duty.</summary>
    public void Judge(IEnumerable<string> required, DateTime now)
    {
        var missing = required.Where(item => Known(item).Length == 0).ToList();
        if (!missing.SequenceEqual(Missing)) Missing = missing;
        if (missing.Count > 0 && State == ContactState.Open)
        {
            State = ContactState.ToClarify;
            Raise(new ContactToClarify { Subject = Ref, At = now, Belongs = Belonging });
        }
        if (missing.Count == 0 && State == ContactState.ToClarify)
        {
            State = ContactState.Open;
            Raise(new ContactCompleted { Subject = Ref, At = now, Belongs = Belonging });
        }
    }

    /// <summary>The customer's file fills what was not typed.</summary>
    public void TakeFrom(CustomerCard customer)
    {
        (CustomerId, TerritoryPath) = (customer.Id, customer.TerritoryPath);
        if (CallerName.Length == 0) CallerName = customer.Name;
        if (CallerPhone.Length == 0) CallerPhone = customer.Phone;
        if (CallerCompany.Length == 0) CallerCompany = customer.Company;
        if (CallerPlace.Length == 0) CallerPlace = customer.Address.Length <= ContactDetailRules.LongestLine ? customer.Address : customer.Address[..ContactDetailRules.LongestLine];
    }

    public void Close(string? noReadBackReason, DateTime now)
    {
        RefuseClosed();
        if (Missing.Count > 0)
            throw new Refusal("contact.missing", "This record cannot be closed yet. Still to be clarified: {0}.", new TranslatedList([.. Missing.Select(m => m + "|item")]));
        if (!string.IsNullOrWhiteSpace(noReadBackReason)) NoReadBackReason = noReadBackReason.Trim();
        if (IsSpoken && !IsReadBack && NoReadBackReason.Length == 0)
            throw Refusal.Of("noReadBackReason", "contact.read-back", "Number, name, address and matter were not repeated to the caller. Please say why.");
        (State, EndedAt) = (ContactState.Closed, EndedAt ?? now);
    }

    public void RefuseClosed()
    {
        if (State == ContactState.Closed) throw new Refusal("contact.closed", "This record is closed and cannot be changed any more.");
    }

    private string Known(string item) => item switch
    {
        "name" => CallerName,
        "company" => IsPrivatePerson ? "private" : CustomerId is not null ? "on file" : CallerCompany,
        "telephone" => CallerPhone,
        "purpose" => Purpose,
        "content" => Content,
        "place" => CallerPlace,
        "reason" => Reason,
        _ => item,
    };
}
