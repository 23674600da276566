using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Shouwen.BrowserTests;

/// <summary>A working day: what is due, a call, the complaint it becomes, its way to the end, and how the customer was.</summary>
public sealed class DayJourneys(Browsers browsers)
{
    private const string NewContact = "form[action^='/contacts/new']", NewCase = "form[action^='/cases/new']", Finish = "form[action$='/finish']";

    [Theory, InBothLanguages, Requirement("PLAT-009"), Requirement("RPT-051")]
    public async Task Today_shows_an_agent_the_own_work_a_supervisor_the_team_and_a_director_the_whole(string language)
    {
        foreach (var (login, leads) in new[] { ("lin", false), ("zhao", true), ("chen", true) })
        {
            await using var walker = await Walker.SignedIn(browsers, language, login);
            var text = await walker.Text();
            foreach (var figure in walker.IsChinese ? ["逾期", "今日到期", "待办", "暂停计时", "本月按时完成率"] : new[] { "Overdue", "Due today", "Open", "Clock paused", "In time this month" })
                text.ShouldContain(figure, Case.Sensitive, login);
            (await walker.Page.GetByText(walker.Say("各人待办", "Open by person")).CountAsync() > 0).ShouldBe(leads, login);
            var rows = walker.Page.Locator(".sw-list tbody tr");
            (await rows.CountAsync()).ShouldBeGreaterThan(0, login);
            var owners = await walker.Page.Locator(".sw-list tbody tr td:last-child").AllInnerTextsAsync();
            if (login == "lin") owners.Distinct().ShouldBe(["林晓"]);
            if (login == "chen") owners.Distinct().Count().ShouldBeGreaterThan(2);
            await walker.Screen("today-" + login);
            await rows.First.Locator("a.sw-row-anchor").ClickAsync();
            await walker.At("/(cases|callbacks|contacts|customers)/");
        }
    }

    [Theory, InBothLanguages, Requirement("PLAT-012"), Requirement("CONT-002"), Requirement("CASE-001")]
    public async Task A_customer_is_found_by_number_name_and_telephone_and_the_call_becomes_cases_without_retyping(string language)
    {
        await using var lin = await Walker.SignedIn(browsers, language, "lin");
        var (name, phone) = (lin.IsChinese ? "钟离静姝" : "尉迟若兰", lin.IsChinese ? "13917264823" : "13917264931");
        await lin.Go("/customers/new");
        await lin.Fill("form[action='/customers/new']", ("name", name), ("phone", phone), ("address", "浦东新区锦绣路18号"), ("territory", lin.Say("浦东新区", "Pudong")));
        await lin.Submit("form[action='/customers/new']");
        var file = await lin.At("/customers/KH[0-9-]+$");
        await lin.Server.Settle();

        foreach (var asked in new[] { name, phone[^4..], file.Split('/')[^1] })
        {
            await lin.Page.FillAsync("#search", asked);
            await lin.Page.PressAsync("#search", "Enter");
            // What was found before holds the same link: only this question's answer counts.
            await lin.Page.ComesTo(@"/search\?q=" + Regex.Escape(Uri.EscapeDataString(asked)));
            await lin.Page.Locator("html:not(.sw-busy)").WaitForAsync();
            await lin.Page.Locator($".sw-list a[href='{file}']").First.WaitForAsync();
        }
        await lin.Page.Locator($".sw-list a[href='{file}']").First.ClickAsync();
        await lin.At(file);
        (await lin.Text()).ShouldContain(lin.Say("浦东服务网点", "Pudong outlet"));

        await lin.Page.ClickAsync("a[href^='/contacts/new?customer=']");
        await lin.At("/contacts/new");
        await lin.Fill(NewContact, ("subject", "冰箱不制冷"), ("purpose", lin.Say("投诉", "Complaint")), ("content", "买了一周就不制冷"), ("isReadBack", "true"));
        await lin.Submit(NewContact);
        var contact = await lin.At("/contacts/(?!new)[^/]+$");

        foreach (var type in new[] { "complaint", "consultation", "repair" })
        {
            await lin.Go(contact);
            await lin.Page.ClickAsync($"a[href*='/cases/new?contact='][href*='type={type}']");
            await lin.At("/cases/new");
            (await lin.Page.InputValueAsync("[name=subject]")).ShouldBe("冰箱不制冷", "nothing is typed again");
            (await lin.Page.InputValueAsync("textarea[name=content]")).ShouldBe("买了一周就不制冷");
            await lin.Submit(NewCase);
            await lin.At("/cases/AJ[0-9-]+$");
            var text = await lin.Text();
            text.ShouldContain(name);
            text.ShouldContain(lin.Say("浦东服务网点", "Pudong outlet"), Case.Sensitive, "the territory decides the unit");
            Regex.IsMatch(text, "AJ2026-[0-9]+").ShouldBeTrue();
            if (type == "complaint") await ItsDutiesSayWhy(lin);
        }
    }

