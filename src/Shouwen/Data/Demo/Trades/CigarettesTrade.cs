using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using static Shouwen.Data.Demo.DemoTrade;

namespace Shouwen.Data.Demo.Trades;

/// <summary>Cigarette distribution to retailers. All invented.</summary>
internal static class CigarettesTrade
{
    public static readonly DemoTrade Trade = new("cigarettes", "岚州卷烟配送有限公司", "Lanzhou Tobacco Distribution", "400-850-9000")
    {
        Units = DemoShape.Units("400-850-9000",
            ("客户服务中心", "Customer service centre"), ("订单一组", "Order team 1"), ("订单二组", "Order team 2"),
            ("督查科", "Inspection"), ("配送部", "Delivery"), ("岚州分公司", "Lanzhou branch"),
            ("岚东县公司", "Landong county company"), ("岚西县公司", "Lanxi county company"), ("岚南县公司", "Lannan county company")),
        People = DemoShape.People("闻静 尚敏 项丽 康晓 雷芳 贾婷 颜悦 郝燕 覃伟 莫刚 宁伟 戚军 卓杰 阮强 冉宇 庄涛"),
        Areas = DemoShape.Areas(("岚州", "Lanzhou area"), ("岚东县", "Landong"), ("岚西县", "Lanxi"), ("岚南县", "Lannan")),
        Streets = [("岚东县", ["东街", "河埠路"]), ("岚西县", ["西门路", "桥头街"]), ("岚南县", ["南大街", "车站路"])],
        Companies = ["桥头便民店", "东街副食店", "车站超市", "河埠商行", "南门小卖部"],
        Product = "标准配送箱", Agents = DemoShape.Agents, Handlers = DemoShape.Handlers,
        Matters =
        [
            Complaint("到货比订单少一条", "订了十条到货九条，送货员说回去查，没有下文。", "补齐", Cause.Human, "no-inspection", "装箱漏件，送货员未登记。", "次日补送并登记差错"),
            Complaint("送货时间总在变", "说好上午送，经常傍晚才到，耽误生意。", "固定时间", Cause.Human, "late-supply", "线路调整未通知零售户。", "固定送货时段并提前通知"),
            Complaint("客户经理答复不一致", "同一个问题两次说法不一样。", "明确答复", Cause.Human, "lack-of-knowledge", "政策变更后未培训。", "书面答复并组织培训"),
            Complaint("包装破损", "外箱受潮，里面两条变形。", "更换", Cause.Quality, "unreliable-product", "雨天装卸未遮盖。", "更换并改进遮盖"),
            Question("如何申请调整订货日", "周二店里没人，想改到周三订货。"),
            Question("电子结算怎么开通", "想了解电子结算的手续。"),
            Question("新店办理流程", "刚盘下店面，想问怎么办理。"),
            Said(CaseType.Suggestion, "建议提前公布到货品种", "希望提前一天知道可订品种。"),
            Said(CaseType.Praise, "表扬送货员冒雨送货", "下大雨仍按时送到，还帮忙搬进店。"),
            Work(CaseType.Repair, "扫码设备无法开机", "订货用的扫码设备开不了机。", "尽快修好", "更换电源适配器"),
            Work(CaseType.Return, "破损烟申请退换", "有一条外包装破损。", "退换", "核对后已退换"),
            Work(CaseType.Commission, "代办证照变更资料", "委托代办店名变更资料。", "代办", "资料已备齐并交付"),
        ],
    };
}
