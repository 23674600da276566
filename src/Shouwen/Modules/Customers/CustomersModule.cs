using Microsoft.AspNetCore.Routing;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using Shouwen.Kernel.Web.Kit;
using Shouwen.Modules.Customers.AddressBook;
using Shouwen.Modules.Customers.Contracts;
using Shouwen.Modules.Customers.Files;
using Shouwen.Modules.Customers.Life;
using Shouwen.Modules.Customers.Persons;

namespace Shouwen.Modules.Customers;

/// <summary>Whom we serve: files, contact persons, address book, and everything that happened with a customer.</summary>
public sealed class CustomersModule : IModule
{
    public void Describe(House house)
    {
        house.Subjects.Add(new SubjectKind(CustomerSubject.Kind, "Customer", "users", s => "/customers/" + s.Label));
        house.Menu("Customers", "/customers", "users", "Work", 30, CustomersPermissions.View);
        house.Create("New customer", "/customers/new", "user-plus", 30, CustomersPermissions.Edit);
        house.Policies.Declare(CustomersRules.Registration, CustomersRules.MostRevealed);
        Pages(house.Routes);
        Programs(house.Routes);
    }

    private static void Pages(Routes routes)
    {
        routes.Page<CustomerList, CustomerList.View, CustomerListPage>("/customers", "Customers");
        routes.Page<CustomerForm, CustomerForm.View, NewCustomerPage>("/customers/new", "New customer");
        routes.Form<OpenCustomer, OpenCustomer.Opened, CustomerForm, CustomerForm.View, NewCustomerPage>("/customers/new", "New customer", (opened, _) => "/customers/" + opened.Number, "The file was opened.");
        routes.Page<LikelyDuplicates, IReadOnlyList<LikelyDuplicates.Row>, DuplicatesFragment>("/customers/duplicates", "Customers");
        routes.Page<PickCustomer, IReadOnlyList<Option>, PickFragment>("/customers/pick", "Customers");
        routes.Page<PersonList, PersonList.View, PersonListPage>("/customers/persons", "Contact persons");
        AddressBookDesk.Map(routes);

        routes.Page<CustomerFile, CustomerFile.View, CustomerPage>("/customers/{number}", "Customer", v => v.File.Name);
        routes.Page<CustomerForm, CustomerForm.View, ChangeCustomerPage>("/customers/{number}/edit", "Change the file");
        routes.Form<ChangeCustomer, ChangeCustomer.Changed, CustomerForm, CustomerForm.View, ChangeCustomerPage>("/customers/{number}/edit", "Change the file", (changed, _) => "/customers/" + changed.Number, "The file was changed.");
        routes.Page<PhoneQuestion, PhoneQuestion.View, PhoneQuestionPage>("/customers/{number}/phone", "Show the telephone number");
        routes.Answer<RevealPhone, RevealPhone.Revealed, PhoneQuestion, PhoneQuestion.View, PhoneQuestionPage, RevealedPage>("/customers/{number}/phone", "Show the telephone number");
        routes.Form<AddPerson, AddPerson.Added, CustomerFile, CustomerFile.View, CustomerPage>("/customers/{number}/persons", "Customer", (_, route) => Persons(route), "The contact person was added.");
        routes.Page<PersonForm, PersonForm.View, PersonPage>("/customers/{number}/persons/{id}", "Contact person", v => v.Person.Name);
        routes.Form<ChangePerson, Done, PersonForm, PersonForm.View, PersonPage>("/customers/{number}/persons/{id}", "Contact person", (_, route) => Persons(route), "The contact person was changed.");
    }

    private static void Programs(Routes routes)
    {
        routes.ApiGet<CustomerList, CustomerList.View>("customers");
        routes.ApiPost<OpenCustomer, OpenCustomer.Opened>("customers", opened => "/api/v1/customers/" + opened.Number);
        routes.ApiGet<GetCustomer, GetCustomer.Answer>("customers/{number}");
        routes.ApiPut<ChangeCustomer, ChangeCustomer.Changed>("customers/{number}");
        routes.ApiPost<AddPerson, AddPerson.Added>("customers/{number}/persons", added => "/api/v1/customers/" + added.Number);
        routes.ApiPut<ChangePerson, Done>("customers/{number}/persons/{id}");
        routes.ApiGet<CustomerTimeline, CustomerTimeline.View>("customers/{number}/timeline");
        routes.ApiPost<RevealPhone, RevealPhone.Revealed>("customers/{number}/reveal");
    }

    private static string Persons(RouteValueDictionary route) => $"/customers/{route["number"]}?tab=persons";
}
