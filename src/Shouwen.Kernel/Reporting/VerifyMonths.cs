using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Notices;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Reporting;

/// <summary>Gather each month that is kept and holds once more from its raw rows, and compare every byte.</summary>
public sealed record VerifyMonths : IQuery<VerifyMonths, VerifyMonths.Verdict>
{
    public static Permission Needs => KernelPermissions.System;

    public sealed record Verdict(int Months, IReadOnlyList<DoubtMonth> Different);

    public sealed class Handler(KernelDb db, ReportBook reports) : IHandler<VerifyMonths, Verdict>
    {
        public async Task<Verdict> Handle(VerifyMonths query, CancellationToken ct)
        {
            var (checkedMonths, different) = (0, new List<DoubtMonth>());
            foreach (var report in reports.Monthly)
            foreach (var month in await KeptMonths.Holding(db, report).OrderBy(k => k.Month).Select(k => k.Month).ToListAsync(ct))
            {
                var holding = KeptMonths.Holding(db, report).Where(k => k.Month == month);
                if (await holding.FirstOrDefaultAsync(ct) is not { } kept) continue;
                checkedMonths++;
                if ((await report.Gather(db, month, ct)).AsSpan().SequenceEqual(kept.Content)) continue;
                // What was changed while it was compared is marked by now, or was gathered anew.
                if (await holding.AnyAsync(k => k.Stamp == kept.Stamp, ct)) different.Add(new DoubtMonth(report.Name, month));
            }
            return new Verdict(checkedMonths, different);
        }
    }
}

/// <summary>Kept figures differ from the raw rows: nobody reads them any more, they are gathered anew, and who looks after the audit trail is told.</summary>
public sealed record DoubtMonth(string Report, DateOnly Month) : ICommand<DoubtMonth, Done>
{
    public static Permission Needs => KernelPermissions.System;

    public sealed class Rules : AbstractValidator<DoubtMonth>
    {
        public Rules() => RuleFor(d => d.Report).NotEmpty().MaximumLength(200);
    }

    public sealed class Handler(KernelDb db, Work work, ReportBook reports, ILogger<DoubtMonth> log) : IHandler<DoubtMonth, Done>
    {
        private const int MostPeople = 50;

        public async Task<Done> Handle(DoubtMonth command, CancellationToken ct)
        {
            var (month, subject) = ($"{command.Month:yyyy-MM}", new SubjectRef("report", Guid.Empty, command.Report));
            log.LogError("The kept figures of the report {Report} for {Month} differ from the raw rows; they are gathered anew", command.Report, month);
            (work.Subject, work.Reason) = (subject, $"{month}: kept figures differ from the raw rows");
            work.Append(new StaleMonth { Report = command.Report, Month = command.Month });
            var title = reports.Find(command.Report)?.Title ?? command.Report;
            foreach (var person in await Keepers(ct))
                work.Append(Notice.To(await People.Present(db, person, WorkCalendar.Default.LocalDate(work.Now), ct), work.Now, NoticeTone.Warning, subject,
                    "The kept figures of {0} for {1} differed from the records; they are gathered anew", "@" + title, month));
            return Done.Yes;
        }

        private async Task<List<Guid>> Keepers(CancellationToken ct)
        {
            var roles = (await db.Roles.AsNoTracking().ToListAsync(ct)).Where(r => r.Permissions.Contains(AccessPermissions.Trail.Code)).Select(r => r.Id).ToList();
            return await db.Users.Where(u => u.Enabled && db.RoleAssignments.Any(a => a.UserId == u.Id && roles.Contains(a.RoleId))).OrderBy(u => u.Id).Select(u => u.Id).Take(MostPeople).ToListAsync(ct);
        }
    }
}
