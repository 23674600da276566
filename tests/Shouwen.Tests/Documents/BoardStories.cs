using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Documents.Board;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Documents;

/// <summary>How the clauses were kept, and how one is changed from a date on.</summary>
public sealed class BoardStories
{
    [Theory, OnBothEngines, Requirement("DOCS-012")]
    public async Task The_board_shows_the_share_kept_and_the_clause_lists_what_was_missed(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        var numbers = new List<string>();
        foreach (var _ in Enumerable.Range(0, 4)) numbers.Add((await house.As("lin").Opens(CaseType.Consultation)).Number);
        foreach (var number in numbers.Take(3)) await house.As("lin").Run(Stories.Answer(number));
        await house.SettleAt("2026-03-10 09:00");

        var row = (await house.As("chen").Ask(new PolicyBoard("2026-03"))).Items.Single(r => r.Code == "consultation.answer");
        (row.Tally.Met, row.Tally.Missed, row.Tally.Opened).ShouldBe((3, 1, 4));
        row.Tally.Rate.Percent.ShouldBe(75m);
        var missed = (await house.As("chen").Ask(new ClauseSheet("consultation.answer", "2026-03"))).MissedOnes.ShouldHaveSingleItem();
        (missed.Label, missed.Owner, missed.Limit).ShouldBe((numbers[3], "林小雨", "24 hours"));
    }

    [Theory, OnBothEngines, Requirement("DOCS-013"), Requirement("PLAT-020")]
    public async Task A_limit_changed_from_the_first_of_next_month_leaves_open_duties_and_shows_both_values(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-30 09:00");
        var change = new ChangeParameter("complaint.deadline.normal", "2 working days", new DateOnly(2026, 4, 1), "加快答复");
        (await house.As("lin").Refused(change)).Kind.ShouldBe(RefusalKind.Forbidden);
        (await house.As("chen").Refused(change with { Reason = "" })).ShouldBeOfType<InvalidInput>().Errors.Keys.ShouldBe(["reason"]);
        await house.As("chen").Run(change);
        var before = await house.As("lin").Opens(CaseType.Complaint);
        var next = (await house.As("chen").Ask(new PolicyBoard())).Items.Single(r => r.Code == "complaint.answer");
        (next.Value, next.NextValue, next.NextFrom).ShouldBe(("3 working days", "2 working days", new DateOnly(2026, 4, 1)));

        await house.SettleAt("2026-04-01 09:00");
        var after = await house.As("lin").Opens(CaseType.Complaint);
        var (old, fresh) = (await house.Duty(before.Id, "complaint.answer"), await house.Duty(after.Id, "complaint.answer"));
        (old.LimitText, old.State, fresh.LimitText).ShouldBe(("3 working days", ObligationState.Open, "2 working days"));
        var setting = (await house.As("chen").Ask(new ClauseSheet("complaint.answer"))).Settings.Single(s => s.Code == change.Code);
        (setting.Default, setting.Value).ShouldBe(("3 working days", "2 working days"));
        var line = setting.History.ShouldHaveSingleItem();
        (line.Value, line.Reason, line.ByName, line.EffectiveFrom, line.Holds).ShouldBe(("2 working days", "加快答复", "陈主任", new DateOnly(2026, 4, 1), true));
    }
}
