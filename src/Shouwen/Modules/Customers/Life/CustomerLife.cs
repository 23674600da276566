using Shouwen.Kernel.Data;
using Shouwen.Kernel.Subjects;
using Shouwen.Modules.Customers.Contracts;

namespace Shouwen.Modules.Customers.Life;

/// <summary>Everything that ever happened with a customer, from all modules, newest first, in pages (CUST-016).</summary>
public sealed record CustomerLife(IReadOnlyList<TimelineRow> Items, string? Next, IReadOnlyList<string> Kinds)
{
    public static async Task<CustomerLife> Read(IEnumerable<ITimelineSource> sources, Guid customerId, string? kind, string? before, int most, CancellationToken ct)
    {
        var own = sources.Where(s => s.SubjectKind == CustomerSubject.Kind).ToList();
        var until = PageOf.Cursor(before)?.At ?? DateTime.MaxValue.AddYears(-1);
        var rows = new List<TimelineRow>();
        foreach (var source in own.Where(s => kind is null || s.Kind == kind))
            rows.AddRange(await source.Newest(customerId, DateTime.SpecifyKind(until, DateTimeKind.Utc), most + 1, ct));
        var ordered = rows.OrderByDescending(r => r.At).ToList();
        if (ordered.Count <= most) return new(ordered, null, [.. own.Select(s => s.Kind).Distinct()]);
        // What happened in the same minute stays on one page, for the next page begins before it.
        var last = ordered[most - 1].At;
        var shown = ordered.Where((r, i) => i < most || r.At == last).ToList();
        return new(shown, shown.Count < ordered.Count ? PageOf.Cursor(last, Guid.Empty) : null, [.. own.Select(s => s.Kind).Distinct()]);
    }
}
