using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using Shouwen.Modules.Administration.Roles;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Handling;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Cases.Violations;
using Shouwen.Modules.Contacts.Contracts;
using Shouwen.Modules.Contacts.Log;
using Shouwen.Modules.Customers.Contracts;
using Shouwen.Modules.Customers.Persons;
using Shouwen.Shell;
using Shouwen.Tests.Fixtures;
using House = Shouwen.Tests.Fixtures.House;

namespace Shouwen.Tests.HouseRules;

/// <summary>One record of each scoped kind, as programs and pages point at it.</summary>
public sealed record Records(IReadOnlyDictionary<string, (Guid Id, string Number)> Of)
{
    public string Point(string kind, Type type) => type == typeof(Guid) ? Of[kind].Id.ToString() : Of[kind].Number.Length > 0 ? Of[kind].Number : Of[kind].Id.ToString();

    /// <summary>Everything by which a reader could notice one of them.</summary>
    public IEnumerable<string> Traces => Of.Values.SelectMany(v => new[] { v.Id.ToString(), v.Number }).Where(t => t.Length > 3);
}

/// <summary>
/// Two branches with a record of each kind: whoever works in the West finds nothing of the East. In the West there is one
/// person for each role and scope.
/// </summary>
public sealed class TwoBranches : IAsyncDisposable
{
    public const string Mark = "东方标记";
    public const string EverythingRole = "all";
    private int batch;

    private TwoBranches(House house) => House = house;

    public House House { get; }
    public Records East { get; private set; } = null!;
    public Records West { get; private set; } = null!;
    public Guid Colleague { get; private set; }
    public Guid UnitInWest { get; private set; }
    public Guid EastUnit { get; private set; }
    public int EastNo { get; private set; }
    public IReadOnlyList<(string Login, string Role, DataScope Scope)> People { get; private set; } = [];

    public static async Task<TwoBranches> Make(Engine engine)
    {
        var world = new TwoBranches(await House.OpenWeb(engine));
        var (house, west) = (world.House, await world.House.Unit("West team"));
        (world.UnitInWest, world.Colleague) = (west.Id, await house.UserId("sunwest"));
        (world.EastUnit, world.EastNo) = ((await house.Unit("East")).Id, (await house.Unit("East")).No);
        await house.Itself.Run(new AddRole(EverythingRole, "全部", "Everything"));
        await house.Itself.Run(new ChangeRole(EverythingRole, "全部", "Everything", [.. Everything], "test"));
        world.People = [.. await world.Employ(west.Id)];
        world.West = await world.Fill("qian", "sunwest", "sunwest", "丙县", "西方", "1386666");
        world.East = await world.Fill("lin", "zhao", "sun", "甲县", Mark, "1387777");
        return world;
    }

    /// <summary>As much again happens in the East: nobody in the West may notice.</summary>
    public Task<Records> MoreInTheEast() => Fill("lin", "zhao", "sun", "甲县", Mark, "1387777");

    public static IEnumerable<string> Everything => Permission.All.Select(p => p.Code).Where(c => !c.StartsWith("kernel.", StringComparison.Ordinal));

    public IReadOnlySet<string> RightsOf(string role) =>
        role == EverythingRole ? Everything.ToHashSet() : StandardRoles.All.Single(r => r.Code == role).Permissions.ToHashSet();

    public bool May(string role, Way way) => way.Needs == KernelPermissions.SignedIn || RightsOf(role).Contains(way.Needs.Code);

    private async Task<IEnumerable<(string, string, DataScope)>> Employ(Guid unit)
    {
        await using var db = House.Db();
        var territory = db.Territories.Single(t => t.NameZh == "丙县").Id;
        var people = from role in StandardRoles.All.Select(r => r.Code).Append(EverythingRole) from scope in Enum.GetValues<DataScope>() select ($"{role}-{scope}".ToLowerInvariant(), role, scope);
        foreach (var (login, role, scope) in people)
            await House.Itself.Run(new AddUser(login, login, Cast.Password, unit, [new HeldRole(role, scope, scope == DataScope.Territory ? territory : null)]));
        return people;
    }

    private async Task<Records> Fill(string agent, string supervisor, string against, string county, string mark, string phones)
    {
        var n = ++batch;
        var found = new Dictionary<string, (Guid, string)>();
        NewCustomer who = new($"{mark}客户{n}", $"{phones}{n:0000}", $"{mark}路{n}号", county);
        var made = await House.As(agent).Run(new OpenCase(CaseType.Complaint, Channel.Phone, $"{mark}漏水{n}", $"{mark}的热水器接口漏水", Customer: who));
        found["case"] = (made.Id, made.Number);
        await House.As(agent).Run(new MakePromise(made.Number, $"{mark}答复", House.Now.AddHours(5)));
        await House.As(agent).Run(new NoteCase(made.Number, $"{mark}说明"));
        var asked = await House.As(agent).Run(new OpenCase(CaseType.Consultation, Channel.Phone, $"{mark}咨询{n}", $"{mark}问一个问题", Customer: who));
        await House.As(agent).Run(new AnswerCase(asked.Number, $"{mark}已答", Channel.Phone, "满意", [.. CaseWords.Clears]));
        await House.As(supervisor).Run(new NoteViolation(await House.UserId(against), ViolationKind.Ignored, $"{mark}证据{n}", made.Number));
        var contact = await House.As(agent).Run(new RecordContact(CallerName: who.Name, CallerPhone: who.Phone, Subject: $"{mark}来电"));
        found["contact"] = (contact.Id, contact.Number);
        found["attachment"] = (await Attach(agent, made.Id, $"{mark}{n}.txt"), "");
        await House.Settle();
        await using var db = House.Db();
        var customer = db.Customers.Single(c => c.Name == who.Name);
        found["customer"] = (customer.Id, customer.Number);
        var person = await House.As(agent).Run(new AddPerson(customer.Number, $"{mark}联系人{n}", Phone: $"{phones}9{n:000}", RelationshipLevel: 3, Birthday: new DateOnly(1980, 3, 5)));
        found["person"] = (person.Id, "");
        found["promise"] = (db.Promises.Single(p => p.CaseId == made.Id).Id, "");
        found["obligation"] = ((await db.Obligations.FirstAsync(o => o.SubjectId == made.Id && o.State == ObligationState.Open)).Id, "");
        found["violation"] = ((await db.Violations.SingleAsync(v => v.Evidence == $"{mark}证据{n}")).Id, "");
        var callback = await db.Callbacks.FirstAsync(c => c.CaseId == asked.Id);
        found["callback"] = (callback.Id, callback.Number);
        return new Records(found);
    }

    private async Task<Guid> Attach(string agent, Guid matter, string name)
    {
        using var program = await House.Program(agent);
        using var form = new MultipartFormDataContent { { new StringContent("case"), "subjectKind" }, { new StringContent(matter.ToString()), "subjectId" }, { new StringContent(name), "file", name } };
        using var answer = await program.PostAsync("/api/v1/attachments", form);
        ((int)answer.StatusCode).ShouldBe(201, await answer.Content.ReadAsStringAsync());
        return System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["id"]!.GetValue<Guid>();
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();
}
