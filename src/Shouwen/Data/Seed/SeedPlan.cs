using Shouwen.Kernel.Calendars;
using Shouwen.Modules.Cases.Contracts;

namespace Shouwen.Data.Seed;

/// <summary>Which cases are told again and how many days later or earlier, always whole weeks: every week of the years has as many, and nothing happens in the future.</summary>
internal sealed class SeedPlan(Random chance, IReadOnlyList<ToldCase> templates, DateTime present, int weeks)
{
    /// <summary>A case that still needs work is told in the week of the one it was told from, once in so many of these weeks' cases.</summary>
    private const int OpenOneIn = 10, OpenWeeks = 12;

    private readonly Dictionary<ToldCase, DateTime> ends = templates.ToDictionary(t => t, t => t.LastMoment(present));

    // Weighted so that most matters are short, as in a real hotline.
    private readonly Dictionary<DayOfWeek, List<ToldCase>> over = templates.Where(t => t.IsOver).SelectMany(t => Enumerable.Repeat(t, Weight(t)))
        .GroupBy(t => WorkCalendar.Default.LocalDate(t.Case.ReceivedAt).DayOfWeek).ToDictionary(g => g.Key, g => g.ToList());

    /// <summary>In the order in which they are received.</summary>
    public List<(ToldCase Told, int Days)> Make(int count)
    {
        var likely = over.Values.SelectMany(t => t).ToList();
        return [.. Enumerable.Range(0, count).Select(_ => One(likely)).OrderBy(p => p.Told.Case.ReceivedAt.AddDays(p.Days))];
    }

    private (ToldCase Told, int Days) One(List<ToldCase> likely)
    {
        var week = chance.Next(weeks);
        if (week < OpenWeeks && chance.Next(OpenOneIn) == 0 && templates[chance.Next(templates.Count)] is { IsOver: false } open) return (open, 0);
        var told = likely[chance.Next(likely.Count)];
        // Lately only what was soon over can be over: another of the same day of the week, or at last the case in its own week.
        var sameDay = over[WorkCalendar.Default.LocalDate(told.Case.ReceivedAt).DayOfWeek];
        for (var tries = 0; tries < 50 && EndsInTheFuture(told, week); tries++) told = sameDay[chance.Next(sameDay.Count)];
        return (told, EndsInTheFuture(told, week) ? 0 : Days(told, week));
    }

    private bool EndsInTheFuture(ToldCase told, int week) => ends[told].AddDays(Days(told, week)) > present;

    private int Days(ToldCase told, int week) => 7 * ((int)((present - told.Case.ReceivedAt).TotalDays / 7) - week);

    private static int Weight(ToldCase told) => told.Type switch { CaseType.Consultation => 8, CaseType.Praise or CaseType.Suggestion => 3, CaseType.Repair => 2, _ => 1 };
}
