using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Reporting;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Administration.Organisation;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Handling;
using Shouwen.Modules.Cases.Import;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Contacts.Contracts;
using Shouwen.Modules.Customers.Contracts;
using Shouwen.Modules.Reports;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Cases;

/// <summary>The complaint analysis from kept months says what the raw rows say, whatever happens to old complaints.</summary>
public sealed class KeptComplaintStories
{
    private static readonly DateOnly January = new(2026, 1, 1), February = new(2026, 2, 1), March = new(2026, 3, 1), April = new(2026, 4, 1);
    private static readonly string[] Factors = [CaseWords.Factors[1], CaseWords.Factors[5]];
    private static readonly NewCustomer Li = new("李小明", "13900004321", "人民路3号", "乙县"), Zhou = new("周到", "13900005678", "和平路9号", "丙县");

    [Theory, OnBothEngines, Requirement("RPT-017")]
    public async Task Kept_months_say_what_the_raw_rows_say_in_every_grouping_unit_and_period(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-01-05 09:00");
        var count = (await Quarter(house)).Count;
        (await Kept(house)).ShouldBe([January, February, March]);
        var units = new[] { null, (await house.Unit("East")).Path, (await house.Unit("Outlet B")).Path, (await house.Unit("Company")).Path, "/9/" };
        (DateOnly, DateOnly)[] periods = [(January, new(2026, 12, 31)), (new(2025, 12, 20), new(2026, 3, 31)), (new(2026, 1, 6), new(2026, 3, 30)), (February, new(2026, 2, 28)), (new(2026, 2, 10), new(2026, 2, 20))];
        foreach (var (by, _) in Analysis(house).Groupings)
        foreach (var unit in units)
        foreach (var (from, to) in periods)
        {
            var filter = new ReportFilter(from, to, unit, by);
            (await Shown(house, "chen", filter)).ShouldBe(await Raw(house, filter), $"{by} {unit} {from} {to}");
        }
        var year = (await house.As("chen").Ask(new RunReport("complaints", January, new(2026, 12, 31), null, "factor"))).Result;
        year.Total!.Values["count"].ShouldBe(count, "each complaint once");
        year.Rows.Sum(r => (int)r.Values["count"]!).ShouldBeGreaterThan(count, "some have two factors");
    }

    [Theory, OnBothEngines, Requirement("RPT-017")]
    public async Task The_running_month_costs_nothing_and_is_not_kept_before_it_has_ended(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-01-05 09:00");
        await house.LedTo((await house.As("lin").Opens(CaseType.Complaint)).Number, CaseState.Answered);
        (await house.Count<StaleMonth>()).ShouldBe(0);
        await house.SettleAt("2026-01-31 23:50");
        await house.SettleAt("2026-02-01 00:50");
        (await Kept(house)).ShouldBeEmpty("a command that began before midnight may still be on its way");
        await house.SettleAt("2026-02-01 01:15");
        (await Kept(house)).ShouldBe([January]);
    }

