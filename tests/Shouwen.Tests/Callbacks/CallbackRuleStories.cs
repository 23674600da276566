using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Administration.Rules;
using Shouwen.Modules.Callbacks.Calls;
using Shouwen.Modules.Callbacks.Contracts;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Modules.Callbacks.Rules;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Customers.Contracts;
using Shouwen.Modules.Customers.Files;
using Shouwen.Modules.Customers.Model;
using Shouwen.Tests.Fixtures;
using static Shouwen.Tests.Fixtures.SetClock;

namespace Shouwen.Tests.Callbacks;

/// <summary>Callback rules as an engine: what sets them off, whom they draw, who calls, how far they are fulfilled.</summary>
public sealed class CallbackRuleStories
{
    private static readonly SaveCallbackRule ThirtyDays = new("after-installation", "安装三十天回访", CallbackTrigger.SinceInstallation, "3 calendar days", Interval: "30 days", Channels: [CallbackWay.Phone], Active: true);

    [Theory, OnBothEngines, Requirement("CBS-001")]
    public async Task Installation_and_30_days_brings_the_first_callback_on_the_next_run(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-31 10:00");
        await house.Settle();
        var service = await house.Unit("Outlet A");
        await house.HeadedBy("Outlet A", "he");
        await Installed(house, "老客户", "2026-02-01");
        await Installed(house, "三十天", "2026-03-02");
        await Installed(house, "以后", "2026-03-20");
        await house.As("admin").Run(ThirtyDays with { Owner = CallbackOwner.HeadOf(service.No) });

        await house.SettleAt("2026-04-01 06:01");
        await using var db = house.Db();
        var callback = await db.Callbacks.SingleAsync();
        (callback.CustomerName, callback.OwnerName, callback.UnitPath).ShouldBe(("三十天", "何承办", service.Path));
        (Local(callback.PlannedAt), Local(callback.DueAt)).ShouldBe(("2026-04-01 09:00", "2026-04-04 19:59"), "neither begins nor ends in quiet hours");
        (await house.Duty(callback.Id, "callback.made")).OwnerId.ShouldBe(await house.UserId("he"));

        await house.SettleAt("2026-04-19 06:01");
        (await house.Count<Callback>()).ShouldBe(2, "the third one's day has come");
        await house.SettleAt("2026-06-30 06:01");
        (await house.Count<Callback>()).ShouldBe(2, "each once");
    }

    [Theory, OnBothEngines, Requirement("CBS-001")]
    public async Task A_run_repeated_by_two_nodes_and_after_a_restart_plans_each_call_once(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-31 10:00");
        await house.Settle();
        for (var i = 0; i < 7; i++) await Installed(house, "客户" + i, "2026-03-02");
        await house.As("admin").Run(ThirtyDays);
        await using var other = await house.Another();
        house.At("2026-04-01 06:01");
        await Task.WhenAll(house.Settle(), other.Settle());
        await house.Itself.Run(new RunCallbackRules());
        await other.Settle();
        await using var restarted = await house.Another();
        await restarted.Itself.Run(new RunCallbackRules());
        await restarted.Settle();
        (await house.Count<Callback>()).ShouldBe(7);
        (await house.Count<CallbackDraw>()).ShouldBe(7);
        await using var db = house.Db();
        (await db.Obligations.CountAsync(o => o.Clause == "callback.made")).ShouldBe(7);
    }