    /// <summary>Received on Wednesday 18 March in the morning: three working days later is Monday 23, at closing time.</summary>
    private static async Task ItsDutiesSayWhy(Walker lin)
    {
        var duty = lin.Page.Locator(".sw-duties tr", new() { HasText = lin.Say("按时答复投诉", "Answer the complaint in time") }).First;
        await duty.Locator("summary").ClickAsync();
        var text = await duty.InnerTextAsync();
        text.ShouldContain("17:30");
        text.ShouldContain(lin.Say("3 个工作日", "3 working days"));
        (await duty.Locator("ol li").CountAsync()).ShouldBeGreaterThan(2);
        await lin.Screen("case-derivation");
        await lin.IsAccessible("case page");
    }

    [Theory, InBothLanguages, Requirement("CASE-021"), Requirement("CASE-031"), Requirement("CASE-032"), Requirement("CBS-001"), Requirement("CBS-021")]
    public async Task A_complaint_is_handled_to_the_end_and_called_back_the_next_day(string language)
    {
        var (width, height) = Sizes(language);
        await using var lin = await Walker.SignedIn(browsers, language, "lin", width, height);
        await using var zhao = await Walker.SignedIn(browsers, language, "zhao", width, height);
        var satisfied = await Handle(lin, zhao, "施工弄脏墙面" + language);
        var dissatisfied = await AnswerAtOnce(lin, "滤芯多久更换" + language);

        lin.Server.Clock.NextWorkingDay(new TimeOnly(10, 10));
        await CallBack(lin, satisfied, ("answer", "satisfied"), ("suggestion", "希望继续保持"));
        await CallBack(lin, dissatisfied, ("answer", "dissatisfied"), ("aspect", "处理结果"), ("improvement", "说得不清楚"));

        await using var sunli = await Walker.SignedIn(browsers, language, "sunli", width, height);
        // The caller was not the handler and nothing is missing: what the customer said verifies the handling and closes the case.
        await sunli.Until(satisfied, $".sw-badge:has-text('{sunli.Say("已结案", "Closed")}')");
        await sunli.Screen("case-closed");
        await sunli.FitsTheScreen("a closed case");
        await sunli.Go(satisfied + "/print");

        await sunli.Until(dissatisfied, $".sw-badge:has-text('{sunli.Say("重新打开", "Reopened 1×")}')");
        var text = await sunli.Text();
        text.ShouldContain("林晓", Case.Sensitive, "the first-contact owner stays");
        await sunli.Screen("case-reopened");
    }

    /// <summary>In Chinese at a desk, in English on a telephone.</summary>
    private static (int Width, int Height) Sizes(string language) => language == "en" ? (390, 844) : (1920, 1080);

