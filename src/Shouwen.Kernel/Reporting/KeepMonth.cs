using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Reporting;

/// <summary>
/// Gather months that have ended and are not kept or no longer hold, the newest first. It only reads, so that nobody waits for it.
/// What is kept is looked at first, then the marks, then the raw rows: a change whose mark was seen is among the rows, and the mark of
/// a later change stays.
/// </summary>
public sealed record GatherMonths : IQuery<GatherMonths, IReadOnlyList<KeepMonth>>
{
    public const int Most = 12;
    private const int MostMarks = 20_000;

    /// <summary>A command that began before midnight may still be on its way, and did not yet mark the month.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    public static Permission Needs => KernelPermissions.System;

    public sealed class Handler(KernelDb db, Work work, ReportBook reports) : IHandler<GatherMonths, IReadOnlyList<KeepMonth>>
    {
        public async Task<IReadOnlyList<KeepMonth>> Handle(GatherMonths query, CancellationToken ct)
        {
            var found = new List<KeepMonth>();
            foreach (var report in reports.Monthly) await Gather(report, found, ct);
            return found;
        }

        private async Task Gather(MonthlyReport report, List<KeepMonth> found, CancellationToken ct)
        {
            var name = report.Name;
            var kept = await db.Set<KeptMonth>().Where(k => k.Report == name).Select(k => new { k.Month, k.Form, k.Stamp }).ToDictionaryAsync(k => k.Month, ct);
            var stale = (await db.Set<StaleMonth>().Where(s => s.Report == name).Select(s => s.Month).Distinct().ToListAsync(ct)).ToHashSet();
            var running = Months.Of(work.Now - Grace);
            var missing = (await report.Told(db, ct)).Where(m => !kept.TryGetValue(m, out var k) || k.Form < report.Form);
            foreach (var month in missing.Union(stale).Where(m => m < running).OrderDescending().Take(Most))
            {
                var marks = await db.Set<StaleMonth>().Where(s => s.Report == name && s.Month == month).OrderBy(s => s.Id).Select(s => s.Id).Take(MostMarks).ToListAsync(ct);
                found.Add(new KeepMonth(name, month, report.Form, kept.GetValueOrDefault(month)?.Stamp, await report.Gather(db, month, ct), marks));
            }
        }
    }
}

/// <summary>Keep what a month came to; the marks seen before it was gathered go, later ones stay. Someone may have been quicker: then nothing happens.</summary>
public sealed record KeepMonth(string Report, DateOnly Month, int Form, Guid? Seen, byte[] Content, IReadOnlyList<Guid> Marks) : ICommand<KeepMonth, bool>
{
    public static Permission Needs => KernelPermissions.System;

    public sealed class Rules : AbstractValidator<KeepMonth>
    {
        public Rules() => RuleFor(k => k.Report).NotEmpty().MaximumLength(200);
    }

    public sealed class Handler(KernelDb db, Work work, Room room) : IHandler<KeepMonth, bool>
    {
        public async Task<bool> Handle(KeepMonth command, CancellationToken ct)
        {
            var (report, month, marks) = (command.Report, command.Month, command.Marks);
            (work.Subject, work.Reason) = (new SubjectRef("report", Guid.Empty, report), $"{month:yyyy-MM}");
            if (command.Seen is { } seen && await db.Set<KeptMonth>().Where(k => k.Report == report && k.Month == month && k.Stamp == seen).ExecuteDeleteAsync(ct) == 0) return false;
            // Another node may be keeping the month for the first time in this very moment: then it is done.
            var kept = new KeptMonth { Report = report, Month = month, Form = command.Form, Stamp = Ids.New(), WrittenAt = work.Now, Content = command.Content };
            if (!await room.Session!.TryInsert(kept)) return false;
            await db.Set<StaleMonth>().Where(s => marks.Contains(s.Id)).ExecuteDeleteAsync(ct);
            return true;
        }
    }
}
