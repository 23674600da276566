using FluentValidation;
using Shouwen.Kernel.Text;

namespace Shouwen.Modules.Customers.Model;

/// <summary>What forms and programs say of a contact person (CUST-002).</summary>
public interface IPersonDetails
{
    string Name { get; }
    string? Sex { get; }
    DateOnly? Birthday { get; }
    string? Position { get; }
    string? Phone { get; }
    string? Hobbies { get; }
    string? Personality { get; }
    int? RelationshipLevel { get; }
    string? PreferredTime { get; }
    bool IsPrimary { get; }
    bool IsSupervisor { get; }
    bool IsOperator { get; }
}

/// <summary>What every way of writing a contact person must keep to.</summary>
public sealed class PersonRules : AbstractValidator<IPersonDetails>
{
    public PersonRules()
    {
        RuleFor(p => p.Name).NotEmpty().MaximumLength(CustomerDetailRules.LongestName);
        RuleFor(p => p.Sex).MaximumLength(20);
        RuleFor(p => p.Position).MaximumLength(CustomerDetailRules.LongestWord);
        RuleFor(p => p.Phone).Telephone();
        RuleFor(p => p.Hobbies).MaximumLength(CustomerDetailRules.LongestWord);
        RuleFor(p => p.Personality).MaximumLength(CustomerDetailRules.LongestWord);
        RuleFor(p => p.PreferredTime).MaximumLength(CustomerDetailRules.LongestWord);
        RuleFor(p => p.RelationshipLevel).InclusiveBetween(ContactPerson.LowestLevel, ContactPerson.HighestLevel);
    }
}

/// <summary>Writes given details into a person.</summary>
public static class PersonDetailWriting
{
    public static void Describe(this ContactPerson person, IPersonDetails given)
    {
        person.Name = given.Name.Trim();
        person.SetBirthday(given.Birthday);
        person.Phone = TypedPhones.Whole(given.Phone, "phone", person.Phone);
        (person.Sex, person.Position) = (CustomerDetailWriting.Plain(given.Sex), CustomerDetailWriting.Plain(given.Position));
        (person.Hobbies, person.Personality) = (CustomerDetailWriting.Plain(given.Hobbies), CustomerDetailWriting.Plain(given.Personality));
        (person.RelationshipLevel, person.PreferredTime) = (given.RelationshipLevel, CustomerDetailWriting.Plain(given.PreferredTime));
        (person.IsPrimary, person.IsSupervisor, person.IsOperator) = (given.IsPrimary, given.IsSupervisor, given.IsOperator);
    }
}
