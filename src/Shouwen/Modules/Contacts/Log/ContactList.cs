using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Reporting;
using Shouwen.Kernel.Search;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Contacts.Contracts;
using Shouwen.Modules.Contacts.Model;
using Shouwen.Modules.Customers.Contracts;

namespace Shouwen.Modules.Contacts.Log;

/// <summary>Whose contacts are meant.</summary>
public enum Taker { All, Mine }

/// <summary>List contacts by channel, direction, state, staff and period, newest first, with the share of read-backs (CONT-001, CONT-003).</summary>
public sealed record ContactList(
    string? Q = null, Channel? Channel = null, Direction? Direction = null, ContactState? State = null, Taker Staff = Taker.All, string? Customer = null, DateOnly? From = null, DateOnly? To = null,
    string? After = null, int Limit = 20) : IQuery<ContactList, ContactList.View>
{
    private const int MostHits = 500;

    public static Permission Needs => ContactsPermissions.View;

    public sealed record Row(
        Guid Id, string Number, Channel Channel, Direction Direction, DateTime StartedAt, string CallerName, string CallerCompany, string CallerPhone, string Subject, string Purpose,
        ContactState State, IReadOnlyList<string> Missing, bool IsReadBack, string StaffName);

    public sealed record View(IReadOnlyList<Row> Items, string? Next, string Count, int ToClarify, Rate ReadBack);

    public sealed class Handler(AppDb db, Work work, ICustomers customers, LongLists lists, KeptFigures kept) : IHandler<ContactList, View>
    {
        public async Task<View> Handle(ContactList query, CancellationToken ct)
        {
            var rows = await Filtered(query, ct);
            var toClarify = await rows.Where(c => c.State == ContactState.ToClarify).Take(PageOf.Most + 1).CountAsync(ct);
            var readBack = await kept.Of($"read back {work.Actor.Id:N} {db.Reach.Fingerprint} {query with { After = null, Limit = 0 }}", () => ReadBack(rows, ct));
            var rest = rows;
            if (PageOf.Cursor(query.After) is var (at, id)) rest = rows.Where(c => c.StartedAt <= at && (c.StartedAt < at || c.Id < id));
            var limit = Math.Clamp(query.Limit, 1, 200);
            var (page, count) = await lists.Read(db, rows, rest.OrderByDescending(c => c.StartedAt).ThenByDescending(c => c.Id), query.After, limit, query with { After = null, Limit = 0 }, ct);
            var shown = page.Take(limit).Select(c => new Row(c.Id, c.Number, c.Channel, c.Direction, c.StartedAt, c.CallerName, c.CallerCompany, Phones.Mask(c.CallerPhone), c.Subject, c.Purpose,
                c.State, c.Missing, c.IsReadBack, c.StaffName)).ToList();
            return new View(shown, page.Count > limit ? PageOf.Cursor(shown[^1].StartedAt, shown[^1].Id) : null, PageOf.Count(count), toClarify, readBack);
        }

        /// <summary>Of the spoken contacts of the filter, those read back to the caller.</summary>
        private static async Task<Rate> ReadBack(IQueryable<Contact> rows, CancellationToken ct)
        {
            var spoken = Contact.Spoken.ToList();
            var counts = await rows.Where(c => spoken.Contains(c.Channel)).GroupBy(c => c.IsReadBack).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
            return new(counts.Where(c => c.Key).Sum(c => c.Count), counts.Sum(c => c.Count));
        }

        private async Task<IQueryable<Contact>> Filtered(ContactList query, CancellationToken ct)
        {
            IQueryable<Contact> rows = db.Contacts;
            if (!string.IsNullOrWhiteSpace(query.Q))
            {
                var hits = await SearchIndex.FindIds(db, query.Q.Trim(), MostHits, ContactSubject.Kind, ct);
                rows = rows.Where(c => hits.Contains(c.Id));
            }
            if (query.Channel is { } channel) rows = rows.Where(c => c.Channel == channel);
            if (query.Direction is { } direction) rows = rows.Where(c => c.Direction == direction);
            if (query.State is { } state) rows = rows.Where(c => c.State == state);
            if (query.Staff == Taker.Mine)
            {
                var me = work.Actor.Id;
                rows = rows.Where(c => c.StaffId == me);
            }
            if (query.Customer is { Length: > 0 } number)
            {
                var customer = (await customers.Get(number, ct)).Id;
                rows = rows.Where(c => c.CustomerId == customer);
            }
            if (query.From is { } from)
            {
                var start = WorkCalendar.Default.ToUtc(from, TimeOnly.MinValue);
                rows = rows.Where(c => c.StartedAt >= start);
            }
            if (query.To is { } to)
            {
                var end = WorkCalendar.Default.ToUtc(to.AddDays(1), TimeOnly.MinValue);
                rows = rows.Where(c => c.StartedAt < end);
            }
            return rows;
        }
    }
}
