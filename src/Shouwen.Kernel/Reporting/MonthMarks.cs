using Microsoft.EntityFrameworkCore.ChangeTracking;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Reporting;

/// <summary>
/// Marks the months that a command made stale, in its own transaction: nobody reads what is kept of them once the change can be
/// seen. The running month is never kept, so that what concerns it, such as each new case, is not marked.
/// </summary>
public sealed class MonthMarks(ReportBook reports)
{
    internal async Task Note(KernelDb db, Work work, IReadOnlyList<EntityEntry> changed, CancellationToken ct)
    {
        foreach (var report in reports.Monthly)
        {
            var touched = await report.Touched(db, changed, work.Appended, ct);
            if (touched.Count == 0) continue;
            var running = Months.Begin(Months.Of(work.Now));
            foreach (var month in touched.Where(at => at < running).Select(Months.Of).Distinct()) work.Append(new StaleMonth { Report = report.Name, Month = month });
        }
    }
}