    [Theory, OnBothEngines, Requirement("RPT-017")]
    public async Task A_change_of_an_old_complaint_shows_at_once_and_after_it_was_gathered_anew(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-01-05 09:00");
        var made = await Quarter(house);
        var (open, answered) = (made[0], made[3]);
        await Changes("judged", January, () => house.As("zhao").Run(new JudgeCase(open, Validity.NotUpheld, Severity.Major, "查无此事")));
        await Changes("answered, with a cause and factors", January, async () =>
        {
            await house.As("zhao").Run(new AssignCase(open, await house.UserId("lin")));
            await house.As("lin").Run(new InvestigateCase(open, "漏装", Cause.Human, [.. Factors]));
            await house.LedTo(open, CaseState.Answered);
        });
        await Changes("reopened", January, () => house.As("zhao").Run(new ReopenCase(answered, "又坏了")));
        await Changes("passed to another unit", February, async () => await house.As("zhao").Run(new TransferCase(made[7], (await house.Unit("Outlet A")).Id, "属地办理")));
        await Changes("imported", February, () => house.As("admin").Run(Old("2026-02-11 08:00", "2026-02-12 08:00")));
        await Changes("imported of a month before all others", new(2025, 11, 1), () => house.As("admin").Run(Old("2025-11-11 08:00", null)));
        await Changes("opened afterwards", March, () => house.As("lin").Run(Stories.A(CaseType.Complaint, Li) with { OccurredAt = SetClock.Shanghai("2026-03-30 10:00"), TimeIsTyped = true, Explanation = "补录" }));
        await Changes("a unit moved", January, async () => await house.As("admin").Run(new MoveUnit((await house.Unit("Outlet A")).No, (await house.Unit("West")).Id, "划转")), (await house.Unit("West")).Path);
        (await Kept(house)).Count.ShouldBe(4, "nobody complained in December");

        await house.As("lin").Run(new NoteCase(answered, "客户来电致谢"));
        (await house.Count<StaleMonth>()).ShouldBe(0, "a remark is not counted");

        async Task Changes(string what, DateOnly month, Func<Task> deed, string? unit = null)
        {
            (await house.Count<StaleMonth>()).ShouldBe(0, what);
            var filter = new ReportFilter(new(2025, 11, 1), April, unit, "unit");
            var before = await Shown(house, "chen", filter);
            await deed();
            (await Stale(house)).ShouldContain(month, what);
            (await Shown(house, "chen", filter)).ShouldNotBe(before, what);
            await IsRight(house, what + ", at once");
            await house.Settle();
            house.Clock.Utc += TimeSpan.FromMinutes(11);
            await house.Settle();
            (await house.Count<StaleMonth>()).ShouldBe(0, what);
            (await Kept(house)).ShouldContain(month, what);
            await IsRight(house, what + ", gathered anew");
        }
    }

    [Theory, OnBothEngines, Requirement("RPT-017")]
    public async Task A_period_of_kept_months_is_added_up_once_and_what_changes_in_it_shows_at_once(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-01-05 09:00");
        var made = await Quarter(house);
        var quarter = new ReportFilter(January, new(2026, 3, 31), null, "unit");
        var first = await Shown(house, "chen", quarter);
        first.ShouldBe(await Raw(house, quarter));
        var content = await Content(house, February);
        await Damage(house, February, [1, 2, 3]);
        (await Shown(house, "chen", quarter)).ShouldBe(first, "nothing is read again");
        await Damage(house, February, content);

        var east = (await house.Unit("East")).Path;
        foreach (var other in new[] { quarter with { By = "factor" }, quarter with { Unit = east }, quarter with { From = February }, quarter with { To = new(2026, 2, 28) } })
            (await Shown(house, "chen", other)).ShouldBe(await Raw(house, other), other.ToString());
        (await Shown(house, "zhao", quarter)).ShouldNotBe(first, "who sees less has figures of their own");

        await house.As("zhao").Run(new JudgeCase(made[0], Validity.NotUpheld, Severity.Major, "查无此事"));
        var judged = await Shown(house, "chen", quarter);
        judged.ShouldNotBe(first, "at once");
        house.Clock.Utc += TimeSpan.FromMinutes(11);
        await house.Settle();
        (await Kept(house)).ShouldBe([January, February, March]);
        (await Shown(house, "chen", quarter)).ShouldBe(judged, "gathered anew");

        var unit = await house.Unit("Outlet A");
        await house.As("admin").Run(new ChangeUnit(unit.No, unit.Kind, "新名网点", "Renamed outlet", unit.Phone, unit.HeadId, unit.SubstituteId));
        var renamed = await Shown(house, "chen", quarter);
        renamed.ShouldNotBe(judged);
        renamed.ShouldBe(await Raw(house, quarter), "the unit's new name");
    }

