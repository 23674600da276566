using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Activity;
using Shouwen.Kernel.Data.Bulk;
using Shouwen.Kernel.Lifecycle;
using Shouwen.Kernel.Numbering;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Contacts.Model;
using Shouwen.Modules.Customers.Model;

namespace Shouwen.Data.Seed;

/// <summary>The shapes of all tables that a case leaves rows in.</summary>
internal sealed class CaseShapes(AppDb db)
{
    public RowShape Case { get; } = RowShape.Of<Case>(db);
    public RowShape Transition { get; } = RowShape.Of<Transition>(db);
    public RowShape Obligation { get; } = RowShape.Of<Obligation>(db);
    public RowShape Contact { get; } = RowShape.Of<Contact>(db);
    public RowShape Draw { get; } = RowShape.Of<CallbackDraw>(db);
    public RowShape Callback { get; } = RowShape.Of<Callback>(db);
    public RowShape Attempt { get; } = RowShape.Of<CallbackAttempt>(db);
    public RowShape Note { get; } = RowShape.Of<CaseNote>(db);
    public RowShape Promise { get; } = RowShape.Of<Promise>(db);
    public RowShape Activity { get; } = RowShape.Of<ActivityEntry>(db);
    public RowShape Customer { get; } = RowShape.Of<Customer>(db);
}

/// <summary>
/// A case that the use cases have told, with every row it left: the contact it came from, the case, its history, obligations, callbacks
/// and why they were drawn, notes, promises and audit entries. It can be told again weeks earlier or later, for another customer, under other
/// numbers; the rows are the same (<c>SeedStories</c> proves it table by table).
/// </summary>
internal sealed class ToldCase
{
    public required Case Case { get; init; }
    public required Customer Customer { get; init; }
    public required IReadOnlyList<ToldRow> Rows { get; init; }
    public required IReadOnlyList<ToldRow> Activity { get; init; }

    /// <summary>Every number that a series gave, with the day that decides its year; the case's own first.</summary>
    public required IReadOnlyList<(Series Series, DateTime At)> Numbers { get; init; }

    /// <summary>What is put anew: the customer's number, name, telephone, address, the content, then numbers, then keys.</summary>
    public required IReadOnlyList<string> Tokens { get; init; }
    public required IReadOnlyList<Guid> Keys { get; init; }
    public bool IsOver => Case.IsOver;
    public CaseType Type => Case.Type;

    /// <summary>The last moment of it that had come by then; what is later is only due.</summary>
    public DateTime LastMoment(DateTime present) => Rows.Concat(Activity).SelectMany(r => r.Times).Where(t => t <= present).DefaultIfEmpty(Case.ReceivedAt).Max();

    /// <summary>The case with its rows, or nothing when it cannot be told alone: it shares a call with another case, or a sample drew it among others.</summary>
    public static async Task<ToldCase?> Read(AppDb db, CaseShapes shapes, Case c, Customer customer, CancellationToken ct)
    {
        var contacts = await db.Contacts.Where(k => k.Id == c.ContactId).ToListAsync(ct);
        var callbacks = await db.Callbacks.Where(k => k.CaseId == c.Id).OrderBy(k => k.Id).ToListAsync(ct);
        var callbackIds = callbacks.Select(k => k.Id).ToList();
        var draws = await db.CallbackDraws.Where(d => d.CaseId == c.Id || callbackIds.Contains(d.CallbackId!.Value)).OrderBy(d => d.Id).ToListAsync(ct);
        if (await IsEntangled(db, c, callbackIds, draws, ct)) return null;

        var subjects = callbackIds.Concat(contacts.Select(k => k.Id)).Append(c.Id).ToList();
        var entities = new List<(RowShape Shape, object Row)>();
        void Take<T>(RowShape shape, IEnumerable<T> rows) where T : class => entities.AddRange(rows.Select(r => (shape, (object)r)));
        Take(shapes.Contact, contacts);
        Take(shapes.Transition, await db.Transitions.Where(t => subjects.Contains(t.SubjectId)).OrderBy(t => t.At).ThenBy(t => t.Id).ToListAsync(ct));
        Take(shapes.Obligation, await db.Obligations.Where(o => subjects.Contains(o.SubjectId)).OrderBy(o => o.Id).ToListAsync(ct));
        Take(shapes.Callback, callbacks);
        Take(shapes.Draw, draws.Where(d => d.RunId is null));
        Take(shapes.Attempt, await db.CallbackAttempts.Where(a => callbackIds.Contains(a.CallbackId)).OrderBy(a => a.Id).ToListAsync(ct));
        Take(shapes.Note, await db.CaseNotes.Where(n => n.CaseId == c.Id).OrderBy(n => n.Id).ToListAsync(ct));
        Take(shapes.Promise, await db.Promises.Where(p => p.CaseId == c.Id).OrderBy(p => p.Id).ToListAsync(ct));
        var activity = await db.Activity.Where(a => subjects.Contains(a.SubjectId)).OrderBy(a => a.At).ThenBy(a => a.Id).ToListAsync(ct);

        List<Guid> keys = [c.Id, .. entities.Select(e => (Guid)e.Shape.Read(e.Row)[e.Shape.Of("Id")]!), .. activity.Select(a => a.Id), customer.Id];
        List<(string Text, Series Series, DateTime At)> numbers = [(c.Number, Case.Numbers, c.ReceivedAt), .. callbacks.Select(k => (k.Number, Callback.Numbers, k.PlannedAt)), .. contacts.Select(k => (k.Number, Contact.Numbers, k.StartedAt))];
        List<string> tokens = [customer.Number, c.CustomerName, c.CustomerPhone, c.Address, c.Content, .. numbers.Select(n => n.Text), .. keys.Select(k => k.ToString())];
        var own = keys.ToHashSet();
        return new ToldCase
        {
            Case = c, Customer = customer, Numbers = [.. numbers.Select(n => (n.Series, n.At))], Tokens = tokens, Keys = keys,
            Rows = [new ToldRow(shapes.Case, c, own, tokens), .. entities.Select(e => new ToldRow(e.Shape, e.Row, own, tokens))],
            Activity = [.. activity.Select(a => new ToldRow(shapes.Activity, a, own, tokens))],
        };
    }

    /// <summary>The tokens of the case told again; numbers and keys follow the fixed ones.</summary>
    public string[] NewTokens(Customer customer, string content, IEnumerable<string> numbers, IReadOnlyList<Guid> keys) =>
        [customer.Number, customer.Name, customer.Phone, customer.Address, content, .. numbers, .. keys.Select(k => k.ToString())];

    private static async Task<bool> IsEntangled(AppDb db, Case c, List<Guid> callbacks, List<CallbackDraw> draws, CancellationToken ct)
    {
        // Its own draws lead to its own calls, those of others and of samples elsewhere.
        if (draws.Any(d => d.CallbackId is { } call && callbacks.Contains(call) != (d.CaseId == c.Id && d.RunId is null))) return true;
        var rules = draws.Where(d => d.RunId is null).Select(d => d.RuleCode).Distinct().ToList();
        return await db.CallbackRules.AnyAsync(r => rules.Contains(r.Code) && r.Share < 100, ct);
    }
}
