using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Modules.Cases.Lists;

/// <summary>What the filters of the list of cases leave of the register (ADR-0023).</summary>
internal sealed class CaseFilters(AppDb db, Guid me)
{
    private static readonly List<string> None = [];

    /// <summary>The lists, each with an index in order of the receipts, that together are asked for.</summary>
    public async Task<IReadOnlyList<IQueryable<Case>>> Of(CaseList query, Organisation units, CancellationToken ct)
    {
        IQueryable<Case> rows = db.Cases;
        if (query.Type is { } type) rows = rows.Where(c => c.Type == type);
        if (query.State is { } state) rows = rows.Where(c => c.State == state);
        if (query.Over == "no") rows = rows.Where(c => c.ClosedAt == null);
        if (query.Severity is { } severity) rows = rows.Where(c => c.Severity == severity);
        if (query.Emotion is { } emotion) rows = rows.Where(c => c.Emotion == emotion);
        if (query.Cause is { } cause) rows = rows.Where(c => c.Cause == cause);
        if (query.Channel is { } channel) rows = rows.Where(c => c.Channel == channel);
        if (query.Factor is { Length: > 0 } factor) rows = rows.Where(c => c.Factors != EF.Constant(None) && (" " + (string)(object)c.Factors + " ").Contains(" " + factor + " "));
        if (query.Unit is { Length: > 0 } unit) rows = Below(rows, units.PathOf(unit) ?? throw Refusal.Of("unit", "unit.unknown", "There is no unit called {0}.", unit));
        if (query.Customer is { Length: > 0 } customer)
        {
            var id = await db.Customers.Where(k => k.Number == customer).Select(k => k.Id).FirstOrDefaultAsync(ct);
            rows = rows.Where(c => c.CustomerId == id);
        }
        if (Start(query.From) is { } start) rows = rows.Where(c => c.ReceivedAt >= start);
        if (Start(query.To?.AddDays(1)) is { } end) rows = rows.Where(c => c.ReceivedAt < end);
        if (query.Owner is { Length: > 0 } owner) return await Owned(rows, owner, ct);
        return db.Reach.IsOwnOnly ? [rows.Where(c => c.HandlerId == me), rows.Where(c => c.FirstOwnerId == me && c.HandlerId != me)] : [rows];
    }

    /// <summary>When a day begins (UTC).</summary>
    public static DateTime? Start(DateOnly? day) => day is { } some ? WorkCalendar.Default.ToUtc(some, TimeOnly.MinValue) : null;

    private static IQueryable<Case> Below(IQueryable<Case> rows, string path)
    {
        var (from, to) = (PathRange.Below(path).From, PathRange.Below(path).To);
        return rows.Where(c => string.Compare(c.UnitPath, from) >= 0 && string.Compare(c.UnitPath, to) < 0);
    }

    /// <summary>What one handles, and what one received and nobody handles.</summary>
    private async Task<IReadOnlyList<IQueryable<Case>>> Owned(IQueryable<Case> rows, string owner, CancellationToken ct)
    {
        var login = owner.ToLowerInvariant();
        var person = login == "me" ? me : await db.Users.Where(u => u.Login == login).Select(u => u.Id).FirstOrDefaultAsync(ct);
        return [rows.Where(c => c.HandlerId == person), rows.Where(c => c.HandlerId == null && c.FirstOwnerId == person)];
    }
}
