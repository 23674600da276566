using Microsoft.Extensions.DependencyInjection;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Administration.Organisation;
using Shouwen.Shell;

namespace Shouwen.Tests.Fixtures;

/// <summary>
/// The company that every story plays in. Headquarters /1/; branch East with a team and the county outlets A and B;
/// branch West with a team. Territories 甲县 and 乙县 are served by A and B, 丙县 by West.
/// </summary>
public static class Cast
{
    public const string Password = "a good password";

    /// <summary>Login, name, unit, role, scope. zhao heads East, chen the company, qian's branch West has sunwest.</summary>
    public static readonly (string Login, string Name, string Unit, string Role, DataScope Scope)[] People =
    [
        ("lin", "林小雨", "East team", "agent", DataScope.Unit),
        ("sun", "孙可", "East team", "agent", DataScope.Own),
        ("zhao", "赵敏", "East", "supervisor", DataScope.Unit),
        ("wei", "魏师傅", "East team", "technician", DataScope.Own),
        ("he", "何承办", "Outlet A", "department", DataScope.Team),
        ("pin", "品小检", "East", "inspector", DataScope.Unit),
        ("tai", "台前台", "Outlet B", "reception", DataScope.Team),
        ("guan", "管经理", "Company", "manager", DataScope.All),
        ("chen", "陈主任", "Company", "director", DataScope.All),
        ("qian", "钱西", "West team", "agent", DataScope.Unit),
        ("sunwest", "西主管", "West", "supervisor", DataScope.Unit),
        ("admin", "系统管理员", "Company", "administrator", DataScope.All),
    ];

    public static async Task Assemble(TestDatabase database)
    {
        await Migrations.Run(database.Installation, Migrations.Of(typeof(ShouwenApp).Assembly, database.Installation.Engine), TimeProvider.System);
        await using var house = await House.On(database, "2026-01-02 09:00");
        var door = house.Services.GetRequiredService<Door>();
        var root = (await door.Run(new SetUp("首问测试公司", "Test company", "400-000-0000", [.. StandardRoles.All]), Actor.System)).RootId;
        var units = new Dictionary<string, (Guid Id, int No)> { ["Company"] = (root, 1) };
        await Unit("East", "Company", UnitKind.Branch, "东区分公司");
        await Unit("East team", "East", UnitKind.Team, "东区客服组");
        await Unit("Outlet A", "East", UnitKind.CountyCompany, "甲县分部");
        await Unit("Outlet B", "East", UnitKind.CountyCompany, "乙县分部");
        await Unit("West", "Company", UnitKind.Branch, "西区分公司");
        await Unit("West team", "West", UnitKind.Team, "西区客服组");

        var people = new Dictionary<string, Guid>();
        foreach (var (login, name, unit, role, scope) in People)
            people[login] = (await door.Run(new AddUser(login, name, Password, units[unit].Id, [new HeldRole(role, scope)]), Actor.System)).Id;
        await Head("Company", UnitKind.Headquarters, "首问测试公司", "chen");
        await Head("East", UnitKind.Branch, "东区分公司", "zhao");
        await Head("West", UnitKind.Branch, "西区分公司", "sunwest");

        await Territory("甲县", "County A", "Outlet A");
        await Territory("乙县", "County B", "Outlet B");
        await Territory("丙县", "County C", "West");
        await house.Settle();

        async Task Unit(string name, string above, UnitKind kind, string zh)
        {
            var made = await door.Run(new AddUnit(units[above].Id, kind, zh, name), Actor.System);
            units[name] = (made.Id, made.No);
        }

        async Task Head(string unit, UnitKind kind, string zh, string login) =>
            await door.Run(new ChangeUnit(units[unit].No, kind, zh, unit, HeadId: people[login]), Actor.System);

        async Task Territory(string zh, string en, string unit)
        {
            var made = await door.Run(new AddTerritory(zh, en), Actor.System);
            await door.Run(new AssignTerritory(made.No, units[unit].Id, new DateOnly(2026, 1, 2), "opening"), Actor.System);
        }
    }
}
