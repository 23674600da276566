using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Modules.Cases.Register;

/// <summary>Print the complaint register of a month with every field (CASE-003, CASE-064).</summary>
public sealed record CaseRegister(string? Month = null, CaseType Type = CaseType.Complaint) : IQuery<CaseRegister, CaseRegister.View>
{
    public const int Most = 2000;

    public static Permission Needs => CasesPermissions.View;

    public sealed record View(DateOnly Month, CaseType Type, IReadOnlyList<Case> Cases, IReadOnlyDictionary<string, string> Units, bool IsCut);

    public sealed class Handler(AppDb db, Work work, OrganisationBook organisation) : IHandler<CaseRegister, View>
    {
        public async Task<View> Handle(CaseRegister query, CancellationToken ct)
        {
            var today = WorkCalendar.Default.LocalDate(work.Now);
            var month = query.Month is null ? new DateOnly(today.Year, today.Month, 1)
                : DateOnly.TryParseExact(query.Month + "-01", "yyyy-MM-dd", out var given) ? given
                : throw Refusal.Of("month", "month", "Please give a month such as {0}.", "2026-03");
            var (from, to) = (WorkCalendar.Default.ToUtc(month, TimeOnly.MinValue), WorkCalendar.Default.ToUtc(month.AddMonths(1), TimeOnly.MinValue));
            var type = query.Type;
            var cases = await db.Cases.Where(c => c.Type == type && c.ReceivedAt >= from && c.ReceivedAt < to).OrderBy(c => c.ReceivedAt).ThenBy(c => c.Id).Take(Most + 1).ToListAsync(ct);
            var units = (await organisation.Current(ct)).Units.ToDictionary(u => u.Path, u => u.Name.ToString());
            return new View(month, type, [.. cases.Take(Most)], units, cases.Count > Most);
        }
    }
}
