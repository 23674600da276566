using Shouwen.Kernel.Obligations;
using Shouwen.Modules.Documents.Model;

namespace Shouwen.Tests.Documents;

public sealed class WordingTests
{
    private static readonly Guid Policy = Guid.Parse("01920000-0000-7000-8000-000000000001");

    [Fact, Requirement("DOCS-013")]
    public void The_day_before_a_new_wording_the_old_one_holds()
    {
        PolicyClause[] wordings = [Clause("2", "3 days", "2025-01-01"), Clause("2", "2 days", "2026-04-01")];

        Wording.InForce(wordings, Day("2026-03-31")).Single().TextZh.ShouldBe("3 days");
        Wording.InForce(wordings, Day("2026-04-01")).Single().TextZh.ShouldBe("2 days");
        Wording.History(wordings, "2").Select(w => w.TextZh).ShouldBe(["2 days", "3 days"]);
    }

    [Fact, Requirement("DOCS-012")]
    public void Clauses_stand_in_the_order_of_their_numbers()
    {
        var wordings = new[] { "10", "2.1", "A", "2", "1.10", "1.9" }.Select(n => Clause(n, n, "2025-01-01"));

        Wording.InForce(wordings, Day("2026-01-01")).Select(w => w.Number).ShouldBe(["1.9", "1.10", "2", "2.1", "10", "A"]);
    }

    [Fact, Requirement("DOCS-014")]
    public void A_review_is_due_a_year_after_the_last_one()
    {
        var policy = new PolicyDocument { Code = "P", TitleZh = "P", EffectiveFrom = Day("2024-01-01"), LastReviewOn = Day("2025-03-10") };

        policy.IsReviewDue(Day("2026-03-09")).ShouldBeFalse();
        policy.IsReviewDue(Day("2026-03-10")).ShouldBeTrue();
    }

    [Fact, Requirement("DOCS-012")]
    public void Compliance_counts_only_what_was_met_or_missed()
    {
        var tally = Tally.Of([(ObligationState.Met, 57), (ObligationState.Missed, 3), (ObligationState.Waived, 4), (ObligationState.Open, 5), (ObligationState.Paused, 1)]);

        tally.Opened.ShouldBe(70);
        tally.Open.ShouldBe(6);
        tally.Rate.ToString().ShouldBe("95.0 % (57/60)");
    }

    private static PolicyClause Clause(string number, string text, string from) =>
        new() { PolicyId = Policy, Number = number, TextZh = text, EffectiveFrom = Day(from), ByName = "", At = default };

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
