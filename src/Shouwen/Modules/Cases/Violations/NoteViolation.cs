using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Notices;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Modules.Cases.Violations;

/// <summary>The kinds of conduct that may not be: sending a customer away, the five of first-contact owners, the three of integrity (CASE-002, CASE-058, CONT-044).</summary>
public enum ViolationKind { SentAway, Ignored, RudeArgument, NotHandledInTime, ColdTreatment, NotReported, Shirking, MakingDifficulties, AskingForFavours }

/// <summary>Note a violation of conduct against a colleague, with its evidence (CASE-002, CONT-044).</summary>
public sealed record NoteViolation(Guid PersonId, ViolationKind Kind, string Evidence, string? CaseNumber = null) : ICommand<NoteViolation, NoteViolation.Noted>
{
    public static Permission Needs => CasesPermissions.Violations;

    public sealed record Noted(Guid Id);

    public sealed class Rules : AbstractValidator<NoteViolation>
    {
        public Rules()
        {
            RuleFor(v => v.Evidence).NotEmpty().MaximumLength(Case.ContentLength);
            RuleFor(v => v.CaseNumber).MaximumLength(40);
        }
    }

    public sealed class Handler(AppDb db, Work work, CaseDesk desk) : IHandler<NoteViolation, Noted>
    {
        public async Task<Noted> Handle(NoteViolation command, CancellationToken ct)
        {
            var person = await desk.Person(command.PersonId, "personId", ct);
            var matter = command.CaseNumber is { Length: > 0 } number ? await desk.Find(number, ct) : null;
            var violation = new Violation
            {
                PersonId = person.Id, PersonName = person.Name, Kind = command.Kind.ToString(), Evidence = command.Evidence, At = work.Now,
                ById = work.Actor.Id, ByName = work.Actor.Name, CaseId = matter?.Id, UnitPath = person.UnitPath,
            };
            db.Violations.Add(violation);
            work.Subject = new SubjectRef("violation", violation.Id, person.Name);
            work.Append(Notice.To(person.Id, work.Now, NoticeTone.Info, matter?.Ref ?? SubjectRef.None with { Kind = "violation" }, "A violation was noted against you: {0}", "@" + command.Kind + "|violation"));
            return new Noted(violation.Id);
        }
    }
}

/// <summary>List violations of conduct within one's reach; everyone sees their own (CASE-002).</summary>
public sealed record ViolationList(Guid? Person = null, ViolationKind? Kind = null, string? After = null, int Limit = 20) : IQuery<ViolationList, ViolationList.View>
{
    public static Permission Needs => CasesPermissions.View;

    public sealed record Row(Guid Id, DateTime At, Guid PersonId, string PersonName, string Kind, string Evidence, string ByName, string CaseNumber);

    public sealed record Choice(Guid Id, string Name, string Unit);

    public sealed record View(IReadOnlyList<Row> Items, string? Next, IReadOnlyList<Choice> People, bool MayNote);

    public sealed class Handler(AppDb db, Actor actor) : IHandler<ViolationList, View>
    {
        public async Task<View> Handle(ViolationList query, CancellationToken ct)
        {
            IQueryable<Violation> rows = db.Violations;
            if (query.Person is { } person) rows = rows.Where(v => v.PersonId == person);
            if (query.Kind is { } kind)
            {
                var word = kind.ToString();
                rows = rows.Where(v => v.Kind == word);
            }
            if (Kernel.Data.PageOf.Cursor(query.After) is var (at, id)) rows = rows.Where(v => v.At <= at && (v.At < at || v.Id < id));
            var limit = Math.Clamp(query.Limit, 1, 200);
            var page = await rows.OrderByDescending(v => v.At).ThenByDescending(v => v.Id).Take(limit + 1).ToListAsync(ct);
            var cases = page.Select(v => v.CaseId).Where(c => c is not null).Distinct().ToList();
            var numbers = await db.Cases.Where(c => cases.Contains(c.Id)).Select(c => new { c.Id, c.Number }).ToDictionaryAsync(c => c.Id, c => c.Number, ct);
            var people = await (from user in db.Users
                                join unit in db.Units on user.UnitId equals unit.Id
                                where user.Enabled
                                orderby unit.Path, user.Name
                                select new Choice(user.Id, user.Name, unit.NameZh)).Take(500).ToListAsync(ct);
            return new View(
                [.. page.Take(limit).Select(v => new Row(v.Id, v.At, v.PersonId, v.PersonName, v.Kind, v.Evidence, v.ByName, v.CaseId is { } c ? numbers.GetValueOrDefault(c, "") : ""))],
                page.Count > limit ? Kernel.Data.PageOf.Cursor(page[limit - 1].At, page[limit - 1].Id) : null, people, actor.May(CasesPermissions.Violations));
        }
    }
}
