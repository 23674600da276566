using Shouwen.Kernel.Access;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Handling;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Customers.Files;
using Shouwen.Tests.Fixtures;

namespace Shouwen.FaultTests.Calls;

/// <summary>One call of the interface: in whose name, where to, with what.</summary>
public sealed record Call(string Login, string Path, object Body);

/// <summary>The twenty calls on which a working day rests, each with what must have happened before it.</summary>
public static class MainUseCases
{
    public static readonly IReadOnlyDictionary<string, Func<House, Task<Call>>> All = new Dictionary<string, Func<House, Task<Call>>>
    {
        ["open a complaint"] = _ => Is("lin", "cases", new { type = "complaint", channel = "phone", subject = "漏水", content = "接口漏水", customer = Wang }),
        ["open a repair"] = _ => Is("lin", "cases", new { type = "repair", channel = "phone", subject = "漏水", content = "接口漏水", customer = Wang }),
        ["judge"] = house => On(house, CaseState.Received, "zhao", "judge", new { validity = "upheld", severity = "serious" }),
        ["assign"] = async house => await On(house, CaseState.Judged, "zhao", "assign", new { handlerId = await house.UserId("lin") }),
        ["investigate"] = house => On(house, CaseState.Assigned, "lin", "investigate", new { findings = "接口垫片老化", cause = "quality" }),
        ["propose"] = house => On(house, CaseState.Investigated, "lin", "propose", new { proposal = "更换垫片" }),
        ["approve"] = house => On(house, CaseState.Proposed, "zhao", "approve", new { instruction = "同意" }),
        ["carry out"] = house => On(house, CaseState.Approved, "lin", "carry-out", new { done = "已更换" }),
        ["answer"] = house => On(house, CaseState.CarriedOut, "lin", "answer", new { answer = "已更换垫片", channel = "phone", customerOpinion = "满意", clears = CaseWords.Clears }),
        ["remark"] = house => On(house, CaseState.Received, "lin", "note", new { text = "已联系客户", kind = "firstContact" }),
        ["promise"] = house => On(house, CaseState.Received, "lin", "promise", new { text = "明天上门", dueAt = house.Now.AddDays(1) }),
        ["pass on"] = async house => await On(house, CaseState.Received, "zhao", "transfer", new { unitId = (await house.Unit("Outlet B")).Id, reason = "属乙县" }),
        ["wait for the customer"] = house => On(house, CaseState.Assigned, "lin", "wait", new { reason = "waitingForCustomer", text = "客户外出" }),
        ["resume"] = async house =>
        {
            var call = await On(house, CaseState.Assigned, "lin", "resume", new { text = "客户回来了" });
            await house.As("lin").Run(new WaitForCustomer(call.Path.Split('/')[^2], PauseReason.WaitingForCustomer, "客户外出"));
            return call;
        },
        ["waive a duty"] = async house => await Waive(house),
        ["open a customer's file"] = _ => Is("lin", "customers", new { name = "王小二", phone = "13800005678", address = "解放路1号", territory = "甲县" }),
        ["add a contact person"] = async house => await Is("lin", $"customers/{(await house.As("lin").Run(new OpenCustomer("某公司", "13800005679", "解放路2号", "甲县"))).Number}/persons", new { name = "李四", phone = "13900001111" }),
        ["record a contact"] = _ => Is("lin", "contacts", new { channel = "phone", callerName = "王五", callerPhone = "13700001111", subject = "咨询", content = "问价格" }),
        ["note a violation"] = async house => await Is("zhao", "violations", new { personId = await house.UserId("lin"), kind = "ignored", evidence = "录音 12 分" }),
        ["change a rule"] = _ => Is("chen", "parameters/complaint.deadline.normal", new { value = "2 working days", effectiveFrom = "2026-04-01", reason = "董事会决议" }),
        ["add a person"] = async house => await Is("admin", "users", new { login = "newcomer", name = "新人", password = "a very good password", unitId = (await house.Unit("East")).Id, holds = new[] { new { role = "agent", scope = "unit" } } }),
    };

    private static object Wang => new { name = "王建国", phone = "13800001234", address = "解放路12号", territory = "甲县" };

    private static Task<Call> Is(string login, string path, object body) => Task.FromResult(new Call(login, "/api/v1/" + path, body));

    /// <summary>A complaint that was led so far.</summary>
    private static async Task<Call> On(House house, CaseState led, string login, string action, object body)
    {
        var made = await house.As("lin").Opens(CaseType.Complaint);
        if (led != CaseState.Received) await house.LedTo(made.Number, led);
        return new Call(login, $"/api/v1/cases/{made.Number}/{action}", body);
    }

    private static async Task<Call> Waive(House house)
    {
        var made = await house.As("lin").Opens(CaseType.Complaint);
        var duty = await house.Duty(made.Id, "complaint.answer");
        return new Call("zhao", $"/api/v1/obligations/{duty.Id}/waive", new { reason = "客户撤诉" });
    }
}
