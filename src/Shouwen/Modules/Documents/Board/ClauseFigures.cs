using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Documents.Model;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Documents.Board;

/// <summary>Give each clause's figures for the obligations opened in a period, for programs (DOCS-012).</summary>
public sealed record ClauseFigures(DateOnly? From = null, DateOnly? To = null) : IQuery<ClauseFigures, ClauseFigures.View>
{
    public static Permission Needs => DocumentsPermissions.View;

    public sealed record Row(string Clause, string Title, int Opened, int Met, int Missed, int Waived, int Open, decimal? Compliance);

    public sealed record View(DateOnly From, DateOnly To, IReadOnlyList<Row> Items);

    public sealed class Handler(AppDb db, ClauseBook clauses, Work work) : IHandler<ClauseFigures, View>
    {
        public async Task<View> Handle(ClauseFigures query, CancellationToken ct)
        {
            var month = Month.First(query.From ?? query.To ?? WorkCalendar.Default.LocalDate(work.Now));
            var (from, to) = (query.From ?? month, query.To ?? Month.Last(month));
            if (to < from) throw Refusal.Of("to", "period", "The period ends before it begins.");
            var tallies = await Compliance.ByClause(db.Opened(from, to), ct);
            return new View(from, to, [.. clauses.All.OrderBy(c => c.Code, StringComparer.Ordinal).Select(c => ToRow(c.Code, T[c.Title], tallies.GetValueOrDefault(c.Code, Tally.None)))]);
        }

        private static Row ToRow(string code, string title, Tally tally) =>
            new(code, title, tally.Opened, tally.Met, tally.Missed, tally.Waived, tally.Open, tally.Rate.Percent);
    }
}
