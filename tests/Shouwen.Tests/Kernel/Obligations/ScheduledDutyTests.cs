using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Callbacks.Calls;
using Shouwen.Modules.Callbacks.Contracts;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Modules.Callbacks.Rules;
using Shouwen.Modules.Customers.Files;
using Shouwen.Modules.Customers.Model;
using Shouwen.Modules.Documents.Board;
using Shouwen.Shell;
using Shouwen.Tests.Fixtures;
using static Shouwen.Tests.Fixtures.SetClock;

namespace Shouwen.Tests.Kernel.Obligations;

/// <summary>Duties that the clock opens: once for each subject and period, whoever runs the schedule and how often.</summary>
public sealed class ScheduledDutyTests
{
    [Theory, OnBothEngines, Requirement("CBS-014"), Requirement("DOCS-012")]
    public async Task Each_key_customer_is_owed_a_visit_a_year_and_the_board_shows_who_was_not_visited(Engine engine)
    {
        await using var house = await KeyCustomers(engine, 12);
        await house.As("admin").Run(new SaveCallbackRule("key-users", "重点用户走访", CallbackTrigger.Year, "period end", Channels: [CallbackWay.Visit], KeyOnly: true, Owner: CallbackOwner.Keeper, OwedUnder: "visit.key", Active: true));
        await house.SettleAt("2026-03-03 06:31");
        await using var db = house.Db();
        var duties = await db.Obligations.Where(o => o.Clause == "visit.key").ToListAsync();
        duties.Select(d => (d.Period, Local(d.DueAt), d.SubjectKind)).Distinct().ShouldBe([("2026", "2027-01-01 00:00", "customer")]);
        duties.Count.ShouldBe(12);
        (await db.Obligations.CountAsync(o => o.Clause == "callback.made")).ShouldBe(0, "the visit is owed once, under its clause");
        (await house.As("zhao").Ask(new ObligationList())).Items.Count(o => o.Clause == "visit.key").ShouldBe(12, "in the list of who looks after them");

        house.At("2026-05-05 10:00");
        var visits = await db.Callbacks.OrderBy(c => c.Id).ToListAsync();
        (await house.As("zhao").Refused(new FinishCallback(visits[0].Number, CallbackAnswer.Satisfied, Way: CallbackWay.Visit))).Code.ShouldBe("visit.report", "a visit without report stays open");
        foreach (var visit in visits.Take(11)) await house.As("zhao").Run(new FinishCallback(visit.Number, CallbackAnswer.Satisfied, Suggestion: "设备运行良好", Way: CallbackWay.Visit));
        await house.SettleAt("2027-01-01 00:01"); // also when nothing ran between the visits and the end of the year
        var sheet = await house.As("chen").Ask(new ClauseSheet("visit.key", "2026-03"));
        sheet.Tally.Rate.ToString().ShouldBe("91.7 % (11/12)");
        sheet.MissedOnes.ShouldHaveSingleItem().What.ShouldBe(visits[11].CustomerName);
    }

    [Theory, OnBothEngines]
    public async Task Two_workers_at_once_and_a_restart_open_each_duty_once_and_the_next_period_opens_the_next(Engine engine)
    {
        await using var house = await KeyCustomers(engine, 9);
        await using var other = await house.Another();
        house.At("2026-03-03 06:31");
        await Task.WhenAll(house.Settle(), other.Settle());
        await Task.WhenAll(Again(house), Again(other), Again(house), Again(other));
        await using var restarted = await house.Another();
        await Again(restarted);
        (await Opened(house)).ShouldBe(9);

        await house.SettleAt("2027-01-01 06:31");
        await Task.WhenAll(Again(house), Again(other));
        (await Opened(house)).ShouldBe(18);

        static async Task Again(House one)
        {
            try { await one.Itself.Run(new OpenScheduledDuties()); }
            catch (Refusal refusal) when (refusal.Code is "taken" or "stale") { /* the other node was first */ }
        }
    }

    [Theory, OnBothEngines]
    public async Task Whatever_the_rhythm_and_however_often_it_runs_there_is_one_duty_for_each_subject_and_period(Engine engine)
    {
        var random = new Random(20260302);
        await using var house = await KeyCustomers(engine, 5);
        var expected = new HashSet<(Guid, string)>();
        for (var step = 0; step < 25; step++)
        {
            if (random.Next(3) == 0) await house.As("admin").Run(new ChangeParameter("visit.key.rhythm", random.Next(4) switch { 0 => "off", 1 => "Month", 2 => "Quarter", _ => "Year" }, WorkCalendar.Default.LocalDate(house.Now), "试"));
            if (random.Next(3) == 0) await Key(house, 100 + step);
            house.Clock.Utc += TimeSpan.FromDays(random.Next(1, 40));
            for (var i = random.Next(1, 3); i > 0; i--) await house.Itself.Run(new OpenScheduledDuties());
            await using var db = house.Db();
            var today = WorkCalendar.Default.LocalDate(house.Now);
            if ((await house.Services.GetRequiredService<PolicyBook>().Current()).Read(Shouwen.Modules.Callbacks.CallbackParameters.KeyVisits, "/1/", today) is { } rhythm)
                foreach (var id in await db.Customers.Select(c => c.Id).ToListAsync()) expected.Add((id, Period.Of(rhythm, today).Name));
            (await db.Obligations.Where(o => o.Clause == "visit.key").Select(o => new { o.SubjectId, o.Period }).ToListAsync()).Select(o => (o.SubjectId, o.Period!)).ShouldBe(expected, ignoreOrder: true, $"step {step}");
        }
    }

    [Theory, OnBothEngines]
    public async Task More_subjects_than_one_batch_takes_are_opened_in_several(Engine engine)
    {
        await using var house = await KeyCustomers(engine, OpenScheduledDuties.Batch + 3);
        await house.SettleAt("2026-03-03 06:31");
        (await Opened(house)).ShouldBe(OpenScheduledDuties.Batch + 3);
    }

    [Theory, OnBothEngines]
    public async Task Who_is_no_longer_a_key_customer_is_owed_no_visit(Engine engine)
    {
        await using var house = await KeyCustomers(engine, 1);
        await house.SettleAt("2026-03-03 06:31");
        await using var db = house.Db();
        var file = await db.Customers.SingleAsync();
        await house.As("zhao").Run(new ChangeCustomer(file.Number, file.Name, Territory: "甲县"));
        (await house.Duty(file.Id, "visit.key")).State.ShouldBe(ObligationState.Waived);
    }

    private static async Task<House> KeyCustomers(Engine engine, int count)
    {
        var house = await House.Open(engine, "2026-03-02 09:00");
        await house.Settle();
        await house.As("admin").Run(new ChangeParameter("visit.key.rhythm", "Year", new DateOnly(2026, 1, 1), "每年走访"));
        for (var i = 0; i < count; i++) await Key(house, i);
        await house.Settle();
        return house;
    }

    private static async Task Key(House house, int i) =>
        await house.As("lin").Run(new OpenCustomer("重点客户" + i, "1370000" + (1000 + i), Territory: "甲县", IsKey: true, KeeperId: await house.UserId("zhao"), OpenAnyway: true));

    private static async Task<int> Opened(House house)
    {
        await using var db = house.Db();
        return await db.Obligations.CountAsync(o => o.Clause == "visit.key");
    }
}