    [Theory, OnBothEngines, Requirement("CBS-006"), Requirement("CBS-001"), Requirement("PLAT-022")]
    public async Task The_director_samples_a_fifth_of_the_quarters_repairs_and_owes_the_whole_of_it(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-02-02 09:00");
        await house.Settle();
        foreach (var code in new[] { "after-answer", "after-repair" }) await house.As("admin").Run(new SaveCallbackRule(code, code, CallbackTrigger.CaseAnswered, "next day", Active: false));
        await house.As("admin").Run(new ApplyPreset("property", new DateOnly(2026, 2, 1), "物业"));
        await house.Settle();
        foreach (var code in new[] { "repair", "first-contact", "home-visit", "area", "residents-meeting", "callback-audit" })
            await house.As("admin").Run(new SaveCallbackRule(code, code, CallbackTrigger.CaseAnswered, "next day", Active: false));
        for (var i = 0; i < 11; i++)
        {
            var made = await house.As("lin").Opens(CaseType.Repair, new NewCustomer("住户" + i, "1380000" + (2000 + i), "甲路", "甲县"));
            await house.Repaired(made.Number);
        }
        await house.SettleAt("2026-04-01 06:31");

        await using var db = house.Db();
        var run = await db.CallbackRuns.SingleAsync(r => r.RuleCode == "director-sample" && r.Period == "2026-Q2");
        (run.Population, run.Drawn, run.FinishedAt is not null).ShouldBe((11, 3, true), "20 % of 11 is 2.2, rounded up");
        var draws = await db.CallbackDraws.Where(d => d.RunId == run.Id).ToListAsync();
        draws.OrderBy(d => Sample.Place(run.Seed, d.SubjectId)).Take(3).Select(d => d.Id).ShouldBe(draws.Where(d => d.IsDrawn).Select(d => d.Id), ignoreOrder: true, "the stored seed draws the same");
        var calls = await db.Callbacks.OrderBy(c => c.Id).ToListAsync();
        calls.Select(c => c.OwnerName).Distinct().ShouldBe(["陈主任"]);
        (await db.Obligations.CountAsync(o => o.Clause == "callback.made")).ShouldBe(0, "they are owed as a whole");
        var duty = await house.Duty(run.Id, "callback.sample");
        (duty.State, duty.OwnerId, Local(duty.DueAt), duty.What, duty.Period).ShouldBe((ObligationState.Open, await house.UserId("chen"), "2026-07-01 00:00", "3/11", "2026-Q2"));

        house.At("2026-04-02 10:00");
        foreach (var call in calls.Take(2)) await house.As("chen").Run(new FinishCallback(call.Number, CallbackAnswer.Satisfied));
        await house.Settle();
        (await house.Duty(run.Id, "callback.sample")).State.ShouldBe(ObligationState.Open);
        await house.As("chen").Run(new FinishCallback(calls[2].Number, CallbackAnswer.Satisfied));
        await house.Settle();
        (await house.Duty(run.Id, "callback.sample")).State.ShouldBe(ObligationState.Met);
    }

    [Theory, OnBothEngines, Requirement("CBS-001")]
    public async Task Every_row_of_the_list_ships_active_in_its_preset_and_can_be_entered_in_the_form(Engine engine)
    {
        await using var house = await House.OpenWeb(engine, "2026-03-02 09:00");
        await house.Settle();
        foreach (var preset in CallbackStandards.Presets) await house.As("admin").Run(new ApplyPreset(preset, new DateOnly(2026, 3, 1), "试用"));
        await house.Settle();
        await using var db = house.Db();
        var shipped = await db.CallbackRules.Where(r => r.Preset != "").OrderBy(r => r.Code).ToListAsync();
        shipped.Count.ShouldBe(23, "22 rows, one of them with two triggers");
        shipped.ShouldAllBe(r => r.Active);

        using var admin = await house.SignedIn("admin");
        foreach (var rule in shipped)
        {
            (string, string)[] fields =
            [
                ("code", "own-" + rule.Code), ("nameZh", rule.NameZh), ("nameEn", rule.NameEn), ("trigger", rule.Trigger.ToString()), ("interval", rule.Interval), ("population", rule.Population.ToString()),
                ("segment", rule.Segment), ("caseType", rule.CaseType?.ToString() ?? ""), ("share", rule.Share.ToString()), ("limit", rule.Limit), ("owner", rule.Owner), ("owedUnder", rule.OwedUnder),
                ("script", rule.Script), ("active", "true"), ("activeFrom", "2026-03-01"), .. rule.Repeats ? [("repeats", "true")] : Array.Empty<(string, string)>(), .. rule.KeyOnly ? [("keyOnly", "true")] : Array.Empty<(string, string)>(),
                .. rule.CustomerTypes.Select(t => ("customerTypes", t)), .. rule.Channels.Select(w => ("channels", w)),
            ];
            ((int)(await admin.PostForm("/callbacks/rules/new", "/callbacks/rules/new", fields)).StatusCode).ShouldBe(303, rule.Code);
            var own = await db.CallbackRules.AsNoTracking().SingleAsync(r => r.Code == "own-" + rule.Code);
            Said(own).ShouldBe(Said(rule));
        }
        (await admin.Read("/callbacks/rules")).ShouldContain("主任季度抽查回访");

        static string Said(CallbackRule r) => string.Join('|', r.NameZh, r.Trigger, r.Interval, r.Repeats, r.Population, string.Join(' ', r.CustomerTypes), r.KeyOnly, r.Segment, r.CaseType, r.Share, r.Limit,
            string.Join(' ', r.Channels), r.Owner, r.OwedUnder, r.Script.ReplaceLineEndings("\n"));
    }

