using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using static Shouwen.Data.Demo.DemoTrade;

namespace Shouwen.Data.Demo.Trades;

/// <summary>Jewellery wholesale and franchise. All invented.</summary>
internal static class JewelleryTrade
{
    public static readonly DemoTrade Trade = new("jewellery", "璀星饰品有限公司", "Cuixing Jewellery", "400-840-8000")
    {
        Units = DemoShape.Units("400-840-8000",
            ("客服中心", "Service centre"), ("批发客服组", "Wholesale service team"), ("加盟客服组", "Franchise service team"),
            ("品控部", "Quality control"), ("售后维修部", "After-sales repair"), ("市场分公司", "Market branch"),
            ("一楼展厅", "Ground-floor showroom"), ("二楼展厅", "Upper showroom"), ("加盟服务站", "Franchise station")),
        People = DemoShape.People("乔蔓 易珊 甄妮 米娜 骆英 温婷 柏青 黎明轩 焦阳 欧文杰 单涛 祝平 裴刚 管彬 霍然 池磊"),
        Areas = DemoShape.Areas(("珠港", "Zhugang"), ("老城区", "Old town"), ("会展区", "Exhibition area"), ("南岸区", "South bank")),
        Streets = [("老城区", ["银匠街", "玉带巷"]), ("会展区", ["会展一路", "星光道"]), ("南岸区", ["南滨路", "珍珠街"])],
        Companies = ["晶彩饰品店", "柳巷饰品行", "珍巧饰品加盟店", "银杏礼品店", "花语首饰行"],
        Product = "CX-18K", Agents = DemoShape.Agents, Handlers = DemoShape.Handlers,
        Matters =
        [
            Complaint("发货少了两件", "清点货品发现少两条项链，签收时纸箱完好。", "补发", Cause.Human, "no-inspection", "点数复核漏签。", "当日补发并赠送包装盒"),
            Complaint("项链戴一周就褪色", "顾客反映镀层脱落，影响店里信誉。", "换货", Cause.Quality, "unreliable-product", "该批镀层厚度不足。", "整批换货并通知供方"),
            Complaint("运费比说好的高", "说好到付三十，结果收了五十。", "退差价", Cause.Human, "poor-communication", "未说明偏远附加费。", "退还差价"),
            Complaint("退货迟迟不处理", "退货寄回二十天没有消息。", "尽快处理", Cause.Human, "slow-complaint-handling", "收货登记遗漏。", "当日退款并说明原因"),
            Question("加盟需要什么条件", "想在县城开一家加盟店，了解条件和首批货款。"),
            Question("能否视频看货", "人在外地，想视频选货。"),
            Question("起批数量是多少", "第一次批发，想了解起批金额和折扣。"),
            Said(CaseType.Suggestion, "建议增加小包装", "希望耳饰有十件装的小包装。"),
            Said(CaseType.Praise, "表扬跟单员耐心细致", "陪我选货三个小时，还帮忙联系货运。"),
            Work(CaseType.Repair, "手链搭扣断裂", "顾客的手链搭扣断了，请帮忙维修。", "修好", "更换搭扣并抛光"),
            Work(CaseType.Repair, "戒指镶石松动", "主石松动，怕掉落。", "加固", "重新加固镶口"),
            Work(CaseType.Return, "滞销款申请调换", "有十二件滞销，想调换新款。", "调换", "按约定比例调换"),
            Work(CaseType.Commission, "代发样品", "请代发样品给南岸客户。", "代发", "样品已寄出"),
        ],
    };
}
