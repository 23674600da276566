using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Modules.Callbacks.Model;

/// <summary>What else a finished call brings with it: other cases hear of it, a sample may be complete.</summary>
public static class CallbackEnd
{
    private const int MostDraws = 100;

    public static async Task Tell(AppDb db, Work work, Callback callback, CancellationToken ct)
    {
        if (callback.State == CallbackState.Planned) return;
        var draws = await db.CallbackDraws.Where(d => d.CallbackId == callback.Id).OrderBy(d => d.Id).Take(MostDraws).ToListAsync(ct);
        foreach (var caseId in draws.Where(d => d.RunId is null).Select(d => d.CaseId).Where(id => id is not null && id != callback.CaseId).Distinct())
            callback.Tell(caseId, isEcho: true);
        foreach (var runId in draws.Select(d => d.RunId).OfType<Guid>().Distinct()) await Complete(db, work, runId, callback, ct);
    }

    private static async Task Complete(AppDb db, Work work, Guid runId, Callback last, CancellationToken ct)
    {
        var run = await db.CallbackRuns.FirstOrDefaultAsync(r => r.Id == runId && r.FinishedAt != null, ct);
        if (run is null || await db.CallbackDraws.AnyAsync(d => d.RunId == runId && db.Callbacks.Any(c => c.Id == d.CallbackId && c.Id != last.Id && c.State == CallbackState.Planned), ct)) return;
        work.Raise(new SampleFinished { Subject = run.Ref, At = last.DoneAt!.Value });
    }

    /// <summary>A case no longer wants to be asked about: its calls are withdrawn, unless another rule or case wants them too.</summary>
    public static async Task Withdraw(AppDb db, Work work, Guid caseId, CancellationToken ct)
    {
        var planned = await db.Callbacks.Where(c => c.State == CallbackState.Planned && (c.CaseId == caseId || db.CallbackDraws.Any(d => d.CallbackId == c.Id && d.CaseId == caseId && d.RunId == null)))
            .OrderBy(c => c.Id).Take(MostDraws).ToListAsync(ct);
        foreach (var callback in planned)
        {
            var draws = await db.CallbackDraws.Where(d => d.CallbackId == callback.Id).OrderBy(d => d.Id).Take(MostDraws).ToListAsync(ct);
            var others = draws.Where(d => d.CaseId != caseId).ToList();
            if (others.Count == 0)
            {
                callback.Withdraw(work);
                continue;
            }
            foreach (var own in draws.Except(others)) own.CallbackId = null;
            callback.Rules = [.. others.Select(d => d.RuleCode).Distinct()];
            if (callback.CaseId == caseId) (callback.CaseId, callback.CaseNumber) = (others[0].CaseId, others[0].CaseId is null ? "" : others[0].Label);
        }
    }
}
