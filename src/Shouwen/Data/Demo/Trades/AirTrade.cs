using Shouwen.Kernel.Access;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using static Shouwen.Data.Demo.DemoTrade;

namespace Shouwen.Data.Demo.Trades;

/// <summary>Indoor air treatment: the company that is loaded unless another trade is named. All invented.</summary>
internal static class AirTrade
{
    private static readonly Place[] Units =
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

    private static readonly Person[] People =
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

    private static readonly Area[] Areas =
    [
        new("上海", "Shanghai", null, "east"), new("浦东新区", "Pudong", "上海", "pudong"), new("徐汇区", "Xuhui", "上海", "xuhui"),
        new("苏州", "Suzhou", null, "suzhou"), new("广州", "Guangzhou", null, "south"), new("天河区", "Tianhe", "广州", "tianhe"),
        new("深圳", "Shenzhen", null, "nanshan"), new("南山区", "Nanshan", "深圳", "nanshan"),
    ];

    private static readonly Matter[] Matters =
    [
        new(CaseType.Complaint, "治理后异味仍未消除", "上周做完室内治理，孩子房间还是有刺鼻气味，开窗三天没有明显改善，要求复检。", "免费复检并重新治理", Cause.Quality, "unreliable-product", "现场复测甲醛0.12，衣柜内侧未处理到位。", "安排二次治理并延长质保一年"),
        new(CaseType.Complaint, "约定上门时间未到", "预约周六上午十点上门检测，等到十二点也没人联系，打网点电话无人接听。", "当天给出说法", Cause.Human, "slow-response", "技师前一单超时，未按规定提前通知客户。", "致歉并于次日早上优先上门"),
        new(CaseType.Complaint, "技师态度生硬", "询问药剂成分时技师不愿解释，说了句你又不懂，感觉很不受尊重。", "当面道歉", Cause.Human, "rudeness", "核对录音属实，技师未使用文明用语。", "网点负责人上门致歉，技师参加培训"),
        new(CaseType.Complaint, "收费与报价不一致", "电话里报价每平方米三十八元，结账变成四十五元，没有提前说明。", "退还差价", Cause.Human, "poor-communication", "报价时未说明高层加价，单据无客户确认。", "退还差价并修订报价单"),
        new(CaseType.Complaint, "净化器滤芯三个月就报警", "说明书写半年更换一次，实际三个月指示灯就变红，怀疑是旧滤芯。", "更换滤芯", Cause.Quality, "unreliable-product", "滤芯批次密封不良，同批次已有三起。", "免费更换并通知质量部追溯批次"),
        new(CaseType.Complaint, "施工弄脏地板", "施工后地板上有多处药剂痕迹，擦不掉。", "恢复原状", Cause.Human, "no-thought", "未铺设保护膜，违反现场作业规范。", "专业清洗并赠送一次保养"),
        new(CaseType.Complaint, "检测报告迟迟未收到", "检测已经过去十天，报告还没发来，催了两次都说快了，再拖就要投诉到消协。", "立即出具报告", Cause.Other, "slow-complaint-handling", "化验排期积压，未告知客户。", "当日加急出具并说明原因"),
        new(CaseType.Complaint, "质保期内不予免费维修", "设备购买才八个月，客服却说要收上门费。", "按质保免费维修", Cause.Human, "lack-of-knowledge", "客服误读质保条款。", "免费维修并更正知识库条目"),
        new(CaseType.Consultation, "新房入住前需要做哪些检测", "下个月交房，想了解检测项目、费用和大概需要多久。", "", Cause.Other, "", "", ""),
        new(CaseType.Consultation, "治理后多久可以入住", "家里有孕妇，想确认治理完成后多久住进去比较稳妥。", "", Cause.Other, "", "", ""),
        new(CaseType.Consultation, "咨询滤芯更换周期和价格", "用的是两年前的机型，想知道滤芯多久换一次、多少钱。", "", Cause.Other, "", "", ""),
        new(CaseType.Consultation, "企业办公室年度保养合同怎么签", "公司五百平方米，想签年度保养，需要准备什么材料。", "", Cause.Other, "", "", ""),
        new(CaseType.Consultation, "能否开具增值税专用发票", "上个月做的治理，公司报销需要专票。", "", Cause.Other, "", "", ""),
        new(CaseType.Suggestion, "建议增加微信预约", "每次都要打电话预约，希望可以在微信上直接选时间。", "希望采纳", Cause.Other, "", "", ""),
        new(CaseType.Suggestion, "建议检测报告用通俗语言解释", "报告里全是数字，希望附一页说明是否达标、有什么影响。", "希望采纳", Cause.Other, "", "", ""),
        new(CaseType.Repair, "新风机不启动", "按开关没有反应，指示灯也不亮，昨天还好好的。", "尽快修好", Cause.Quality, "", "", "更换电源板，试机正常"),
        new(CaseType.Repair, "净化器噪音变大", "最近开到二档就嗡嗡响，晚上没法睡觉。", "修好或更换", Cause.Quality, "", "", "清理风道并更换风扇轴承"),
        new(CaseType.Repair, "新风口滴水", "主卧新风口这两天一直滴水，天花板有点发黄。", "查明原因并修复", Cause.Other, "", "", "重新做保温，更换冷凝水管"),
        new(CaseType.Praise, "表扬上门技师认真负责", "师傅讲解很细心，做完还帮忙把家具复位，特地打电话表扬。", "", Cause.Other, "", "", ""),
        new(CaseType.Return, "申请退回未拆封滤芯", "多买了两支滤芯，未拆封，想退一支。", "退款", Cause.Other, "", "", "已收回并退款"),
        new(CaseType.Emergency, "会议室人员集体不适", "刚装修的会议室开会，有四人头晕恶心，已撤离通风。", "马上到现场检测", Cause.Quality, "", "", "现场强制通风，检测并启动应急治理"),
        new(CaseType.Commission, "委托代办环保验收资料", "幼儿园开学前需要验收资料，委托代办。", "", Cause.Other, "", "", "资料已备齐并交付"),
    ];

    private static readonly (string Territory, string[] Streets)[] Streets =
    [
        ("浦东新区", ["锦绣路", "张杨路", "碧云路", "沪南路"]), ("徐汇区", ["漕溪北路", "龙华中路", "桂林路"]), ("苏州", ["星湖街", "金鸡湖大道", "现代大道"]),
        ("天河区", ["天河北路", "珠江东路", "黄埔大道"]), ("南山区", ["深南大道", "后海大道", "科苑路"]),
    ];

    public static readonly DemoTrade Trade = new("air", "清源室内环境服务有限公司", "Clearspring Indoor Environment", "400-810-0000")
    {
        Units = Units, People = People, Areas = Areas, Matters = Matters, Streets = Streets, Product = "QX-300",
        Companies = ["启明幼儿园", "远航物流有限公司", "和睦家居城", "蓝海软件有限公司", "百川餐饮管理有限公司", "康宁养老院"],
        Agents = ["lin", "wangfang", "zhouting", "wuqian", "fengyue", "hanxue", "dengjia"],
        Handlers = new Dictionary<string, string[]>
        {
            ["pudong"] = ["gujun", "yaoming", "luwei"], ["xuhui"] = ["daiqiang", "shenjie"], ["suzhou"] = ["jiangtao", "caoyu"],
            ["tianhe"] = ["heweimin", "liangmei"], ["nanshan"] = ["luohao", "zhengkai"],
        },
    };
}
