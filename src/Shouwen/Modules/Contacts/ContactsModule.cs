using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.Web;
using Shouwen.Modules.Contacts.Contracts;
using Shouwen.Modules.Contacts.Log;

namespace Shouwen.Modules.Contacts;

/// <summary>The log of all contacts: telephone, visit, letter, online; the first question is written down here.</summary>
public sealed class ContactsModule : IModule
{
    public void Describe(House house)
    {
        house.Subjects.Add(new SubjectKind(ContactSubject.Kind, "Contact", "phone", s => "/contacts/" + s.Label));
        house.Menu("Contacts", "/contacts", "phone", "Work", 40, ContactsPermissions.View);
        house.Create("New contact", "/contacts/new", "phone-plus", 10, ContactsPermissions.Record);
        house.Policies.Declare(ContactsRules.Required, ContactsRules.GreetingZh, ContactsRules.GreetingEn, ContactsRules.ClarifyWithin);
        house.Clauses.Add(ContactsRules.Clarify);

        var routes = house.Routes;
        routes.Page<ContactList, ContactList.View, ContactListPage>("/contacts", "Contacts");
        routes.Page<ContactForm, ContactForm.View, NewContactPage>("/contacts/new", "New contact");
        routes.Form<RecordContact, RecordContact.Recorded, ContactForm, ContactForm.View, NewContactPage>("/contacts/new", "New contact", (recorded, _) => "/contacts/" + recorded.Number, "The contact was recorded.");
        routes.Page<CallerProposal, CallerProposal.View, CallerFragment>("/contacts/caller", "Contacts");
        routes.Page<ContactFile, ContactFile.View, ContactPage>("/contacts/{number}", "Contact", v => v.Contact.Number);
        routes.Form<CompleteContact, CompleteContact.Completed, ContactFile, ContactFile.View, ContactPage>("/contacts/{number}/complete", "Contact", (done, _) => "/contacts/" + done.Number, "The record was saved.");
        routes.Form<CloseContact, CloseContact.Closed, ContactFile, ContactFile.View, ContactPage>("/contacts/{number}/close", "Contact", (done, _) => "/contacts/" + done.Number, "The record was closed.");
        routes.Form<FileCaller, FileCaller.Filed, ContactFile, ContactFile.View, ContactPage>("/contacts/{number}/file", "Contact", (done, _) => "/contacts/" + done.Number, "The customer file was linked.");

        routes.ApiGet<ContactList, ContactList.View>("contacts");
        routes.ApiPost<RecordContact, RecordContact.Recorded>("contacts", recorded => "/api/v1/contacts/" + recorded.Number);
        routes.ApiGet<GetContact, GetContact.Answer>("contacts/{number}");
        routes.ApiPost<CompleteContact, CompleteContact.Completed>("contacts/{number}/complete");
        routes.ApiPost<CloseContact, CloseContact.Closed>("contacts/{number}/close");
        routes.ApiPost<FileCaller, FileCaller.Filed>("contacts/{number}/file");
    }
}