    [Theory, OnBothEngines, Requirement("RPT-017")]
    public async Task A_duty_that_the_clock_missed_or_someone_waived_marks_the_month_of_its_complaint(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-01-30 16:00");
        var (missed, waived) = (await house.As("lin").Opens(CaseType.Complaint), await house.As("lin").Opens(CaseType.Complaint, Li));
        house.At("2026-02-01 02:00");
        foreach (var month in await house.Itself.Ask(new GatherMonths())) (await house.Itself.Run(month)).ShouldBeTrue();
        (await Kept(house)).ShouldBe([January]);
        var duty = await house.Duty(waived.Id, "complaint.answer");
        await house.As("zhao").Run(new WaiveObligation(duty.Id, "客户撤诉"));
        (await Stale(house)).ShouldBe([January]);
        await house.SettleAt("2026-02-09 09:00");
        (await house.Duty(missed.Id, "complaint.answer")).State.ShouldBe(ObligationState.Missed);
        await IsRight(house, "missed");
        house.Clock.Utc += TimeSpan.FromMinutes(11);
        await house.Settle();
        (await Kept(house)).ShouldBe([January]);
        (await house.Count<StaleMonth>()).ShouldBe(0);
        await IsRight(house, "gathered anew");
    }

    [Theory, OnBothEngines, Requirement("RPT-017")]
    public async Task A_change_while_a_month_is_gathered_is_not_lost_and_the_slower_of_two_writes_nothing(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-01-05 09:00");
        var made = await Quarter(house);
        await house.As("zhao").Run(new JudgeCase(made[0], Validity.Upheld, Severity.Major));
        var slow = await house.Itself.Ask(new GatherMonths());
        slow.Select(k => (k.Month, k.Marks.Count)).ShouldBe([(January, 1)]);
        await house.As("zhao").Run(new AssignCase(made[0], await house.UserId("lin")));
        await house.As("lin").Run(new InvestigateCase(made[0], "漏装", Cause.Human, [.. Factors]));
        var quick = await house.Itself.Ask(new GatherMonths());
        (await house.Itself.Run(slow[0])).ShouldBeTrue();
        (await Stale(house)).ShouldContain(January, "the mark of the change in between is still there");
        await IsRight(house, "kept by the first");
        (await house.Itself.Run(quick[0])).ShouldBeFalse("another one has written since it looked");
        (await Stale(house)).ShouldContain(January);
        var again = await house.Itself.Ask(new GatherMonths());
        (await house.Itself.Run(again[0])).ShouldBeTrue();
        (await house.Count<StaleMonth>()).ShouldBe(0);
        await IsRight(house, "gathered anew");
        (await house.Itself.Ask(new GatherMonths())).ShouldBeEmpty();
    }

    [Theory, OnBothEngines, Requirement("RPT-017")]
    public async Task Two_that_keep_a_month_for_the_first_time_in_the_same_moment_are_both_content(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-01-05 09:00");
        await house.As("lin").Opens(CaseType.Complaint);
        house.At("2026-02-10 09:00");
        var mine = (await house.Itself.Ask(new GatherMonths())).ShouldHaveSingleItem();
        await using var db = house.Db();
        await using var other = await db.Database.BeginTransactionAsync();
        db.Add(new KeptMonth { Report = mine.Report, Month = mine.Month, Form = mine.Form, Stamp = Shouwen.Kernel.Data.Ids.New(), WrittenAt = house.Now, Content = mine.Content });
        await db.SaveChangesAsync();
        var second = house.Itself.Run(mine);
        await Task.Delay(400);
        second.IsCompleted.ShouldBeFalse("it waits to see whether the other comes through");
        await other.CommitAsync();
        (await second).ShouldBeFalse("the other has done it");
        (await house.Count<KeptMonth>()).ShouldBe(1);
    }

    [Theory, OnBothEngines, Requirement("RPT-017")]
    public async Task Months_without_a_complaint_are_not_kept_however_far_back_the_first_one_lies(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        await house.As("admin").Run(Old("1990-01-11 08:00", "1990-01-12 08:00"));
        await house.As("admin").Run(Old("2026-01-11 08:00", "2026-01-12 08:00"));
        (await house.Itself.Ask(new GatherMonths())).Select(k => k.Month).ShouldBe([January, new(1990, 1, 1)]);
        foreach (var month in await house.Itself.Ask(new GatherMonths())) (await house.Itself.Run(month)).ShouldBeTrue();
        (await house.Itself.Ask(new GatherMonths())).ShouldBeEmpty();
        (await house.Count<StaleMonth>()).ShouldBe(0);
        await house.As("admin").Run(new MoveUnit((await house.Unit("Outlet A")).No, (await house.Unit("West")).Id, "划转"));
        (await Stale(house)).ShouldBe([new(1990, 1, 1), January], "a moved unit marks what there is");
    }