    [Theory, OnBothEngines, Requirement("CBS-001")]
    public async Task The_page_shows_due_made_in_time_and_unreachable_with_the_callbacks_behind_them(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-31 10:00");
        await house.Settle();
        for (var i = 0; i < 4; i++) await Installed(house, "客户" + i, "2026-03-02");
        await house.As("admin").Run(ThirtyDays);
        await house.SettleAt("2026-04-01 09:30");
        await using var db = house.Db();
        var calls = await db.Callbacks.OrderBy(c => c.Id).ToListAsync();
        await house.As("chen").Run(new FinishCallback(calls[0].Number, CallbackAnswer.Satisfied));
        for (var i = 0; i < 3; i++) await house.As("chen").Run(new TryCallback(calls[1].Number, "无人接听"));
        await house.SettleAt("2026-04-06 10:00");
        await house.As("chen").Run(new FinishCallback(calls[2].Number, CallbackAnswer.Satisfied));
        var row = (await house.As("chen").Ask(new CallbackRules())).Items.Single(r => r.Code == "after-installation");
        row.Figures.ShouldBe(new CallbackFigures(4, 4, Due: 4, Made: 3, OnTime: 2, Unreachable: 1));
        row.Figures.Share.Percent.ShouldBe(75.0m);
        (await house.As("chen").Ask(new CallbackList(Rule: "after-installation"))).Items.Select(c => c.Number).ShouldBe(calls.Select(c => c.Number), ignoreOrder: true);
        (await house.As("qian").Ask(new CallbackRules())).Items.Single(r => r.Code == "after-installation").Figures.ShouldBe(CallbackFigures.None, "figures stay within the reach");
    }

    [Theory, OnBothEngines, Requirement("CBS-012"), Requirement("CBS-001")]
    public async Task A_registered_member_is_called_within_three_days_and_others_are_not(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        await house.Settle();
        await house.As("admin").Run(new ApplyPreset("portal", new DateOnly(2026, 3, 1), "门户"));
        await house.Settle();
        await house.As("lin").Run(new OpenCustomer("会员甲", "13800009001", Territory: "甲县", Type: CustomerType.Member));
        await house.As("lin").Run(new OpenCustomer("散客", "13800009002", Territory: "甲县", Type: CustomerType.Household));
        await house.Settle();
        await using var db = house.Db();
        var callback = await db.Callbacks.SingleAsync();
        (callback.CustomerName, Local(callback.DueAt)).ShouldBe(("会员甲", "2026-03-06 00:00"), "Thursday the 5th, 24:00");
    }

