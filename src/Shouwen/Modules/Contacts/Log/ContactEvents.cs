using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Subjects;
using Shouwen.Modules.Contacts.Contracts;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Contacts.Log;

/// <summary>A customer's contacts on the customer's time line (CUST-016).</summary>
public sealed class ContactEvents(AppDb db, Actor actor) : ITimelineSource
{
    public string SubjectKind => "customer";

    public string Kind => ContactSubject.Kind;

    public async Task<IReadOnlyList<TimelineRow>> Newest(Guid subjectId, DateTime before, int most, CancellationToken ct)
    {
        if (!actor.May(ContactsPermissions.View)) return [];
        var rows = await db.Contacts.Where(c => c.CustomerId == subjectId && c.StartedAt < before).OrderByDescending(c => c.StartedAt).ThenByDescending(c => c.Id).Take(most).ToListAsync(ct);
        return [.. rows.Select(c => new TimelineRow(c.StartedAt, Kind, ContactWords.Icon(c.Channel, c.Direction),
            $"{ContactWords.Of(c.Channel)} · {T[c.Direction + "|direction"]}{(c.Subject.Length > 0 ? " · " + c.Subject : c.Purpose.Length > 0 ? " · " + c.Purpose : "")}",
            c.Content, c.StaffName, c.Ref, T[c.State + "|contact"]))];
    }
}
