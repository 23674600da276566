using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Activity;
using Shouwen.Kernel.Data.Bulk;
using Shouwen.Kernel.Lifecycle;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Customers.Model;

namespace Shouwen.Data.Seed;

/// <summary>The shapes of all tables that a case leaves rows in.</summary>
internal sealed class CaseShapes(AppDb db)
{
    public RowShape Case { get; } = RowShape.Of<Case>(db);
    public RowShape Transition { get; } = RowShape.Of<Transition>(db);
    public RowShape Obligation { get; } = RowShape.Of<Obligation>(db);
    public RowShape Callback { get; } = RowShape.Of<Callback>(db);
    public RowShape Attempt { get; } = RowShape.Of<CallbackAttempt>(db);
    public RowShape Note { get; } = RowShape.Of<CaseNote>(db);
    public RowShape Promise { get; } = RowShape.Of<Promise>(db);
    public RowShape Activity { get; } = RowShape.Of<ActivityEntry>(db);
    public RowShape Customer { get; } = RowShape.Of<Customer>(db);
}

/// <summary>
/// A case that the use cases have told, with every row it left: the case, its history, obligations, callbacks, notes, promises
/// and audit entries. It can be told again weeks earlier, for another customer, under other numbers; the rows are the same.
/// </summary>
internal sealed class ToldCase
{
    public required Case Case { get; init; }
    public required Customer Customer { get; init; }
    public required IReadOnlyList<ToldRow> Rows { get; init; }
    public required IReadOnlyList<ToldRow> Activity { get; init; }
    public required IReadOnlyList<Callback> Callbacks { get; init; }

    /// <summary>What is put anew: case number, customer's name, telephone, address, content, then callback numbers, then keys.</summary>
    public required IReadOnlyList<string> Tokens { get; init; }
    public required IReadOnlyList<Guid> Keys { get; init; }
    public bool IsOver => Case.IsOver;

    public static async Task<ToldCase> Read(AppDb db, CaseShapes shapes, Case c, Customer customer, CancellationToken ct)
    {
        var callbacks = await db.Callbacks.Where(k => k.CaseId == c.Id).OrderBy(k => k.Id).ToListAsync(ct);
        var subjects = callbacks.Select(k => k.Id).Append(c.Id).ToList();
        var callbackIds = callbacks.Select(k => k.Id).ToList();
        var entities = new List<(RowShape Shape, object Row)>();
        void Take<T>(RowShape shape, IEnumerable<T> rows) where T : class => entities.AddRange(rows.Select(r => (shape, (object)r)));
        Take(shapes.Transition, await db.Transitions.Where(t => subjects.Contains(t.SubjectId)).OrderBy(t => t.At).ThenBy(t => t.Id).ToListAsync(ct));
        Take(shapes.Obligation, await db.Obligations.Where(o => subjects.Contains(o.SubjectId)).OrderBy(o => o.Id).ToListAsync(ct));
        Take(shapes.Callback, callbacks);
        Take(shapes.Attempt, await db.CallbackAttempts.Where(a => callbackIds.Contains(a.CallbackId)).OrderBy(a => a.Id).ToListAsync(ct));
        Take(shapes.Note, await db.CaseNotes.Where(n => n.CaseId == c.Id).OrderBy(n => n.Id).ToListAsync(ct));
        Take(shapes.Promise, await db.Promises.Where(p => p.CaseId == c.Id).OrderBy(p => p.Id).ToListAsync(ct));
        var activity = await db.Activity.Where(a => subjects.Contains(a.SubjectId)).OrderBy(a => a.At).ThenBy(a => a.Id).ToListAsync(ct);

        List<Guid> keys = [c.Id, .. entities.Select(e => (Guid)e.Shape.Read(e.Row)[e.Shape.Of("Id")]!), .. activity.Select(a => a.Id), customer.Id];
        List<string> tokens = [c.Number, c.CustomerName, c.CustomerPhone, c.Address, c.Content, .. callbacks.Select(k => k.Number), .. keys.Select(k => k.ToString())];
        var own = keys.ToHashSet();
        return new ToldCase
        {
            Case = c, Customer = customer, Callbacks = callbacks, Tokens = tokens, Keys = keys,
            Rows = [new ToldRow(shapes.Case, c, own, tokens), .. entities.Select(e => new ToldRow(e.Shape, e.Row, own, tokens))],
            Activity = [.. activity.Select(a => new ToldRow(shapes.Activity, a, own, tokens))],
        };
    }

    /// <summary>The tokens of the case told again; the callbacks' numbers and the keys follow the fixed ones.</summary>
    public string[] NewTokens(string number, Customer customer, string content, IReadOnlyList<string> callbackNumbers, IReadOnlyList<Guid> keys) =>
        [number, customer.Name, customer.Phone, customer.Address, content, .. callbackNumbers, .. keys.Select(k => k.ToString())];

    /// <summary>How many things people did to it; decides how often it is told again.</summary>
    public int Steps => Rows.Count(r => r.Shape.Type == typeof(Transition));

    public CaseType Type => Case.Type;
}
