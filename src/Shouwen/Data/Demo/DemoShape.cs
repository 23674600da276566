using Shouwen.Kernel.Access;
using static Shouwen.Data.Demo.DemoTrade;

namespace Shouwen.Data.Demo;

/// <summary>The shape that the smaller demo companies share: a centre with two teams, two departments, a branch with three places.</summary>
internal static class DemoShape
{
    private static readonly (string Key, string Above, UnitKind Kind, string Head)[] Frame =
    [
        ("centre", "", UnitKind.Department, "chen"), ("line1", "centre", UnitKind.Team, "zhao"), ("line2", "centre", UnitKind.Team, "sunli"),
        ("quality", "", UnitKind.Department, "heyan"), ("aftersales", "", UnitKind.Department, "tang"), ("branch", "", UnitKind.Branch, "xugang"),
        ("first", "branch", UnitKind.Outlet, "luwei"), ("second", "branch", UnitKind.Outlet, "shenjie"), ("third", "branch", UnitKind.Outlet, "caoyu"),
    ];

    private static readonly (string Login, string Unit, string Role, DataScope Scope)[] Staff =
    [
        ("chen", "centre", "director", DataScope.All), ("zhao", "line1", "supervisor", DataScope.All), ("sunli", "line2", "supervisor", DataScope.All),
        ("lin", "line1", "agent", DataScope.All), ("wangfang", "line1", "agent", DataScope.All), ("fengyue", "line2", "agent", DataScope.All), ("hanxue", "line2", "agent", DataScope.All),
        ("heyan", "quality", "inspector", DataScope.All), ("tang", "aftersales", "supervisor", DataScope.All), ("xugang", "branch", "supervisor", DataScope.Unit),
        ("luwei", "first", "supervisor", DataScope.Team), ("gujun", "first", "technician", DataScope.Own), ("shenjie", "second", "supervisor", DataScope.Team),
        ("daiqiang", "second", "technician", DataScope.Own), ("caoyu", "third", "supervisor", DataScope.Team), ("jiangtao", "third", "technician", DataScope.Own),
    ];

    public static readonly string[] Agents = ["lin", "wangfang", "fengyue", "hanxue"];

    public static readonly IReadOnlyDictionary<string, string[]> Handlers = new Dictionary<string, string[]>
    {
        ["first"] = ["gujun", "luwei"], ["second"] = ["daiqiang", "shenjie"], ["third"] = ["jiangtao", "caoyu"],
    };

    /// <summary>Nine names, in the order centre, two teams, quality, after-sales, branch, three places.</summary>
    public static Place[] Units(string phone, params (string Zh, string En)[] names) =>
        [.. Frame.Zip(names, (f, n) => new Place(f.Key, f.Above, f.Kind, n.Zh, n.En, phone, f.Head))];

    /// <summary>Sixteen names for the people one signs in as; the administrator comes with them.</summary>
    public static Person[] People(string names) =>
        [.. Staff.Zip(names.Split(' '), (s, n) => new Person(s.Login, n, s.Unit, s.Role, s.Scope)), new Person("admin", "系统管理员", "", "administrator", DataScope.All)];

    /// <summary>A city and the three districts that the three places serve.</summary>
    public static Area[] Areas((string Zh, string En) city, params (string Zh, string En)[] districts) =>
        [new(city.Zh, city.En, null, "branch"), .. districts.Zip(Handlers.Keys, (d, unit) => new Area(d.Zh, d.En, city.Zh, unit))];
}