    [Theory, OnBothEngines, Requirement("CBS-001")]
    public async Task A_rule_begun_by_hand_draws_once_a_day_and_only_by_those_who_may(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        await house.Settle();
        for (var i = 0; i < 3; i++) await Installed(house, "客户" + i, "2026-01-02");
        await house.As("admin").Run(new SaveCallbackRule("festival", "节日回访", CallbackTrigger.ByHand, "3 calendar days", Active: true, Owner: CallbackOwner.Unit));
        (await house.As("lin").Refused(new StartCallbackRule("festival"))).Kind.ShouldBe(RefusalKind.Forbidden);
        await house.As("admin").Run(new StartCallbackRule("festival"));
        await house.Settle();
        (await house.Count<Callback>()).ShouldBe(3);
        (await house.As("admin").Refused(new StartCallbackRule("festival"))).Code.ShouldBe("callback.rule.begun");
    }

    [Theory, OnBothEngines, Requirement("PLAT-022"), Requirement("CBS-001")]
    public async Task Of_what_comes_one_by_one_the_share_is_exact_at_any_time_of_the_month(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        await house.Settle();
        await house.As("admin").Run(new SaveCallbackRule("fifth", "每五件抽一件", CallbackTrigger.CaseReceived, "3 calendar days", Share: 20, Active: true, CaseType: CaseType.Praise, Channels: [CallbackWay.Phone]));
        async Task<CallbackRun> After(int cases)
        {
            for (var i = 0; i < cases; i++) await house.As("lin").Opens(CaseType.Praise, new($"客户{house.Now.Ticks}-{i}-{cases}", null, null, "甲县"));
            await house.Settle();
            await using var db = house.Db();
            return await db.CallbackRuns.Where(r => r.RuleCode == "fifth").OrderByDescending(r => r.Period).FirstAsync();
        }

        foreach (var (more, all, drawn) in new[] { (1, 1, 1), (4, 5, 1), (1, 6, 2), (5, 11, 3) })
            (await After(more)).ShouldSatisfyAllConditions(r => r.Population.ShouldBe(all), r => r.Drawn.ShouldBe(drawn));
        await house.SettleAt("2026-04-02 09:00");
        (await After(2)).ShouldSatisfyAllConditions(r => r.Period.ShouldBe("2026-04"), r => r.Population.ShouldBe(2), r => r.Drawn.ShouldBe(1));
        (await house.As("zhao").Ask(new CallbackRules())).Items.Single(r => r.Code == "fifth").Figures.ShouldSatisfyAllConditions(f => f.Population.ShouldBe(13), f => f.Drawn.ShouldBe(4));
    }

    [Theory, OnBothEngines, Requirement("PLAT-022")]
    public async Task Whatever_the_share_the_sample_is_exact_rounded_up_and_never_in_quiet_hours(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        await house.Settle();
        var random = new Random(20260302);
        for (var i = 0; i < 23; i++) await Installed(house, "客户" + i, "2026-01-02");
        foreach (var share in Enumerable.Range(0, 6).Select(_ => random.Next(1, 101)))
        {
            await house.As("admin").Run(new SaveCallbackRule("share-" + share, "抽样", CallbackTrigger.Month, "period end", share, Active: true, OwedUnder: "callback.sample"));
            await house.SettleAt(Local(house.Now.AddDays(1))[..10] + " 06:05");
            await using var db = house.Db();
            var run = await db.CallbackRuns.SingleAsync(r => r.RuleCode == "share-" + share && r.Period == "2026-03");
            (run.Population, run.Drawn).ShouldBe((23, (int)Math.Ceiling(23 * share / 100m)), $"share {share}");
        }
        await using var all = house.Db();
        var quiet = QuietHours.Parse("12:00–14:00, 20:00–09:00");
        (await all.Callbacks.ToListAsync()).ShouldAllBe(c => !quiet.Contains(TimeOnly.Parse(Local(c.DueAt).Substring(11))) && !quiet.Contains(TimeOnly.Parse(Local(c.PlannedAt).Substring(11))));
    }

    private static Task<OpenCustomer.Opened> Installed(House house, string name, string on) =>
        house.As("lin").Run(new OpenCustomer(name, "139" + Math.Abs(name.GetHashCode() % 100_000_000).ToString("00000000"), Territory: "甲县", InstalledOn: DateOnly.Parse(on), OpenAnyway: true));
}
