using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Attachments;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Lifecycle;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Contacts.Contracts;

namespace Shouwen.Modules.Cases.Lists;

/// <summary>Show a case with its history, its obligations and how each due time was computed, its promises, and what may be done now.</summary>
public sealed record CaseDetail(string Number) : IQuery<CaseDetail, CaseDetail.View>
{
    private const int MostChoices = 300;

    public static Permission Needs => CasesPermissions.View;

    public sealed record History(DateTime At, string Action, string From, string To, string By, string Note);

    public sealed record Note(DateTime At, NoteKind Kind, string Text, string By);

    public sealed record PromiseRow(Guid Id, string Text, DateTime MadeAt, DateTime DueAt, DateTime? AnsweredAt, string Answer, string By, bool? IsKept);

    public sealed record DutyLine(Guid Id, string Clause, string Title, string What, DateTime OpenedAt, DateTime StartsAt, DateTime Due, ObligationState State, DateTime? FulfilledAt, string Owner,
        string Limit, bool IsProvisional, IReadOnlyList<string> Derivation, string Evidence);

    public sealed record Choice(Guid Id, string Name, string Unit);

    public sealed record View(
        Guid Id, string Number, int Version, CaseType Type, CaseState State, Channel Channel, DateTime ReceivedAt, string Subject, string Content, string RequestedResult, CaseTopic Topic,
        Severity Severity, Emotion Emotion, IReadOnlyList<string> Factors, Guid? CustomerId, string CustomerNumber, string CustomerName, string CustomerPhone, string Address, string Building, string Premises,
        string ProductModel, DateOnly? PurchasedOn, string Symptom, string FirstOwner, string Handler, string Investigator, string Unit, int HandOvers,
        Validity? Validity, string ValidityReason, Cause? Cause, string Findings, string Proposal, string Instruction, string WorkDone, string Answer, Channel? AnswerChannel, DateTime? AnsweredAt,
        string CustomerOpinion, IReadOnlyList<string> Clears, string CallbackResult, DateTime? FirstContactAt, PauseReason? Waiting, DateTime? WaitingSince, DateTime? ClosedAt, int Reopened,
        IReadOnlyList<History> Transitions, IReadOnlyList<Note> Notes, IReadOnlyList<PromiseRow> Promises, IReadOnlyList<DutyLine> Obligations, IReadOnlyList<TimelineRow> Related, IReadOnlyList<AttachedFile> Files,
        IReadOnlyList<CaseAction> Actions, IReadOnlyList<string> Missing, [property: JsonIgnore] IReadOnlyList<Choice> People, [property: JsonIgnore] IReadOnlyList<Choice> Units, [property: JsonIgnore] IReadOnlyList<string> Beside) : IVersioned;

    public sealed class Handler(AppDb db, ClauseBook clauses, Work work, IEnumerable<ITimelineSource> sources, OrganisationBook organisation, AttachmentDesk attachments) : IHandler<CaseDetail, View>
    {
        public async Task<View> Handle(CaseDetail query, CancellationToken ct)
        {
            var (c, customer, hasNotes, hasPromises) = await CaseQuestions.Numbered.First(db, CaseDesk.Typed(query.Number), ct) ?? throw Refusal.NotFound("The case");
            List<Transition> transitions = [];
            List<CaseNote> notes = [];
            List<Promise> promises = [];
            List<Obligation> duties = [];
            List<TimelineRow> related = [];
            IReadOnlyList<AttachedFile> files = [];
            await db.Together(ct,
            [
                async () => transitions = await CaseQuestions.Transitions.All(db, c.Id, ct),
                async () => duties = await CaseQuestions.Duties.All(db, c.Id, ct),
                async () => files = await attachments.Of(c.Id, ct),
                async () => notes = hasNotes ? await CaseQuestions.Notes.All(db, c.Id, ct) : [],
                async () => promises = hasPromises ? await CaseQuestions.Promises.All(db, c.Id, ct) : [],
                .. sources.Where(s => s.SubjectKind == CaseSubject.Kind).Select(s => (Func<Task>)(async () => related.AddRange(await s.Newest(c.Id, DateTime.MaxValue, 50, ct)))),
            ]);
            var staff = await organisation.Current(ct);
            return new View(
                c.Id, c.Number, c.Version, c.Type, c.State, c.Channel, c.ReceivedAt, c.Subject, c.Content, c.RequestedResult, c.Topic, c.Severity, c.Emotion, c.Factors, c.CustomerId, customer ?? "",
                c.CustomerName, Phones.Mask(c.CustomerPhone), c.Address, c.Building, c.Premises, c.ProductModel, c.PurchasedOn, c.Symptom, c.FirstOwnerName, c.HandlerName, c.InvestigatorName,
                staff.UnitName(c.UnitPath), c.HandOvers, c.Validity, c.ValidityReason, c.Cause, c.Findings, c.Proposal, c.Instruction, c.WorkDone, c.Answer,
                c.AnswerChannel, c.AnsweredAt, c.CustomerOpinion, c.Clears, c.CallbackResult, c.FirstContactAt, c.Waiting, c.WaitingSince, c.ClosedAt, c.Reopened,
                [.. transitions.Select(t => new History(t.At, t.Action, t.FromState, t.ToState, t.ActorName, t.Note ?? ""))],
                [.. notes.Select(n => new Note(n.At, n.Kind, n.Text, n.ByName))],
                [.. promises.Select(p => new PromiseRow(p.Id, p.Text, p.MadeAt, p.DueAt, p.AnsweredAt, p.Answer, p.ByName, p.IsKept))],
                [.. duties.Select(o => Line(o, staff))], related, files,
                [.. c.Life.Open(c.State, work.Actor)],
                c.IsOver ? [] : c.Missing(promises.Count(p => p.AnsweredAt is null)),
                People(c, duties, staff), [.. staff.Units.Select(u => new Choice(u.Id, u.Name.ToString(), u.Path))], CaseRights.Beside(c, work.Actor));
        }

        private DutyLine Line(Obligation o, Organisation staff) => new(
            o.Id, o.Clause, clauses.Find(o.Clause)?.Title ?? o.Clause, o.What, o.OpenedAt, o.StartsAt, o.DueAt, o.State, o.FulfilledAt,
            staff.NameOf(o.OwnerId),
            Kernel.Calendars.Limit.TryParse(o.LimitText, out var limit) ? limit.Display : o.LimitText, o.IsProvisional,
            [.. Derivation.FromJson(o.Derivation).Steps.Select(s => s.Describe())], o.Evidence);

        /// <summary>Colleagues to choose from: those of the case's unit and one's own, and whoever owes something here.</summary>
        private List<Choice> People(Case c, IReadOnlyList<Obligation> duties, Organisation staff)
        {
            var owners = duties.Select(o => o.OwnerId).ToHashSet();
            var (mine, root) = (work.Actor.UnitPath, Root(c.UnitPath));
            return [.. staff.People.Where(p => p.Enabled && (root.Covers(p.UnitPath) || p.UnitPath == mine || p.UnitPath == c.UnitPath) || owners.Contains(p.Id))
                .Take(MostChoices).Select(p => new Choice(p.Id, p.Name, staff.UnitName(p.UnitPath)))];
        }

        private static PathRange Root(string unitPath)
        {
            var parts = unitPath.Split('/', StringSplitOptions.RemoveEmptyEntries);
            return PathRange.Below("/" + string.Join('/', parts.Take(2)) + "/");
        }
    }
}