    [Theory, OnBothEngines, Requirement("RPT-017")]
    public async Task The_nightly_check_finds_damaged_figures_tells_the_administrators_and_mends_them(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-01-05 09:00");
        await Quarter(house);
        var year = new ReportFilter(January, new(2026, 12, 31), null, "factor");
        var right = await Shown(house, "chen", year);
        (await house.Itself.Ask(new VerifyMonths())).ShouldSatisfyAllConditions(v => v.Months.ShouldBe(3), v => v.Different.ShouldBeEmpty());
        var equal = await Executable.Run(house.Installation, "reports", "verify");
        (equal.Code, equal.Output.Trim()).ShouldBe((0, "3 kept months compared with the raw rows: equal"));

        await Damage(house, February, await Content(house, January));
        await Damage(house, March, [1, 2, 3]);
        (await Shown(house, "chen", year)).ShouldNotBe(right, "kept figures are what is shown");
        var found = await Executable.Run(house.Installation, "reports", "verify");
        (found.Code, found.Output).ShouldSatisfyAllConditions(f => f.Code.ShouldBe(1), f => f.Output.ShouldContain("complaints 2026-02: "), f => f.Output.ShouldContain("complaints 2026-03: "), f => f.Output.ShouldNotContain("2026-01"));

        house.At("2026-04-12 02:30");
        await house.Settle();
        await using var db = house.Db();
        (await db.Activity.Where(a => a.UseCase == nameof(DoubtMonth)).OrderBy(a => a.At).ThenBy(a => a.Id).Select(a => a.SubjectLabel + " " + a.Reason).ToListAsync())
            .ShouldBe(["complaints 2026-02: kept figures differ from the raw rows", "complaints 2026-03: kept figures differ from the raw rows"], ignoreOrder: true);
        var admin = await house.UserId("admin");
        (await db.Notices.Where(n => n.UserId == admin && n.Template.StartsWith("The kept figures")).CountAsync()).ShouldBe(2);
        (await Shown(house, "chen", year)).ShouldBe(right, "from the raw rows, or gathered anew");
        await house.SettleAt("2026-04-12 02:45");
        (await Kept(house)).ShouldBe([January, February, March]);
        (await Shown(house, "chen", year)).ShouldBe(right);
        (await house.Itself.Ask(new VerifyMonths())).Different.ShouldBeEmpty();
    }

    [Theory, OnBothEngines, Requirement("RPT-017")]
    public async Task Figures_that_cannot_be_read_are_taken_from_the_raw_rows(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-01-05 09:00");
        await Quarter(house);
        var year = new ReportFilter(January, new(2026, 12, 31), null, "unit");
        var right = await Shown(house, "chen", year);
        await Damage(house, January, (await Content(house, January))[..^3]);
        (await Shown(house, "chen", year with { By = "channel" })).ShouldBe(await Raw(house, year with { By = "channel" }));
        await Damage(house, February, [5, 1, 2]);
        (await Shown(house, "chen", year)).ShouldBe(right);
    }

    [Theory, OnBothEngines, Requirement("PLAT-002")]
    public async Task Who_does_not_see_everything_is_never_told_of_kept_figures(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-01-05 09:00");
        await Quarter(house);
        var year = new ReportFilter(January, new(2026, 12, 31), null, "month");
        var (narrow, all) = (await Shown(house, "zhao", year), await Shown(house, "chen", year));
        narrow.ShouldNotBe(all, "West has complaints too");
        foreach (var month in new[] { January, February }) await Damage(house, month, await Content(house, March));
        (await Shown(house, "zhao", year)).ShouldBe(narrow);
        (await Shown(house, "chen", year)).ShouldNotBe(all);
        await using var db = house.Db();
        db.Reach = (await house.As("zhao").Actor()).Reach;
        (await KeptMonths.Within(db, Analysis(house), January, new(2026, 12, 31), default)).ShouldBeEmpty();
    }

