using Shouwen.Kernel.Access;

namespace Shouwen.Data.Demo;

/// <summary>The demo company: its units, its territories and the people who work there. All invented.</summary>
internal static class DemoPeople
{
    public sealed record Place(string Key, string Above, UnitKind Kind, string Zh, string En, string Phone, string Head);

    public sealed record Person(string Login, string Name, string Unit, string Role, DataScope Scope);

    public sealed record Area(string Zh, string En, string? Above, string Unit);

    public static readonly Place[] Units =
    [
        new("centre", "", UnitKind.Department, "客户服务中心", "Customer service centre", "400-810-0001", "chen"),
        new("line1", "centre", UnitKind.Team, "热线一组", "Hotline team 1", "400-810-0011", "zhao"),
        new("line2", "centre", UnitKind.Team, "热线二组", "Hotline team 2", "400-810-0012", "sunli"),
        new("quality", "", UnitKind.Department, "品质管理部", "Quality management", "021-5550-1200", "heyan"),
        new("aftersales", "", UnitKind.Department, "售后服务部", "After-sales service", "021-5550-1300", "tang"),
        new("east", "", UnitKind.Branch, "华东分公司", "East China branch", "021-5550-2000", "xugang"),
        new("pudong", "east", UnitKind.Outlet, "浦东服务网点", "Pudong outlet", "021-5550-2100", "luwei"),
        new("xuhui", "east", UnitKind.Outlet, "徐汇服务网点", "Xuhui outlet", "021-5550-2200", "shenjie"),
        new("suzhou", "east", UnitKind.CountyCompany, "苏州分公司", "Suzhou company", "0512-5550-2300", "caoyu"),
        new("south", "", UnitKind.Branch, "华南分公司", "South China branch", "020-5550-3000", "huangbo"),
        new("tianhe", "south", UnitKind.Outlet, "天河服务网点", "Tianhe outlet", "020-5550-3100", "liangmei"),
        new("nanshan", "south", UnitKind.Outlet, "南山服务网点", "Nanshan outlet", "0755-5550-3200", "zhengkai"),
    ];

    public static readonly Person[] People =
    [
        new("chen", "陈静", "centre", "director", DataScope.All),
        new("zhao", "赵敏", "line1", "supervisor", DataScope.All),
        new("sunli", "孙丽", "line2", "supervisor", DataScope.All),
        new("lin", "林晓", "line1", "agent", DataScope.All),
        new("wangfang", "王芳", "line1", "agent", DataScope.All),
        new("zhouting", "周婷", "line1", "agent", DataScope.All),
        new("wuqian", "吴倩", "line1", "agent", DataScope.All),
        new("fengyue", "冯悦", "line2", "agent", DataScope.All),
        new("hanxue", "韩雪", "line2", "agent", DataScope.All),
        new("dengjia", "邓佳", "line2", "agent", DataScope.All),
        new("xiaoyu", "萧雨", "line2", "reception", DataScope.All),
        new("heyan", "何燕", "quality", "inspector", DataScope.All),
        new("tang", "唐伟", "aftersales", "supervisor", DataScope.All),
        new("pengyu", "彭宇", "aftersales", "department", DataScope.Team),
        new("xugang", "徐刚", "east", "supervisor", DataScope.Unit),
        new("luwei", "陆伟", "pudong", "supervisor", DataScope.Team),
        new("gujun", "顾军", "pudong", "technician", DataScope.Own),
        new("yaoming", "姚明亮", "pudong", "technician", DataScope.Own),
        new("shenjie", "沈杰", "xuhui", "supervisor", DataScope.Team),
        new("daiqiang", "戴强", "xuhui", "technician", DataScope.Own),
        new("caoyu", "曹宇", "suzhou", "supervisor", DataScope.Team),
        new("jiangtao", "蒋涛", "suzhou", "technician", DataScope.Own),
        new("huangbo", "黄波", "south", "supervisor", DataScope.Unit),
        new("liangmei", "梁梅", "tianhe", "supervisor", DataScope.Team),
        new("heweimin", "何伟民", "tianhe", "technician", DataScope.Own),
        new("zhengkai", "郑凯", "nanshan", "supervisor", DataScope.Team),
        new("luohao", "罗浩", "nanshan", "technician", DataScope.Own),
        new("songping", "宋平", "", "manager", DataScope.All),
        new("qianlan", "钱兰", "quality", "inspector", DataScope.All),
        new("admin", "系统管理员", "", "administrator", DataScope.All),
    ];

    public static readonly Area[] Areas =
    [
        new("上海", "Shanghai", null, "east"), new("浦东新区", "Pudong", "上海", "pudong"), new("徐汇区", "Xuhui", "上海", "xuhui"),
        new("苏州", "Suzhou", null, "suzhou"), new("广州", "Guangzhou", null, "south"), new("天河区", "Tianhe", "广州", "tianhe"),
        new("深圳", "Shenzhen", null, "nanshan"), new("南山区", "Nanshan", "深圳", "nanshan"),
    ];

    public static readonly string[] Agents = ["lin", "wangfang", "zhouting", "wuqian", "fengyue", "hanxue", "dengjia"];

    /// <summary>Who works on a matter of a unit.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Handlers = new Dictionary<string, string[]>
    {
        ["pudong"] = ["gujun", "yaoming", "luwei"], ["xuhui"] = ["daiqiang", "shenjie"], ["suzhou"] = ["jiangtao", "caoyu"],
        ["tianhe"] = ["heweimin", "liangmei"], ["nanshan"] = ["luohao", "zhengkai"],
    };
}
