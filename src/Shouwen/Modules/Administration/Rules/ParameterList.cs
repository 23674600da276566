using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web.Kit;
using Shouwen.Modules.Administration.Model;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Administration.Rules;

/// <summary>List all parameters of the rules with the company's present value, by area (PLAT-020).</summary>
public sealed record ParameterList(string? Area = null, string? Q = null, bool? Changed = null) : IQuery<ParameterList, ParameterList.View>
{
    public static Permission Needs => AccessPermissions.Rules;

    public sealed record Row(
        string Code, string Area, string Title, string Value, string Default, bool IsDefault, string Requirement, bool Assumed,
        DateOnly? EffectiveFrom, string? NextValue, DateOnly? NextFrom, int Units);

    public sealed record View(IReadOnlyList<Row> Items, IReadOnlyList<string> Areas, IReadOnlyList<string> Presets);

    public sealed class Handler(PolicyBook policies, Work work) : IHandler<ParameterList, View>
    {
        public async Task<View> Handle(ParameterList query, CancellationToken ct)
        {
            var policy = await policies.Current(ct);
            var today = WorkCalendar.Default.LocalDate(work.Now);
            var rows = policies.Declared.OrderBy(p => p.Code, StringComparer.Ordinal).Select(p => ToRow(p, policy, today)).ToList();
            return new View(
                [.. rows.Where(r => (query.Area is null || r.Area == query.Area) && (query.Changed is not { } changed || changed != r.IsDefault) && Matches(r, query.Q))],
                [.. rows.Select(r => r.Area).Distinct()], [.. policies.Declared.SelectMany(p => p.Presets.Keys).Distinct().Order(StringComparer.Ordinal)]);
        }

        private static Row ToRow(Parameter parameter, Policy policy, DateOnly today)
        {
            var now = policy.Holding(parameter.Code, "", today);
            var history = policy.History(parameter.Code).ToList();
            var next = history.Where(h => h.UnitPath.Length == 0 && h.EffectiveFrom > today).MinBy(h => h.EffectiveFrom);
            return new Row(parameter.Code, AreaOf(parameter.Code), parameter.Title, now?.Value ?? parameter.Default, parameter.Default, now is null || now.Value == parameter.Default,
                parameter.Requirement, parameter.Assumed, now?.EffectiveFrom, next?.Value, next?.EffectiveFrom,
                history.Where(h => h.UnitPath.Length > 0).Select(h => h.UnitPath).Distinct().Count());
        }

        private static bool Matches(Row row, string? words) =>
            string.IsNullOrWhiteSpace(words) || new[] { row.Code, row.Title, T[row.Title], row.Requirement }.Any(t => t.Contains(words.Trim(), StringComparison.OrdinalIgnoreCase));
    }

    public static string AreaOf(string code) => code.IndexOf('.') is > 0 and var dot ? code[..dot] : code;
}

/// <summary>Show one parameter: its value for the company and for units, and who changed it, when and why (PLAT-020).</summary>
public sealed record ParameterSheet(string Code) : IQuery<ParameterSheet, ParameterSheet.View>
{
    public static Permission Needs => AccessPermissions.Rules;

    public sealed record Change(string Value, string Unit, DateOnly EffectiveFrom, string Reason, string ByName, DateTime At, bool Holds);

    public sealed record View(
        string Code, string Area, string Title, string Value, string Default, string Hint, IReadOnlyList<string> Choices, string Requirement, bool Assumed,
        IReadOnlyDictionary<string, string> Presets, IReadOnlyList<Change> History, IReadOnlyList<Option> Units, DateOnly Today);

    public sealed class Handler(KernelDb db, PolicyBook policies, Work work) : IHandler<ParameterSheet, View>
    {
        public async Task<View> Handle(ParameterSheet query, CancellationToken ct)
        {
            var parameter = policies.Find(query.Code) ?? throw Refusal.NotFound("The parameter");
            var policy = await policies.Current(ct);
            var today = WorkCalendar.Default.LocalDate(work.Now);
            var units = await UnitTree.Units(db, ct);
            var history = policy.History(parameter.Code).Select(h => new Change(h.Value, h.UnitPath.Length == 0 ? "" : units.FirstOrDefault(u => u.Path == h.UnitPath)?.Name.ToString() ?? h.UnitPath,
                h.EffectiveFrom, h.Reason, h.ByName, h.At, policy.Holding(parameter.Code, h.UnitPath, today)?.Id == h.Id));
            return new View(parameter.Code, ParameterList.AreaOf(parameter.Code), parameter.Title, policy.Text(parameter, "", today), parameter.Default, parameter.Hint,
                parameter.Hint.Contains(" · ", StringComparison.Ordinal) ? parameter.Hint.Split(" · ") : [], parameter.Requirement, parameter.Assumed,
                parameter.Presets, [.. history], UnitTree.Options(units), today);
        }
    }
}
