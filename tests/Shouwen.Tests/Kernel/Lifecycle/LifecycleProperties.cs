using FsCheck;
using FsCheck.Fluent;
using Shouwen.Kernel.Lifecycle;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Tests.Kernel.Lifecycle;

/// <summary>Whatever is tried in whatever order, a record never leaves its table.</summary>
public sealed class LifecycleProperties
{
    [Fact, Requirement("CASE-044")]
    public void Random_actions_never_leave_the_table()
    {
        var tries = from which in Gen.Choose(0, CaseLifecycle.All.Count - 1)
                    from actions in Gen.Elements(Enum.GetValues<CaseAction>()).ListOf(60)
                    from reasons in Gen.Elements(null, "", " ", "because").ListOf(60)
                    select (Life: CaseLifecycle.All[which], Steps: actions.Zip(reasons).ToList());
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(tries.ToArbitrary(), t =>
        {
            var state = t.Life.Start;
            foreach (var (action, reason) in t.Steps)
            {
                var row = t.Life.Steps.SingleOrDefault(s => s.Action == action && s.From.Contains(state));
                var expected = row is not null && (!row.AsksReason || !string.IsNullOrWhiteSpace(reason));
                try
                {
                    var next = t.Life.Move(action, state, reason);
                    expected.ShouldBeTrue($"{action} from {state}");
                    next.ShouldBe(row!.To);
                    state = next;
                }
                catch (Refusal refusal)
                {
                    expected.ShouldBeFalse($"{action} from {state}");
                    refusal.Code.ShouldNotBeEmpty();
                }
                Reachable(t.Life).ShouldContain(state);
            }
        }));
    }

    [Fact, Requirement("CASE-044")]
    public void Every_state_of_a_table_is_reachable_and_leads_to_the_archive()
    {
        foreach (var life in CaseLifecycle.All)
        {
            var states = life.Steps.SelectMany(s => s.From.Append(s.To)).Distinct().ToList();
            Reachable(life).ShouldBe(states, ignoreOrder: true, life.Name);
            life.Path.ShouldBeSubsetOf(states);
            foreach (var state in states) Reachable(life, state).ShouldContain(CaseState.Archived, $"{life.Name}: {state}");
            foreach (var state in states)
            foreach (var twice in life.Open(state).GroupBy(s => s.Action).Where(g => g.Count() > 1))
                Assert.Fail($"{life.Name}: {twice.Key} from {state} leads to two places.");
        }
    }

    private static HashSet<CaseState> Reachable(Lifecycle<CaseState, CaseAction> life, CaseState? from = null)
    {
        var reached = new HashSet<CaseState> { from ?? life.Start };
        while (life.Steps.Where(s => s.From.Any(reached.Contains)).Select(s => s.To).Any(reached.Add)) { }
        return reached;
    }
}
