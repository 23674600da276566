using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Customers.Model;

namespace Shouwen.Modules.Customers.Life;

/// <summary>Tell a customer's history to programs: contacts, cases, callbacks in one line (CUST-016).</summary>
public sealed record CustomerTimeline(string Number, string? Kind = null, string? Before = null, int Limit = 30) : IQuery<CustomerTimeline, CustomerTimeline.View>
{
    public static Permission Needs => CustomersPermissions.View;

    public sealed record Row(DateTime At, string Kind, string Title, string Body, string Who, string SubjectKind, Guid SubjectId, string SubjectLabel, string Url, string State);

    public sealed record View(IReadOnlyList<Row> Items, string? Next);

    public sealed class Handler(AppDb db, IEnumerable<ITimelineSource> sources, SubjectKinds subjects) : IHandler<CustomerTimeline, View>
    {
        public async Task<View> Handle(CustomerTimeline query, CancellationToken ct)
        {
            var file = await db.Customers.Numbered(query.Number, ct);
            var life = await CustomerLife.Read(sources, file.Id, query.Kind, query.Before, Math.Clamp(query.Limit, 1, 200), ct);
            return new View([.. life.Items.Select(r => new Row(r.At, r.Kind, r.Title, r.Body, r.Who, r.Subject.Kind, r.Subject.Id, r.Subject.Label, subjects.Url(r.Subject), r.State))], life.Next);
        }
    }
}
