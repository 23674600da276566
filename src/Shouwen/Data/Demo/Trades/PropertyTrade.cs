using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using static Shouwen.Data.Demo.DemoTrade;

namespace Shouwen.Data.Demo.Trades;

/// <summary>Property management of housing estates. All invented.</summary>
internal static class PropertyTrade
{
    public static readonly DemoTrade Trade = new("property", "和居物业服务有限公司", "Heju Property Services", "400-830-7000")
    {
        Units = DemoShape.Units("400-830-7000",
            ("客户服务部", "Customer service"), ("值班一组", "Duty team 1"), ("值班二组", "Duty team 2"),
            ("品质部", "Quality"), ("工程部", "Engineering"), ("东城片区", "East district office"),
            ("翠湖管理处", "Cuihu estate office"), ("云杉管理处", "Yunshan estate office"), ("锦苑管理处", "Jinyuan estate office")),
        People = DemoShape.People("沈月 田甜 范琳 陶然 于洁 余梦 卢佳 姜岩 汪洋 傅刚 魏东 熊伟 孟凯 邱林 侯亮 万军"),
        Areas = DemoShape.Areas(("东城", "Dongcheng"), ("翠湖花园", "Cuihu Garden"), ("云杉里", "Yunshan Lane"), ("锦苑", "Jinyuan")),
        Streets = [("翠湖花园", ["一期一栋", "一期三栋", "二期五栋"]), ("云杉里", ["南区二栋", "北区六栋"]), ("锦苑", ["甲座", "乙座", "丙座"])],
        Companies = ["翠湖社区食堂", "云杉便利店", "锦苑幼儿园", "和风茶室"],
        Product = "HD-9", Agents = DemoShape.Agents, Handlers = DemoShape.Handlers,
        Matters =
        [
            Complaint("楼上装修噪音扰民", "周日早上七点就开始敲墙，打电话没人管。", "制止违规施工", Cause.Human, "slow-response", "当班未按时巡楼，装修户超时施工。", "下达整改通知并加派巡查"),
            Complaint("电梯一周停了三次", "老人上下楼很不方便，每次说修好了又停。", "彻底修好", Cause.Quality, "unreliable-product", "门机控制板老化。", "更换控制板并公示维保记录"),
            Complaint("垃圾清运不及时", "楼下垃圾桶两天没清，味道很大。", "当天清理", Cause.Human, "no-inspection", "保洁缺岗，主管未检查。", "当天清理并调整清运班次"),
            Complaint("门岗对访客态度差", "家人来访登记，门岗说话很冲。", "道歉", Cause.Human, "rudeness", "监控属实，门岗用语不文明。", "门岗致歉并参加礼仪培训"),
            Complaint("停车费重复收取", "月卡已缴，出场又扣了临停费。", "退费", Cause.Other, "poor-communication", "车牌录入有误。", "退还费用并更正车牌"),
            Question("搬出家具要办什么手续", "周末搬家，大件物品出门需要什么手续。"),
            Question("物业费可以按季度交吗", "想了解缴费周期和方式。"),
            Question("装修保证金多久退", "装修已经结束，想问退保证金的流程。"),
            Said(CaseType.Suggestion, "建议增加充电桩", "新能源车越来越多，充电位不够用。"),
            Said(CaseType.Praise, "表扬夜班保安帮忙找回孩子", "孩子在小区走散，保安半小时就找到了。"),
            Work(CaseType.Repair, "厨房下水堵塞", "水池漫水，已经流到地面。", "尽快疏通", "疏通管道，检查正常"),
            Work(CaseType.Repair, "楼道灯不亮", "三单元五楼楼道灯坏了一周。", "更换灯具", "更换感应灯"),
            Work(CaseType.Emergency, "电梯困人", "二栋电梯停在四楼，里面有两人。", "马上救援", "十二分钟到场解救，停梯检修"),
            Work(CaseType.Commission, "代收大件快递", "周三不在家，委托代收家具。", "代收", "已代收并送到家中"),
        ],
    };
}
