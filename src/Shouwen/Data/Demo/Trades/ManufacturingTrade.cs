using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using static Shouwen.Data.Demo.DemoTrade;

namespace Shouwen.Data.Demo.Trades;

/// <summary>Manufacture of pumps and valves. All invented.</summary>
internal static class ManufacturingTrade
{
    public static readonly DemoTrade Trade = new("manufacturing", "恒川泵阀制造有限公司", "Hengchuan Pumps and Valves", "400-860-1200")
    {
        Units = DemoShape.Units("400-860-1200",
            ("售后服务部", "After-sales service"), ("受理一组", "Reception team 1"), ("受理二组", "Reception team 2"),
            ("品质保证部", "Quality assurance"), ("技术部", "Engineering"), ("区域服务总站", "Regional service"),
            ("华中服务站", "Central station"), ("西南服务站", "South-west station"), ("东北服务站", "North-east station")),
        People = DemoShape.People("卫红 施琪 倪珍 梅洁 路瑶 毕雪 华倩 岳峰 安然 常宏 滕勇 向阳 古川 岑刚 祁亮 解磊"),
        Areas = DemoShape.Areas(("全国", "Nationwide"), ("华中", "Central"), ("西南", "South-west"), ("东北", "North-east")),
        Streets = [("华中", ["楚天工业园", "江夏路"]), ("西南", ["锦江工业区", "青羊道"]), ("东北", ["铁西街", "松花路"])],
        Companies = ["楚天水务厂", "锦江化工厂", "松花热力站", "青羊食品厂", "铁西机械厂"],
        Product = "HC-80", Agents = DemoShape.Agents, Handlers = DemoShape.Handlers,
        Matters =
        [
            Complaint("泵体渗漏", "安装两周机械密封处渗漏，影响生产。", "派人处理", Cause.Quality, "unreliable-product", "密封件批次硬度不足。", "更换密封件并追溯批次"),
            Complaint("交货期延误", "合同约定月底交货，已超一周。", "给出准确日期", Cause.Human, "late-supply", "铸件外协延迟，未告知客户。", "加急排产并书面告知"),
            Complaint("随机资料不全", "缺合格证和装配图。", "补齐资料", Cause.Human, "no-inspection", "装箱清单漏项。", "当日补寄资料并修订清单"),
            Complaint("噪音超标", "运行噪音明显大于样本数据。", "整改", Cause.Quality, "unreliable-product", "叶轮动平衡超差。", "返厂更换叶轮"),
            Question("备件价格和周期", "想采购机械密封和轴承，询价和交期。"),
            Question("选型咨询", "扬程五十米，流量八十方，选什么型号。"),
            Question("保修条款", "想确认保修期从什么时候算。"),
            Said(CaseType.Suggestion, "建议提供三维图", "选型时需要三维模型。"),
            Said(CaseType.Praise, "表扬服务工程师连夜抢修", "工程师连夜赶到，凌晨恢复生产。"),
            Work(CaseType.Repair, "电机过热跳闸", "运行半小时就跳闸。", "尽快修好", "更换轴承并校正对中"),
            Work(CaseType.Repair, "阀门关不严", "关闭后仍有流量。", "修复", "研磨密封面"),
            Work(CaseType.Emergency, "水厂主泵停机", "主泵突然停机，备用泵检修中。", "马上到场", "四小时到场，更换联轴器恢复运行"),
            Work(CaseType.Return, "型号不符退货", "收到的型号与订单不符。", "换货", "已换货"),
        ],
    };
}
