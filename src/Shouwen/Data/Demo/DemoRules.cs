using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Policies;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Modules.Callbacks.Rules;
using Shouwen.Modules.Cases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Documents.Policies;

namespace Shouwen.Data.Demo;

/// <summary>The demo company's written policies, each clause linked to the rule that runs it.</summary>
internal sealed class DemoRules(DemoStory story)
{
    public async Task Write()
    {
        var from = WorkCalendar.Default.LocalDate(story.Clock.Now);
        await Policy("complaints", "投诉处理管理制度", "Complaint handling policy", from,
        [
            ("4.1", "受理投诉后两个工作小时内与投诉人取得首次联系。", "Speak with the complainant within two working hours of reception.", CaseClauses.FirstContact.Code),
            ("4.2", "一个工作日内指定处理人。", "Name who handles the complaint within one working day.", CaseClauses.NameInvestigator.Code),
            ("4.4", "一般情况三个工作日内答复客户，特殊情况经批准可延长至七个工作日。", "Answer within three working days; seven in special circumstances, with approval.", CaseClauses.AnswerComplaint.Code),
            ("4.6", "对客户的承诺必须按时兑现，无论进展如何都要回复。", "Keep promises on time and report at that time whatever the progress.", CaseClauses.KeepPromise.Code),
            ("5.1", "任何员工不得推诿、搁置客户投诉。", "Nobody shirks or shelves a complaint.", ""),
        ]);
        await Policy("service", "客户服务工作规范", "Service rules", from,
        [
            ("1.1", "首问责任人跟进到客户满意为止。", "Whoever is asked first sees the matter through until the customer is satisfied.", CaseClauses.SeeThrough.Code),
            ("2.1", "咨询当场答复，不能当场答复的二十四小时内答复。", "Consultations are answered at once, else within twenty-four hours.", CaseClauses.AnswerConsultation.Code),
            ("2.2", "建议在十个工作日内答复是否采纳。", "Suggestions are answered within ten working days.", CaseClauses.AnswerSuggestion.Code),
            ("3.1", "报修两个工作日内完成并告知客户。", "Repairs are carried out and reported within two working days.", CaseClauses.AnswerRepair.Code),
            ("3.5", "处理完毕后次日回访，不在休息时间打扰客户。", "Call back the next day, never in quiet hours.", Modules.Callbacks.CallbackClauses.CallBack.Code),
            ("3.6", "每季度抽取两成报修由主任亲自回访。", "Each quarter the director calls back a fifth of the repairs.", Modules.Callbacks.CallbackClauses.FinishSample.Code),
            ("3.7", "重点客户每年至少走访一次并形成记录。", "Each key customer is visited at least once a year, with a report.", Modules.Callbacks.CallbackClauses.VisitKeyCustomers.Code),
        ]);
        await Calendar();
    }

    /// <summary>What the company asks for by the calendar: thirty days after the installation, a sample each quarter, key customers each year.</summary>
    private async Task Calendar()
    {
        var admin = await story.As("admin");
        var from = WorkCalendar.Default.LocalDate(story.Clock.Now);
        await story.Door.Run(new ChangeParameter("visit.key.rhythm", "Year", from, "年度走访计划"), admin);
        await story.Door.Run(new SaveCallbackRule("after-installation", "安装三十天回访", CallbackTrigger.SinceInstallation, "3 calendar days", NameEn: "Thirty days after the installation", Interval: "30 days",
            Channels: [CallbackWay.Phone], Owner: CallbackOwner.Unit, Script: "设备使用是否正常？\n滤芯更换方法是否清楚？", Active: true), admin);
        await story.Door.Run(new SaveCallbackRule("director-sample", "主任季度抽查回访", CallbackTrigger.Quarter, "period end", 20, NameEn: "Director's quarterly sample", Population: CallbackPopulation.Cases, CaseType: CaseType.Repair,
            Channels: [CallbackWay.Phone, CallbackWay.Visit], Owner: CallbackOwner.HolderOf("director"), OwedUnder: Modules.Callbacks.CallbackClauses.FinishSample.Code, Active: true), admin);
    }

    private async Task Policy(string code, string zh, string en, DateOnly from, (string Number, string Zh, string En, string Clause)[] clauses)
    {
        var director = await story.As("chen");
        await story.Door.Run(new AddPolicy(code, zh, from, en, director.Id, 12), director);
        foreach (var clause in clauses)
            await story.Door.Run(new AddWording(code, clause.Number, clause.Zh, from, clause.En, clause.Clause.Length == 0 ? null : clause.Clause), director);
    }
}
