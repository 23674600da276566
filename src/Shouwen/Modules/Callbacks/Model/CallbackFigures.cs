using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Reporting;

namespace Shouwen.Modules.Callbacks.Model;

/// <summary>How a rule was fulfilled: whom it came upon, who was drawn, which calls were due, made, in time, unreachable (CBS-001).</summary>
public sealed record CallbackFigures(int Population, int Drawn, int Due, int Made, int OnTime, int Unreachable)
{
    public static readonly CallbackFigures None = new(0, 0, 0, 0, 0, 0);

    /// <summary>Made out of everybody the rule came upon; compared with the rule's share.</summary>
    public Rate Share => new(Made, Population);

    public Rate InTime => new(OnTime, Due);

    /// <summary>
    /// By rule, or of one, for what the rules came upon between two local dates, within the reach; a combined call counts for each of its
    /// rules (CBS-016). What takes long to count, as of years with a million draws, is kept for a while.
    /// </summary>
    public static Task<IReadOnlyDictionary<string, CallbackFigures>> Of(AppDb db, KeptFigures kept, DateOnly from, DateOnly to, DateTime now, string? rule = null) =>
        kept.Of($"callback rules {rule} {from:O} {to:O} {db.Reach.Fingerprint}", () => Counted(db, from, to, now, rule));

    private static async Task<IReadOnlyDictionary<string, CallbackFigures>> Counted(AppDb db, DateOnly from, DateOnly to, DateTime now, string? rule)
    {
        var (start, end) = (WorkCalendar.Default.ToUtc(from, TimeOnly.MinValue), WorkCalendar.Default.ToUtc(to.AddDays(1), TimeOnly.MinValue));
        var draws = db.CallbackDraws.Where(d => d.At >= start && d.At < end && (rule == null || d.RuleCode == rule));
        var met = await draws.GroupBy(d => new { d.RuleCode, d.IsDrawn }).Select(g => new { g.Key.RuleCode, g.Key.IsDrawn, Count = g.Count() }).ToListAsync();
        var calls = await draws.Join(db.Callbacks, d => d.CallbackId, c => c.Id, (d, c) => new { d.RuleCode, c.State, IsDue = c.DueAt <= now, InTime = c.DoneAt <= c.DueAt })
            .GroupBy(c => c).Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        return met.GroupBy(m => m.RuleCode).ToDictionary(g => g.Key, g =>
        {
            var own = calls.Where(c => c.Key.RuleCode == g.Key && c.Key.State != CallbackState.Withdrawn).ToList();
            var made = own.Where(c => c.Key.State != CallbackState.Planned).ToList();
            return new CallbackFigures(g.Sum(m => m.Count), g.Where(m => m.IsDrawn).Sum(m => m.Count), made.Sum(c => c.Count) + own.Where(c => c.Key.State == CallbackState.Planned && c.Key.IsDue).Sum(c => c.Count),
                made.Sum(c => c.Count), made.Where(c => c.Key.InTime).Sum(c => c.Count), made.Where(c => c.Key.State == CallbackState.Unreachable).Sum(c => c.Count));
        });
    }
}
