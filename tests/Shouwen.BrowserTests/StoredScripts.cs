using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Administration.Company;
using Shouwen.Modules.Administration.Organisation;
using Shouwen.Modules.Administration.Roles;
using Shouwen.Modules.Administration.Rules;
using Shouwen.Modules.Callbacks.Calls;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Modules.Callbacks.Rules;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Handling;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Contacts.Contracts;
using Shouwen.Modules.Contacts.Log;
using Shouwen.Modules.Customers.Files;
using Shouwen.Modules.Customers.Persons;
using Shouwen.Modules.Documents.Policies;

namespace Shouwen.BrowserTests;

/// <summary>Writes texts through the use cases into every field that takes one; fields of one record get different texts.</summary>
internal sealed class StoredScripts(LiveServer server)
{
    private readonly Door door = server.Services.GetRequiredService<Door>();
    private readonly HashSet<string> written = [];
    private IReadOnlyList<string> texts = [];
    private int next;
    private int fields;

    public async Task<(int Fields, IReadOnlyList<string> Missing)> Write(IReadOnlyList<string> all)
    {
        texts = all;
        var (agent, director, admin) = (await As("lin"), await As("chen"), await As("admin"));
        for (var i = 0; i < all.Count; i++)
        {
            next = i;
            await Matter(agent, director, i % 20 == 0);
        }
        for (var i = 0; i < 20; i++) await House(admin, director, i);
        return (fields, [.. all.Where(t => !written.Contains(t))]);
    }

    private async Task Matter(Actor agent, Actor director, bool toTheEnd)
    {
        var customer = await door.Run(new OpenCustomer(Name(), null, T(), null, T(), PlaceOfOrigin: T(), CameThrough: T(), Remarks: T(), OpenAnyway: true), director);
        await door.Run(new AddPerson(customer.Number, Name(), Position: T(), Hobbies: T(), Personality: T(), PreferredTime: T()), director);
        await door.Run(new RecordContact(Customer: customer.Number, CallerName: Name(), CallerCompany: T(), CallerPlace: T(), Building: T(), Premises: T(), Purpose: T(), Reason: T(), Subject: T(), Content: T(),
            NeedFound: T(), Result: T(), NextStep: T(), IsReadBack: true), agent);
        var made = await door.Run(new OpenCase(CaseType.Complaint, Channel.Phone, T(), T(), T(), CustomerId: customer.Id, Address: T(), ProductModel: T(), Symptom: T(), Building: T(), Premises: T(), Explanation: T()), agent);
        await door.Run(new NoteCase(made.Number, T()), agent);
        if (!toTheEnd) return;
        await door.Run(new MakePromise(made.Number, T(), server.Clock.GetUtcNow().UtcDateTime.AddDays(1)), agent);
        await door.Run(new WaitForCustomer(made.Number, PauseReason.WaitingForCustomer, T()), agent);
        await door.Run(new ResumeCase(made.Number, T()), agent);
        await door.Run(new JudgeCase(made.Number, Validity.Upheld, Severity.Serious, T()), director);
        await door.Run(new AssignCase(made.Number, agent.Id, T()), director);
        await door.Run(new ExtendCase(made.Number, T(), true), director);
        await door.Run(new InvestigateCase(made.Number, T(), Cause.Human), agent);
        await door.Run(new ProposeSolution(made.Number, T()), agent);
        await door.Run(new ApproveSolution(made.Number, T()), director);
        await door.Run(new CarryOutCase(made.Number, T()), agent);
        await door.Run(new ScheduleCallback(made.Id, server.Clock.GetUtcNow().UtcDateTime.AddDays(1), T()), director);
    }

    /// <summary>What only administrators write; few of each, because a page lists them all.</summary>
    private async Task House(Actor admin, Actor director, int i)
    {
        var today = WorkCalendar.Default.LocalDate(server.Clock.GetUtcNow().UtcDateTime);
        await using var db = (Data.AppDb)server.Services.GetRequiredService<IReadContexts>().Rent(Reach.Everything);
        var root = await db.Units.OrderBy(u => u.Path).Select(u => u.Id).FirstAsync();
        await door.Run(new AddUnit(root, UnitKind.Team, Name(), Name()), admin);
        await door.Run(new AddTerritory(Name(), Name()), admin);
        await door.Run(new AddRole("script-" + i, Name(), Name()), admin);
        await door.Run(new AddUser("script-" + i, Name(), "correct horse battery " + i, root, []), admin);
        await door.Run(new AddDays(today.AddDays(200 + i), DayKind.Holiday, Name()), admin);
        await door.Run(new ChangeParameter("complaint.deadline.normal", "3 working days", today.AddDays(i + 1), T()), director);
        await door.Run(new AddPolicy("SCRIPT-" + i, T(), today, T()), admin);
        await door.Run(new AddWording("SCRIPT-" + i, "1", T(), today, T()), admin);
        await door.Run(new SaveCallbackRule("script-" + i, Name(), CallbackTrigger.ByHand, "next day", NameEn: Name(), Script: T()), admin);
        if (i == 0) await door.Run(new ChangeCompany(Name(), Name(), ""), admin);
    }

    private async Task<Actor> As(string login)
    {
        await using var db = server.Services.GetRequiredService<IReadContexts>().Rent(Reach.Nothing);
        var id = await db.Users.Where(u => u.Login == login).Select(u => u.Id).FirstAsync();
        return (await db.Actor(id, null, default))!;
    }

    /// <summary>
    /// The next text; the fields of one record are forty texts apart, so that forty records show each text somewhere. A name takes
    /// only what is short enough for it.
    /// </summary>
    private string T(int most = 200)
    {
        next += 40;
        while (texts[next % texts.Count].Length > most) next++;
        fields++;
        written.Add(texts[next % texts.Count]);
        return texts[next % texts.Count];
    }

    private string Name() => T(100);
}
