using CaseType = Shouwen.Modules.Cases.Contracts.CaseType;
using static Shouwen.Modules.Callbacks.Model.CallbackOwner;
using static Shouwen.Modules.Callbacks.Model.CallbackTrigger;

namespace Shouwen.Modules.Callbacks.Model;

/// <summary>The callback and visit rules that industries know (annex L23): what a preset brings, and what every new company begins with.</summary>
public static class CallbackStandards
{
    private static readonly string[] Residents = ["Household", "Owner", "Tenant"];

    /// <summary>What every company begins with, whatever its industry.</summary>
    public static IEnumerable<CallbackRule> Of(DateOnly from) =>
    [
        Rule("", "after-answer", "答复后次日回访", "Next day after the answer", CaseAnswered, "next day", FirstOwner, "Phone", from),
        For(CaseType.Repair, Rule("", "after-repair", "维修后每日回访", "Every repair, next day", CaseAnswered, "next day", FirstOwner, "Phone", from)),
        For(CaseType.Complaint, Rule("", "after-complaint", "投诉处理后回访", "Every complaint, next day", CaseAnswered, "next day", FirstOwner, "Phone", from)),
    ];

    public static IReadOnlyList<string> Presets { get; } = [.. OfIndustries(default).Select(r => r.Preset).Distinct()];

    public static IEnumerable<CallbackRule> OfIndustries(DateOnly from) =>
    [
        Rule("air", "treatment", "治理后次日回访", "Next day after the treatment", TreatmentDone, "next day", HandlersUnit, "Phone", from),
        Rule("air", "call-out", "上门服务后及时回访", "Promptly after the call-out", CallOutDone, "same day", Unit, "Phone", from),
        With(Rule("air", "periodic", "定期回访", "Periodic callback", SinceInstallation, "7 calendar days", Unit, "Phone Letter", from), r => (r.Interval, r.Repeats) = ("6 months", true)),
        Rule("air", "yearly-survey", "年度满意度调查", "Yearly satisfaction survey", Year, "period end", Unit, "Visit Questionnaire Phone", from),
        For(CaseType.Repair, Rule("property", "repair", "报修每日回访", "Every repair, every day", CaseAnswered, "next day", FirstOwner, "Phone", from)),
        With(For(CaseType.Repair, Rule("property", "director-sample", "主任季度抽查回访", "Director's quarterly sample", Quarter, "period end", HolderOf("director"), "Phone Visit", from)),
            r => (r.Population, r.Share, r.OwedUnder, r.Script) = (CallbackPopulation.Cases, 20, "callback.sample", "维修服务是否满意？\n前台接待是否满意？\n清洁绿化是否满意？\n安全保卫是否满意？")),
        Rule("property", "first-contact", "首问责任回访", "First-contact owner's callback", CaseAnswered, "before closing", FirstOwner, "Any", from),
        To(Residents, Rule("property", "home-visit", "主任上门走访", "Home visit by the office director", Year, "period end", Unit, "Visit", from)),
        To(Residents, Rule("property", "area", "管家片区季度回访", "Steward's quarterly callback", Quarter, "period end", Keeper, "Any", from)),
        With(Rule("property", "residents-meeting", "半年住户座谈会", "Half-yearly residents' meeting", HalfYear, "period end", Unit, "Meeting", from), r => r.Population = CallbackPopulation.OneForAll),
        With(Rule("property", "callback-audit", "回访工作季度检查", "Quarterly audit of callbacks", Quarter, "period end", HolderOf("inspector"), "Check", from), r => (r.Population, r.Share) = (CallbackPopulation.Callbacks, 10)),
        To(Residents, Rule("property", "topic-survey", "专题调查", "Topic survey", ByHand, "14 calendar days", Unit, "Questionnaire", from)),
        To(["Member"], Rule("portal", "member-registration", "会员注册回访", "Member registered", CustomerRegistered, "3 calendar days", Keeper, "Phone Email", from)),
        To(["Member"], Rule("portal", "member-service", "会员服务后回访", "Member served", CaseAnswered, "3 calendar days", Keeper, "Phone Email", from)),
        Rule("portal", "by-type", "分类及节日回访", "By type and festival", ByHand, "3 calendar days", Keeper, "Phone Email", from),
        Rule("portal", "after-assignment", "分配后首次联系", "First contact after the assignment", CustomerAssigned, "7 calendar days", Keeper, "Any", from),
        With(Rule("jewellery", "weekly-talk", "每周熟客联络", "Weekly talk with familiar customers", Week, "period end", Keeper, "Any", from), r => r.Segment = "熟客"),
        To(["Prospect"], For(CaseType.Consultation, Rule("jewellery", "enquirers", "咨询客户跟进", "Enquirers", CaseReceived, "2 calendar days", FirstOwner, "Phone", from))),
        For(CaseType.Complaint, Rule("complaint-handling", "complaint", "投诉解决后追问", "Enquiry after a complaint's solution", CaseAnswered, "next day", Handler, "Any", from)),
        With(Rule("cigarettes", "verification", "结案核查回访", "Verification of closed cases", CaseClosed, "3 working days", Unit, "Phone", from), r => r.Share = 10),
        With(Rule("manufacturing", "key-users", "重点用户年度走访", "Yearly visit of key users", Year, "period end", HolderOf("inspector"), "Visit", from), r => (r.KeyOnly, r.OwedUnder) = (true, "visit.key")),
        Rule("gas", "regular-visits", "计划走访", "Regular visits", ByHand, "30 calendar days", Unit, "Visit", from),
        With(Rule("gps", "tracking", "安装后跟踪回访", "Tracking after the installation", SinceInstallation, "7 calendar days", Unit, "Phone", from), r => (r.Interval, r.Repeats) = ("3 months", true)),
    ];

    private static CallbackRule Rule(string preset, string code, string zh, string en, CallbackTrigger trigger, string limit, string owner, string ways, DateOnly from) =>
        new() { Code = code, NameZh = zh, NameEn = en, Trigger = trigger, Limit = limit, Owner = owner, Channels = [.. ways.Split(' ')], Preset = preset, ActiveFrom = from };

    private static CallbackRule For(CaseType type, CallbackRule rule) => With(rule, r => r.CaseType = type);

    private static CallbackRule To(string[] types, CallbackRule rule) => With(rule, r => r.CustomerTypes = [.. types]);

    private static CallbackRule With(CallbackRule rule, Action<CallbackRule> more)
    {
        more(rule);
        return rule;
    }
}
