using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using static Shouwen.Data.Demo.DemoTrade;

namespace Shouwen.Data.Demo.Trades;

/// <summary>Natural gas supply in a city. All invented.</summary>
internal static class GasTrade
{
    public static readonly DemoTrade Trade = new("gas", "临江天然气有限公司", "Linjiang Natural Gas", "400-820-6000")
    {
        Units = DemoShape.Units("400-820-6000",
            ("客户服务中心", "Customer service centre"), ("热线一组", "Hotline team 1"), ("热线二组", "Hotline team 2"),
            ("服务质量部", "Service quality"), ("运行抢修部", "Operation and repair"), ("城区分公司", "City branch"),
            ("江北营业厅", "Jiangbei hall"), ("城南营业厅", "Chengnan hall"), ("开发区营业厅", "Development zone hall")),
        People = DemoShape.People("秦雅 许岚 蒋蓉 方晴 叶楠 白露 程悦 苏航 丁勇 贺鹏 任浩 石磊 段宁 龚飞 顾盼 邵军"),
        Areas = DemoShape.Areas(("临江", "Linjiang"), ("江北区", "Jiangbei"), ("城南区", "Chengnan"), ("开发区", "Development zone")),
        Streets = [("江北区", ["滨江路", "望江街", "北桥路"]), ("城南区", ["南门大街", "槐树路", "书院路"]), ("开发区", ["创新大道", "科创路", "临港路"])],
        Companies = ["临江第二食堂", "望江宾馆", "南门小学", "创新制衣厂", "临港物流园"],
        Product = "JR-24", Agents = DemoShape.Agents, Handlers = DemoShape.Handlers,
        Matters =
        [
            Complaint("抄表数与实际不符", "账单写四十八方，自己看表只有三十一方，要求核对。", "更正账单", Cause.Human, "no-inspection", "抄表员估抄，未见到表具。", "重新抄表并退还多收气费"),
            Complaint("预约通气无人上门", "约好上午通气，等了半天没人来，也没有电话。", "当天通气", Cause.Human, "late-supply", "派工漏登，班组未收到任务。", "当日下午上门通气并致歉"),
            Complaint("营业厅排队太久", "周六缴费排了一个多小时，只开一个窗口。", "增开窗口", Cause.Human, "slow-response", "周末排班不足。", "周末增开两个窗口并公示高峰时段"),
            Complaint("更换表具后墙面未恢复", "换表后墙上留下孔洞，师傅说不归他管。", "恢复墙面", Cause.Human, "no-thought", "施工收尾未做。", "安排人员修补墙面"),
            Complaint("燃气灶打火不良", "新装的灶具经常打不着火。", "更换灶具", Cause.Quality, "unreliable-product", "脉冲点火器受潮。", "更换点火器并延长保修半年"),
            Question("如何办理过户", "买了二手房，想问燃气过户要带哪些材料。"),
            Question("阶梯气价怎么计算", "家里五口人，想了解气量档位怎么算。"),
            Question("长期出差要不要关总阀", "出差三个月，燃气怎么处理比较稳妥。"),
            Said(CaseType.Suggestion, "建议开通网上预约安检", "每次安检家里都没人，希望可以网上选时间。"),
            Said(CaseType.Praise, "表扬安检员细致耐心", "安检员发现软管老化，当场讲解并帮忙更换。"),
            Work(CaseType.Repair, "壁挂炉不点火", "早上起来没有热水，面板报故障码。", "尽快修好", "清理火焰探针，试机正常"),
            Work(CaseType.Repair, "燃气表不走字", "用气正常但表不动，担心以后补收。", "更换表具", "更换表具并核定用量"),
            Work(CaseType.Emergency, "楼道闻到燃气味", "三楼楼道有明显燃气味，住户已开窗。", "马上到场", "到场检测，紧固阀门接头，复测正常"),
        ],
    };
}
