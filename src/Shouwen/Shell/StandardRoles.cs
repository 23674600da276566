using Shouwen.Kernel.Access;

namespace Shouwen.Shell;

/// <summary>The roles a new installation brings, after the duties in the requirements (annex L25); all can be changed.</summary>
public static class StandardRoles
{
    private static readonly string[] Basic = ["customers.view", "contacts.view", "contacts.record", "cases.view", "cases.open", "callbacks.view", "documents.view", "obligations.view"];
    private static readonly string[] Agent = [.. Basic, "customers.edit", "cases.handle", "cases.answer", "cases.promise", "callbacks.call"];
    private static readonly string[] Supervisor = [.. Agent, "cases.judge", "cases.assign", "cases.verify", "cases.close", "cases.approve", "cases.violations", "callbacks.plan", "reports.view", "customers.reveal", "exchange.export", "obligations.waive", "attachments.remove"];
    private static readonly string[] Director = [.. Supervisor, "cases.owner", "cases.archive", "documents.policies", "administration.rules", "administration.trail"];
    private static readonly string[] Administrator = [.. Basic, "administration.users", "administration.organisation", "administration.rules", "administration.trail", "callbacks.rules", "documents.policies", "reports.view", "exchange.import", "exchange.export"];

    public static IReadOnlyList<RolePreset> All { get; } =
    [
        new("agent", "Agent", "客服专员", Agent),
        new("supervisor", "Supervisor", "客服主管", Supervisor),
        new("director", "Centre director", "客服中心主任", Director),
        new("department", "Handling department", "承办部门", [.. Basic, "cases.handle", "cases.answer"]),
        new("technician", "Field technician", "安装维修人员", [.. Basic, "cases.handle"]),
        new("inspector", "QA inspector", "品质管理", [.. Basic, "cases.verify", "reports.view", "cases.violations"]),
        new("reception", "Reception", "前台", [.. Basic, "customers.edit"]),
        new("manager", "Manager in charge", "分管经理", [.. Basic, "cases.approve", "cases.owner", "reports.view", "documents.policies"]),
        new("administrator", "Administrator", "系统管理员", Administrator),
    ];
}
