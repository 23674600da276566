using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Obligations;

/// <summary>
/// Open the duties that the clock brings: for every subject of a clause with a rhythm one in each period. Run as often as
/// one likes, also by two nodes at once: what was opened is not opened again, and a subject that came later is not forgotten.
/// </summary>
public sealed record OpenScheduledDuties(string? Clause = null, Guid? After = null) : ICommand<OpenScheduledDuties, int>
{
    public const int Batch = 200;

    public static Permission Needs => KernelPermissions.System;

    public sealed class Rules : AbstractValidator<OpenScheduledDuties>
    {
        public Rules() => RuleFor(o => o.Clause).MaximumLength(200);
    }

    public sealed class Handler(KernelDb db, Work work, ClauseBook clauses, PolicyBook policies, IServiceProvider services) : IHandler<OpenScheduledDuties, int>
    {
        public async Task<int> Handle(OpenScheduledDuties command, CancellationToken ct)
        {
            var opened = 0;
            foreach (var clause in clauses.All.Where(c => c.Subjects is not null && (command.Clause is null || c.Code == command.Clause)))
                opened += await Open(clause, command.After ?? Guid.Empty, ct);
            work.Subject = new SubjectRef("obligations", Guid.Empty, opened.ToString());
            return opened;
        }

        private async Task<int> Open(Clause clause, Guid after, CancellationToken ct)
        {
            var page = await ((IScheduledSubjects)services.GetRequiredService(clause.Subjects!)).Page(work.Now, after, Batch, ct);
            var due = (await Due(clause, page)).ToList();
            var (code, ids, names) = (clause.Code, due.Select(d => d.Subject.Subject.Id).ToList(), due.Select(d => d.Period.Name).Distinct().ToList());
            var known = (await db.Unscoped<Obligation>().Where(o => o.Clause == code && o.Period != null && names.Contains(o.Period) && ids.Contains(o.SubjectId))
                .Select(o => new { o.SubjectId, o.Period }).ToListAsync(ct)).Select(o => (o.SubjectId, o.Period!)).ToHashSet();
            var fresh = due.Where(d => known.Add((d.Subject.Subject.Id, d.Period.Name))).ToList();
            foreach (var (subject, period) in fresh)
                work.Raise(new PeriodBegan
                {
                    Subject = subject.Subject, At = work.Now, Belongs = subject.Belongs, Clause = code, Period = period.Name, EndsAt = period.End(WorkCalendar.Default), What = subject.What,
                });
            if (page.Count == Batch) work.Raise(new SubjectsRemain { Subject = page[^1].Subject, At = work.Now, Clause = code, After = page[^1].Subject.Id });
            return fresh.Count;
        }

        /// <summary>The rhythm may differ from unit to unit; where it is off, nothing is owed.</summary>
        private async Task<IEnumerable<(ScheduledSubject Subject, Period Period)>> Due(Clause clause, IReadOnlyList<ScheduledSubject> page)
        {
            var (policy, today) = (await policies.Current(), WorkCalendar.Default.LocalDate(work.Now));
            return from subject in page
                   let rhythm = policy.Read(clause.Every!, subject.Belongs.UnitPath, today)
                   where rhythm is not null
                   select (subject, Period.Of(rhythm.Value, today));
        }
    }
}