    /// <summary>Complaints of three months in three units, some judged, some answered in time or late, and a few of the running month.</summary>
    private static async Task<List<string>> Quarter(House house)
    {
        var made = new List<string>();
        foreach (var day in new[] { "01-05", "01-31", "02-01", "02-28", "03-01", "03-18", "04-08" })
        {
            foreach (var customer in new[] { Stories.Wang, Li, Zhou })
            {
                house.At($"2026-{day} {9 + made.Count % 3:00}:0{made.Count % 10}");
                var complaint = Stories.A(CaseType.Complaint, customer) with { Factors = made.Count % 3 == 0 ? [.. Factors] : [], Emotion = (Emotion)(made.Count % 5), Severity = (Severity)(made.Count % 3) };
                made.Add((await house.As(customer == Zhou ? "qian" : "lin").Run(complaint)).Number);
            }
            await house.Settle();
        }
        house.At("2026-04-09 09:00");
        await house.Settle();
        foreach (var (number, state) in new[] { (made[3], CaseState.Answered), (made[7], CaseState.Judged), (made[9], CaseState.Answered), (made[12], CaseState.Investigated), (made[18], CaseState.Answered) }) await house.LedTo(number, state);
        house.At("2026-04-10 09:00");
        await house.Settle();
        return made;
    }

    private static ImportCase Old(string received, string? closed) => new("K" + received, CaseType.Complaint, Channel.Phone, Severity.Minor, SetClock.Shanghai(received), "旧系统投诉", "旧系统的投诉", Stories.Wang, null,
        closed is null ? null : SetClock.Shanghai(closed), "已答复");

    private static MonthlyReport Analysis(House house) => house.Services.GetRequiredService<ReportBook>().Monthly.Single();

    private static async Task<string> Shown(House house, string login, ReportFilter filter) =>
        JsonSerializer.Serialize((await house.As(login).Ask(new RunReport("complaints", filter.From, filter.To, filter.Unit, filter.By))).Result);

    /// <summary>The same report with nothing kept, by a transaction that is not carried out.</summary>
    private static async Task<string> Raw(House house, ReportFilter filter)
    {
        await using var db = house.Db();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Set<KeptMonth>().ExecuteDeleteAsync();
        return JsonSerializer.Serialize(await Analysis(house).Run(db, filter, house.Now, default));
    }

    private static async Task IsRight(House house, string when)
    {
        foreach (var by in new[] { "factor", "unit", "month", "cause" })
        {
            var filter = new ReportFilter(new(2025, 11, 1), April, null, by);
            (await Shown(house, "chen", filter)).ShouldBe(await Raw(house, filter), when);
        }
    }

    private static async Task<List<DateOnly>> Kept(House house)
    {
        await using var db = house.Db();
        return [.. (await KeptMonths.Within(db, Analysis(house), new(2025, 1, 1), new(2026, 12, 31), default)).Select(k => k.Month)];
    }

    private static async Task<List<DateOnly>> Stale(House house)
    {
        await using var db = house.Db();
        return await db.Set<StaleMonth>().Select(s => s.Month).Distinct().OrderBy(m => m).ToListAsync();
    }

    private static async Task<byte[]> Content(House house, DateOnly month)
    {
        await using var db = house.Db();
        return await db.Set<KeptMonth>().Where(k => k.Month == month).Select(k => k.Content).SingleAsync();
    }

    private static async Task Damage(House house, DateOnly month, byte[] content)
    {
        await using var db = house.Db();
        (await db.Set<KeptMonth>().Where(k => k.Month == month).ExecuteUpdateAsync(u => u.SetProperty(k => k.Content, content))).ShouldBe(1);
    }
}
