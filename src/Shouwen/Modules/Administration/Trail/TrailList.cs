using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Activity;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using Shouwen.Kernel.Web.Kit;

namespace Shouwen.Modules.Administration.Trail;

/// <summary>Read the audit trail, newest first: who did what, when, to what, and what changed (PLAT-004).</summary>
public sealed record TrailList(
    Guid? Person = null, string? UseCase = null, string? Label = null, Guid? Subject = null, DateOnly? From = null, DateOnly? To = null, string? After = null, int Limit = 30)
    : IQuery<TrailList, TrailList.View>
{
    private const int MostPeople = 500;

    public static Permission Needs => AccessPermissions.Trail;

    public sealed record Row(Guid Id, DateTime At, string Who, string UseCase, string Kind, string Label, string Url, string? Reason, IReadOnlyList<TrailChange> Changes, int Lane, long Seq);

    public sealed record View(IReadOnlyList<Row> Items, string? Next, string Count, IReadOnlyList<Option> People, IReadOnlyList<Option> UseCases);

    public sealed class Handler(KernelDb db, Work work, SubjectKinds subjects, House house, LongLists lists) : IHandler<TrailList, View>
    {
        public async Task<View> Handle(TrailList query, CancellationToken ct)
        {
            var rows = Filtered(query);
            var rest = rows;
            if (PageOf.Cursor(query.After) is var (at, id)) rest = rows.Where(a => a.At <= at && (a.At < at || a.Id < id));
            var limit = Math.Clamp(query.Limit, 1, 200);
            var (page, count) = await lists.Read(db, rows, rest.OrderByDescending(a => a.At).ThenByDescending(a => a.Id), query.After, limit, query with { After = null, Limit = 0 }, ct);
            var reader = await TrailReader.For(db, page.Take(limit), masks: !work.Actor.IsSystem, ct);
            var shown = page.Take(limit).Select(a => new Row(a.Id, a.At, a.ActorId == Guid.Empty ? Words.T["System"] : a.ActorName, a.UseCase, a.SubjectKind, reader.Masked(a.SubjectLabel),
                a.SubjectLabel.Length > 0 && MayOpen(a.SubjectKind) ? subjects.Url(new SubjectRef(a.SubjectKind, a.SubjectId, a.SubjectLabel)) : "", reader.Masked(a.Reason), reader.Changes(a), a.Lane, a.Seq)).ToList();
            var people = await db.Users.OrderBy(u => u.Name).Take(MostPeople).Select(u => new { u.Id, u.Name }).ToListAsync(ct);
            return new View(shown, page.Count > limit ? PageOf.Cursor(shown[^1].At, shown[^1].Id) : null, PageOf.Count(count),
                [.. people.Select(u => new Option(u.Id.ToString(), u.Name)), new Option(Guid.Empty.ToString(), Words.T["System"])],
                [.. house.Routes.Ways.Where(w => w.Method != "GET").Select(w => w.UseCase.Name).Distinct().Select(n => new Option(n, Spelled.Name(n, "use case"))).OrderBy(o => o.Text, StringComparer.CurrentCulture)]);
        }

        /// <summary>Who reads the trail need not maintain what it tells of.</summary>
        private bool MayOpen(string kind) => kind switch
        {
            "user" or "role" => work.Actor.May(AccessPermissions.Users),
            "unit" or "territory" or "company" => work.Actor.May(AccessPermissions.Organisation),
            "parameter" or "preset" or "calendar" => work.Actor.May(AccessPermissions.Rules),
            _ => true,
        };

        private IQueryable<ActivityEntry> Filtered(TrailList query)
        {
            var rows = Within(db.Activity, work.Actor);
            if (query.Person is { } person) rows = rows.Where(a => a.ActorId == person);
            if (query.UseCase is { } useCase) rows = rows.Where(a => a.UseCase == useCase);
            if (query.Label is { } label) rows = rows.Where(a => a.SubjectLabel == label);
            if (query.Subject is { } subject) rows = rows.Where(a => a.SubjectId == subject);
            if (query.From is { } from)
            {
                var start = WorkCalendar.Default.ToUtc(from, TimeOnly.MinValue);
                rows = rows.Where(a => a.At >= start);
            }
            if (query.To is { } to)
            {
                var end = WorkCalendar.Default.ToUtc(to.AddDays(1), TimeOnly.MinValue);
                rows = rows.Where(a => a.At < end);
            }
            return rows;
        }

        /// <summary>Lines of units within the actor's reach, and the actor's own (PLAT-002).</summary>
        private static IQueryable<ActivityEntry> Within(IQueryable<ActivityEntry> rows, Actor actor)
        {
            if (actor.Reach.CoversAll) return rows;
            var me = actor.Id;
            var (a0, b0) = (actor.Reach.Units[0].From, actor.Reach.Units[0].To);
            var (a1, b1) = (actor.Reach.Units[1].From, actor.Reach.Units[1].To);
            var (a2, b2) = (actor.Reach.Units[2].From, actor.Reach.Units[2].To);
            return rows.Where(a => a.ActorId == me
                || string.Compare(a.UnitPath, a0) >= 0 && string.Compare(a.UnitPath, b0) < 0
                || string.Compare(a.UnitPath, a1) >= 0 && string.Compare(a.UnitPath, b1) < 0
                || string.Compare(a.UnitPath, a2) >= 0 && string.Compare(a.UnitPath, b2) < 0);
        }
    }
}
