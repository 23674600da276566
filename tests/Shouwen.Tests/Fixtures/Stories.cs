using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Obligations;
using Shouwen.Modules.Administration.Organisation;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Handling;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Contacts.Contracts;
using Shouwen.Modules.Customers.Contracts;

namespace Shouwen.Tests.Fixtures;

/// <summary>What happens in many stories, said in one line: a case is opened, led along its chain, its duties read.</summary>
public static class Stories
{
    public static readonly NewCustomer Wang = new("王建国", "13800001234", "解放路12号", "甲县");

    public static OpenCase A(CaseType type, NewCustomer? customer = null) =>
        new(type, Channel.Phone, "热水器漏水", "新装的热水器接口漏水，请尽快处理", Customer: customer ?? Wang);

    public static Task<CaseAnswer> Opens(this Person person, CaseType type, NewCustomer? customer = null) => person.Run(A(type, customer));

    /// <summary>Leads a complaint from reception to carried out: zhao judges, names lin; lin works; zhao approves.</summary>
    public static async Task<string> LedTo(this House house, string number, CaseState state)
    {
        var lin = await house.UserId("lin");
        (CaseState After, Func<Task> Step)[] chain =
        [
            (CaseState.Judged, () => house.As("zhao").Run(new JudgeCase(number, Validity.Upheld, Severity.Serious))),
            (CaseState.Assigned, () => house.As("zhao").Run(new AssignCase(number, lin))),
            (CaseState.Investigated, () => house.As("lin").Run(new InvestigateCase(number, "接口垫片老化", Cause.Quality))),
            (CaseState.Proposed, () => house.As("lin").Run(new ProposeSolution(number, "更换垫片"))),
            (CaseState.Approved, () => house.As("zhao").Run(new ApproveSolution(number, "同意"))),
            (CaseState.CarriedOut, () => house.As("lin").Run(new CarryOutCase(number, "已更换"))),
            (CaseState.Answered, () => house.As("lin").Run(Answer(number))),
        ];
        var at = (await house.Case(number)).State;
        foreach (var (after, step) in chain.SkipWhile(c => c.After <= at).TakeWhile(c => c.After <= state)) await step();
        return number;
    }

    /// <summary>Leads a repair from reception to its answer: zhao names lin, lin repairs and answers.</summary>
    public static async Task Repaired(this House house, string number)
    {
        await house.As("zhao").Run(new AssignCase(number, await house.UserId("lin")));
        await house.As("lin").Run(new CarryOutCase(number, "已更换"));
        await house.As("lin").Run(Answer(number));
    }

    /// <summary>Names the head of a unit.</summary>
    public static async Task HeadedBy(this House house, string unit, string login)
    {
        var one = await house.Unit(unit);
        await house.As("admin").Run(new ChangeUnit(one.No, one.Kind, one.NameZh, one.NameEn, HeadId: await house.UserId(login)));
    }

    public static AnswerCase Answer(string number, Cause? cause = null) =>
        new(number, "已更换垫片，试水正常", Channel.Phone, "满意", [.. CaseWords.Clears], cause);

    public static async Task<Case> Case(this House house, string number)
    {
        await using var db = house.Db();
        return await db.Cases.SingleAsync(c => c.Number == number);
    }

    public static async Task<Callback> Callback(this House house, string caseNumber)
    {
        await using var db = house.Db();
        return await db.Callbacks.OrderByDescending(c => c.Id).FirstAsync(c => c.CaseNumber == caseNumber);
    }

    /// <summary>The newest duty of a case under a clause.</summary>
    public static async Task<Obligation> Duty(this House house, Guid subject, string clause)
    {
        await using var db = house.Db();
        return await db.Obligations.Where(o => o.SubjectId == subject && o.Clause == clause).OrderByDescending(o => o.Id).FirstAsync();
    }

    /// <summary>When and to whom notices about a record went: <c>2026-03-03 04:00 lin Warning</c>.</summary>
    public static async Task<string[]> Notices(this House house, Guid subject)
    {
        await using var db = house.Db();
        var rows = await (from notice in db.Notices join user in db.Users on notice.UserId equals user.Id where notice.SubjectId == subject orderby notice.At, notice.Id select new { notice.At, user.Login, notice.Tone }).ToListAsync();
        return [.. rows.Select(r => $"{SetClock.Local(r.At)} {r.Login} {r.Tone}")];
    }

    public static async Task<int> Count<T>(this House house) where T : class
    {
        await using var db = house.Db();
        return await db.Unscoped<T>().CountAsync();
    }
}
