using FluentValidation;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Text;

namespace Shouwen.Modules.Contacts.Model;

/// <summary>What is written down of a contact (CONT-001, CONT-002); nothing given leaves what is known.</summary>
public interface IContactDetails
{
    string? CallerName { get; }
    string? CallerPhone { get; }
    string? CallerCompany { get; }
    bool IsPrivatePerson { get; }
    string? CallerPlace { get; }
    string? Building { get; }
    string? Premises { get; }
    string? Purpose { get; }
    string? Reason { get; }
    string? Subject { get; }
    string? Content { get; }
    string? NeedFound { get; }
    string? Result { get; }
    string? NextStep { get; }
    bool IsReadBack { get; }
    string? NoReadBackReason { get; }
}

/// <summary>What every way of writing a contact must keep to.</summary>
public sealed class ContactDetailRules : AbstractValidator<IContactDetails>
{
    public const int LongestName = 100;
    public const int LongestLine = 200;
    public const int LongestText = KernelDb.LongText;

    public ContactDetailRules()
    {
        RuleFor(c => c.CallerName).MaximumLength(LongestName);
        RuleFor(c => c.CallerPhone).Telephone();
        RuleFor(c => c.CallerCompany).MaximumLength(LongestLine);
        RuleFor(c => c.CallerPlace).MaximumLength(LongestLine);
        RuleFor(c => c.Building).MaximumLength(LongestLine);
        RuleFor(c => c.Premises).MaximumLength(LongestLine);
        RuleFor(c => c.Purpose).MaximumLength(LongestLine);
        RuleFor(c => c.Reason).MaximumLength(LongestLine);
        RuleFor(c => c.Subject).MaximumLength(LongestLine);
        RuleFor(c => c.Content).MaximumLength(LongestText);
        RuleFor(c => c.NeedFound).MaximumLength(LongestText);
        RuleFor(c => c.Result).MaximumLength(LongestText);
        RuleFor(c => c.NextStep).MaximumLength(LongestLine);
        RuleFor(c => c.NoReadBackReason).MaximumLength(LongestLine);
    }
}

/// <summary>Writes given details into a contact.</summary>
public static class ContactDetailWriting
{
    public static void Describe(this Contact contact, IContactDetails given)
    {
        contact.CallerName = Or(given.CallerName, contact.CallerName);
        contact.CallerPhone = given.CallerPhone is null ? contact.CallerPhone : TypedPhones.Whole(given.CallerPhone, "callerPhone", contact.CallerPhone);
        contact.CallerCompany = Or(given.CallerCompany, contact.CallerCompany);
        contact.CallerPlace = Or(given.CallerPlace, contact.CallerPlace);
        contact.IsPrivatePerson |= given.IsPrivatePerson;
        (contact.Building, contact.Premises) = (Or(given.Building, contact.Building), Or(given.Premises, contact.Premises));
        (contact.Purpose, contact.Reason) = (Or(given.Purpose, contact.Purpose), Or(given.Reason, contact.Reason));
        (contact.Subject, contact.Content) = (Or(given.Subject, contact.Subject), Or(given.Content, contact.Content));
        (contact.NeedFound, contact.Result, contact.NextStep) = (Or(given.NeedFound, contact.NeedFound), Or(given.Result, contact.Result), Or(given.NextStep, contact.NextStep));
        contact.IsReadBack |= given.IsReadBack;
        contact.NoReadBackReason = Or(given.NoReadBackReason, contact.NoReadBackReason);
    }

    private static string Or(string? given, string known) => given is null ? known : given.Trim();
}