    private static async Task<string> Handle(Walker lin, Walker zhao, string subject)
    {
        await lin.Go("/cases/new?type=complaint");
        await lin.Fill(NewCase, ("customer.name", "白一鹭"), ("customer.phone", "13917260000"), ("customer.territory", lin.Say("浦东新区", "Pudong")), ("subject", subject), ("content", "要求尽快处理"));
        await lin.Submit(NewCase);
        var url = await lin.At("/cases/AJ[0-9-]+$");
        await lin.Do("do-note", ("kind", "firstContact"), ("text", "已致电客户，正在核实"));

        await zhao.Go(url);
        await zhao.FitsTheScreen("a case received");
        await TheStepsAreThoseOneMayTake(lin, zhao);
        await zhao.Do("do-Judge", ("validity", "upheld"), ("severity", "serious"), ("reason", "情况属实"));
        await zhao.Do("do-Assign", ("handlerId", await Labelled(zhao, "#do-Assign select[name=handlerId]", "陆伟")));
        await zhao.Do("do-transfer", ("unitId", zhao.Say("徐汇服务网点", "Xuhui outlet")), ("handlerId", await Labelled(zhao, "#do-transfer select[name=handlerId]", "沈杰")), ("reason", "客户现居徐汇"));
        (await zhao.Text(".sw-column-side")).ShouldContain("林晓", Case.Sensitive, "whoever handles it, the first-contact owner stays");
        await zhao.Do("do-Investigate", ("findings", "未铺设保护膜"), ("cause", "human"));
        await zhao.Do("do-Propose", ("proposal", "专业清洗并致歉"));
        await zhao.Do("do-Approve", ("instruction", "同意，尽快落实"));
        await zhao.Do("do-CarryOut", ("done", "已清洗，客户在场"));

        await lin.Go(url);
        await lin.Do("do-wait", ("text", "客户出差"));
        (await lin.Text()).ShouldContain(lin.Say("暂停计时", "Clock paused"));
        await lin.Do("do-resume", ("text", "客户已返回"));
        await lin.Do("do-promise", ("text", "告知清洗结果"), ("dueAt", lin.Server.Clock.Local.AddHours(3).ToString("yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture)));
        (await lin.Text()).ShouldContain("告知清洗结果");
        var promise = await lin.Page.Locator("main dialog[id^='answer-'], main dialog[id^='promise-']").First.GetAttributeAsync("id");
        await lin.Do(promise!, ("answer", "已电话告知清洗结果"));
        await lin.Do("do-Answer", ("answer", "已清洗并致歉，说明了原因"), ("customerOpinion", "认可"), ("clears", "listened"), ("clears", "asked"), ("clears", "followed"), ("clears", "answered"), ("clears", "recorded"));
        (await lin.Text()).ShouldContain(lin.Say("已答复", "Answered"));
        return url;
    }

    /// <summary>An agent sees neither the steps nor the entries under "More" that need a supervisor's rights.</summary>
    private static async Task TheStepsAreThoseOneMayTake(Walker lin, Walker zhao)
    {
        foreach (var dialog in new[] { "do-Judge", "do-transfer", "do-extend" })
        {
            (await lin.Page.Locator($"main [data-dialog='{dialog}']").CountAsync()).ShouldBe(0, dialog);
            (await zhao.Page.Locator($"main [data-dialog='{dialog}']").CountAsync()).ShouldBe(1, dialog);
        }
        (await lin.Page.Locator("main [data-dialog='do-note']").CountAsync()).ShouldBe(1);
    }

    private static async Task<string> AnswerAtOnce(Walker lin, string subject)
    {
        await lin.Go("/cases/new?type=consultation");
        await lin.Fill(NewCase, ("customer.name", "黎晓舟"), ("customer.phone", "13917260001"), ("subject", subject), ("content", "想知道多久更换一次"));
        await lin.Submit(NewCase);
        var url = await lin.At("/cases/AJ[0-9-]+$");
        await lin.Do("do-Answer", ("answer", "半年更换一次"), ("customerOpinion", "知道了"));
        return url;
    }

    private static async Task CallBack(Walker lin, string matter, params (string, string)[] answer)
    {
        await lin.Until(matter, "a[href^='/callbacks/']");
        await lin.Page.Locator("main a[href^='/callbacks/']").First.ClickAsync();
        await lin.At("/callbacks/HF");
        (await lin.Page.Locator(".sw-script li").CountAsync()).ShouldBe(5);
        await lin.FitsTheScreen("a callback");
        await lin.Fill(Finish, answer);
        await lin.Submit(Finish);
        await lin.Page.Locator(Finish).WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    private static Task<string> Labelled(Walker walker, string select, string name) =>
        walker.Page.EvalOnSelectorAsync<string>(select, "(s, name) => [...s.options].find(o => o.text.includes(name)).label", name);
}
