using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Policies;
using Shouwen.Modules.Contacts.Contracts;

namespace Shouwen.Modules.Contacts;

/// <summary>The contacts module's parameters and clauses.</summary>
public static class ContactsRules
{
    /// <summary>The greeting the house brings; a company may write its own, with {0} where its name stands.</summary>
    public const string StandardGreeting = "standard";

    public static readonly Parameter<WordSet> Required = Parameters.Words("call.record.required", "Items every record of a contact must have",
        "name, company, telephone, purpose", ["name", "company", "telephone", "purpose", "content", "place", "reason"], "CONT-002",
        presets: [("air", "name, company, telephone, purpose"), ("jewellery", "name, content, place, reason")]);

    public static readonly Parameter<string> GreetingZh = Parameters.Text("call.greeting.zh", "Telephone greeting in Chinese; {0} is the company's name", StandardGreeting, "CONT-009");
    public static readonly Parameter<string> GreetingEn = Parameters.Text("call.greeting.en", "Telephone greeting in English; {0} is the company's name", StandardGreeting, "CONT-009");

    public static readonly Parameter<Limit?> ClarifyWithin = Parameters.Limit("contact.clarify.deadline", "Time to complete the record of a contact", "1 working day", "CONT-002", assumed: true);

    public static readonly Clause Clarify = Clause.Of("contact.clarify", "Complete the record")
        .Opens<ContactToClarify>(f => new Opening(f.Belongs.OwnerId, f.At)).Meets<ContactCompleted>()
        .Within(ClarifyWithin);
}
