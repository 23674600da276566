using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using Shouwen.Modules.Callbacks.Contracts;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Customers.Contracts;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Callbacks.Calls;

/// <summary>Show one callback with its script, its attempts and what was said (CBS-018, CBS-021).</summary>
public sealed record CallbackDetail(string Number) : IQuery<CallbackDetail, CallbackDetail.View>
{
    public static Permission Needs => CallbacksPermissions.View;

    public sealed record Try(DateTime At, string Result, string By);

    public sealed record View(
        Guid Id, string Number, int Version, CallbackState State, CallbackAnswer? Answer, IReadOnlyList<string> Rules, string CaseNumber, string CustomerName, string CustomerPhone, string CustomerNumber, string Matter,
        DateTime PlannedAt, DateTime DueAt, DateTime? AgreedAt, DateTime? DoneAt, string DoneBy, string OwnerName, string Aspect, string Improvement, string Suggestion,
        IReadOnlyList<Try> Tries, IReadOnlyList<string> Questions, IReadOnlyList<CallbackWay> Ways, CallbackWay? Way, IReadOnlyList<string> AlsoFor, int MostTries, bool IsQuietNow, string QuietHours, string UserName) : IVersioned;

    public sealed class Handler(AppDb db, Work work, PolicyBook policies, ICustomers customers) : IHandler<CallbackDetail, View>
    {
        public async Task<View> Handle(CallbackDetail query, CancellationToken ct)
        {
            var c = await CallbackDesk.Find(db, query.Number, ct);
            var tries = await db.CallbackAttempts.Where(a => a.CallbackId == c.Id).OrderBy(a => a.At).Take(50).ToListAsync(ct);
            var policy = await policies.Current(ct);
            var today = WorkCalendar.Default.LocalDate(work.Now);
            var quiet = policy.Read(CallbackParameters.Quiet, c.UnitPath, today);
            var customer = c.CustomerId is { } id && (await customers.Cards([id], ct)).TryGetValue(id, out var card) ? card.Number : "";
            var rules = (await db.CallbackRules.OrderBy(r => r.Code).Take(CallbackRule.Most).ToListAsync(ct)).ToDictionary(r => r.Code);
            var own = c.Rules.Select(rules.GetValueOrDefault).OfType<CallbackRule>().ToList();
            var also = await db.CallbackDraws.Where(d => d.CallbackId == c.Id && d.CaseId != null && d.Label != c.CaseNumber).OrderBy(d => d.Label).Select(d => d.Label).Distinct().Take(20).ToListAsync(ct);
            var ways = own.SelectMany(r => r.Channels).Distinct().Select(Enum.Parse<CallbackWay>).Where(w => w != CallbackWay.Any).ToList();
            return new View(c.Id, c.Number, c.Version, c.State, c.Answer, [.. c.Rules.Select(r => rules.TryGetValue(r, out var rule) ? rule.Name : T[r + "|rule"])], c.CaseNumber, c.CustomerName, Phones.Mask(c.CustomerPhone), customer, c.Matter, c.PlannedAt, c.DueAt, c.AgreedAt, c.DoneAt, c.DoneByName, c.OwnerName,
                c.Aspect, c.Improvement, c.Suggestion, [.. tries.Select(t => new Try(t.At, t.Result, t.ByName))],
                [.. own.SelectMany(r => r.Script.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct()], ways.Count > 0 ? ways : [.. Enum.GetValues<CallbackWay>().Where(w => w != CallbackWay.Any)], c.Way, also, policy.Read(CallbackParameters.Attempts, c.UnitPath, today),
                quiet.Contains(TimeOnly.FromDateTime(Dates.Local(work.Now))), quiet.ToString(), work.Actor.Name);
        }
    }
}

/// <summary>Callbacks in the time lines of their case and their customer.</summary>
public sealed class CallbacksOfCase(AppDb db, Actor actor) : ITimelineSource
{
    public string SubjectKind => CaseSubject.Kind;

    public string Kind => CallbackSubject.Kind;

    /// <summary>One call may have been combined for several matters; it stands in the life of each (CBS-016). No matter has more than a few dozen.</summary>
    private static readonly Question<AppDb, Guid, Callback> Calls = new((db, matter) =>
        db.Callbacks.AsNoTracking().Where(c => c.CaseId == matter)
            .Concat(db.Callbacks.AsNoTracking().Where(c => c.CaseId != matter && db.CallbackDraws.Where(d => d.CaseId == matter).Select(d => d.CallbackId).Contains(c.Id)))
            .OrderByDescending(c => c.PlannedAt).ThenByDescending(c => c.Id).Take(200));

    public async Task<IReadOnlyList<TimelineRow>> Newest(Guid subjectId, DateTime before, int most, CancellationToken ct) =>
        actor.May(CallbacksPermissions.View) ? [.. (await Calls.All(db, subjectId, ct)).Where(c => c.PlannedAt < before).Take(most).Select(Row)] : [];

    internal static TimelineRow Row(Callback c) => new(c.DoneAt ?? c.PlannedAt, CallbackSubject.Kind, "phone-outgoing",
        T["Callback {0}: {1}", c.Number, c.Answer is { } answer ? T[answer + "|answer"] : T[c.State + "|callback"]], string.Join(" · ", new[] { c.Aspect, c.Improvement, c.Suggestion }.Where(t => t.Length > 0)),
        c.DoneByName.Length > 0 ? c.DoneByName : c.OwnerName, c.Ref, T[c.State + "|callback"]);
}

/// <summary>Callbacks in the customer's time line.</summary>
public sealed class CallbacksOfCustomer(AppDb db, Actor actor) : ITimelineSource
{
    public string SubjectKind => CustomerSubject.Kind;

    public string Kind => CallbackSubject.Kind;

    public async Task<IReadOnlyList<TimelineRow>> Newest(Guid subjectId, DateTime before, int most, CancellationToken ct)
    {
        if (!actor.May(CallbacksPermissions.View)) return [];
        var rows = await db.Callbacks.Where(c => c.CustomerId == subjectId && c.PlannedAt < before).OrderByDescending(c => c.PlannedAt).Take(most).ToListAsync(ct);
        return [.. rows.Select(CallbacksOfCase.Row)];
    }
}
