using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using static Shouwen.Data.Demo.DemoTrade;

namespace Shouwen.Data.Demo.Trades;

/// <summary>A recruitment portal and its member companies. All invented.</summary>
internal static class PortalTrade
{
    public static readonly DemoTrade Trade = new("portal", "聚贤人才网络有限公司", "Juxian Careers", "400-870-3300")
    {
        Units = DemoShape.Units("400-870-3300",
            ("客户服务部", "Customer service"), ("会员一组", "Member team 1"), ("会员二组", "Member team 2"),
            ("质检组", "Quality inspection"), ("技术支持部", "Technical support"), ("招聘服务中心", "Recruitment service"),
            ("城北招聘站", "North station"), ("城中招聘站", "Central station"), ("高新招聘站", "High-tech station")),
        People = DemoShape.People("穆晴 班婕 谷雨 柯敏 时晶 纪瑶 房佳 伍岩 关涛 敖伟 左凯 鲍磊 童飞 聂军 巩亮 靳宇"),
        Areas = DemoShape.Areas(("明湖", "Minghu"), ("城北区", "North district"), ("城中区", "Central district"), ("高新区", "High-tech district")),
        Streets = [("城北区", ["北环路", "文苑街"]), ("城中区", ["中山街", "湖滨路"]), ("高新区", ["软件大道", "星火路"])],
        Companies = ["云帆科技有限公司", "明湖酒店", "百味餐饮公司", "星火教育咨询公司", "北环物流公司", "湖滨置业公司"],
        Product = "会员服务包", Agents = DemoShape.Agents, Handlers = DemoShape.Handlers,
        Matters =
        [
            Complaint("职位信息被错误下架", "会员期内职位被下架，联系不到客服。", "恢复并补时", Cause.Human, "slow-response", "审核误判。", "恢复职位并补偿三天"),
            Complaint("扣费与合同不符", "合同写季度付，却扣了全年。", "退费", Cause.Human, "poor-communication", "录入套餐错误。", "退还差额并更正"),
            Complaint("推送简历不匹配", "招会计，推来的多是销售。", "改进匹配", Cause.Quality, "unreliable-product", "职位标签设置有误。", "重设标签并赠送刷新次数"),
            Complaint("电话推销过多", "一天接到三个续费电话。", "停止打扰", Cause.Human, "no-thought", "两个小组重复联系。", "登记免打扰并致歉"),
            Question("如何发布职位", "第一次使用，想了解发布步骤。"),
            Question("会员套餐有什么区别", "想了解各套餐的职位数和费用。"),
            Question("发票如何申请", "需要开具发票报销。"),
            Said(CaseType.Suggestion, "建议增加视频面试", "希望可以直接在网站上视频面试。"),
            Said(CaseType.Praise, "表扬客服指导耐心", "客服一步一步教我完成注册。"),
            Work(CaseType.Repair, "无法登录会员后台", "提示密码错误，重置也不行。", "尽快恢复", "重置账号，登录正常"),
            Work(CaseType.Repair, "简历附件打不开", "下载的附件显示损坏。", "修复", "重新生成附件"),
            Work(CaseType.Commission, "代发招聘海报", "委托代发校园招聘海报。", "代发", "海报已发布"),
        ],
    };
}
