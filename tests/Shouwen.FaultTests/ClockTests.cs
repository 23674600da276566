using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Shouwen.FaultTests.Ground;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Administration.Rules;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Tests.Fixtures;

namespace Shouwen.FaultTests;

/// <summary>The clock jumps, a year turns, a holiday is announced: every open duty is told of once, and computed anew with a trace.</summary>
public sealed class ClockTests
{
    [Theory, OnBothEngines]
    [Requirement("PLAT-007")]
    public async Task A_holiday_announced_late_moves_every_open_duty(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        var duties = Figures.Times(3_000, 100_000);
        var made = await house.As("lin").Opens(CaseType.Complaint);
        await Copy(house, made.Id, duties);
        await house.Settle();
        var (before, entries) = (await Dues(house), await house.Count<Shouwen.Kernel.Activity.ActivityEntry>());
        var since = Stopwatch.GetTimestamp();
        await house.As("chen").Run(new AddDays(new DateOnly(2026, 3, 3), DayKind.Holiday, "台风停工", new DateOnly(2026, 3, 4)));
        await house.Settle();
        var took = Stopwatch.GetElapsedTime(since);
        (await Failed(house)).ShouldBeEmpty();
        var after = await Dues(house);
        var traced = await Traced(house);
        Figures.Add($"A holiday announced under {duties:N0} open duties", engine, $"all computed anew within {took.TotalSeconds:0.0} s; {traced:N0} changes of a due time in the audit trail");
        after.Count.ShouldBe(before.Count);
        after.Distinct().Count().ShouldBe(1, "all have the same start and limit");
        (after[0] - before[0]).ShouldBe(TimeSpan.FromDays(4), "two days of rest and the week-end behind them");
        traced.ShouldBeGreaterThanOrEqualTo(duties);
        (await house.Count<Shouwen.Kernel.Activity.ActivityEntry>()).ShouldBeGreaterThan(entries);
        took.ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }

    [Theory, OnBothEngines]
    [Requirement("PLAT-007")]
    public async Task The_clock_jumps_and_nothing_is_told_twice(Engine engine)
    {
        var jumps = new[] { "2028-02-28 23:59", "2028-02-29 00:00", "2028-02-28 23:00", "2028-02-29 09:00", "2028-02-29 23:59", "2028-03-01 00:00", "2027-03-01 09:00", "2028-03-01 09:00", "2029-03-01 09:00", "2028-12-31 23:59", "2029-01-01 00:00", "2030-01-01 09:00" };
        await using var house = await House.Open(engine, "2028-02-28 09:00");
        var cases = new List<Guid>();
        for (var i = 0; i < 20; i++) cases.Add((await house.As("lin").Opens(CaseType.Complaint)).Id);
        foreach (var jump in jumps)
        {
            await house.SettleAt(jump);
            cases.Add((await house.As("lin").Opens(CaseType.Repair)).Id);
        }
        await using var db = house.Db();
        var told = await db.Notices.Where(n => cases.Contains(n.SubjectId)).Select(n => new { n.SubjectId, n.UserId, n.Template, n.Values }).ToListAsync();
        var twice = told.GroupBy(n => (n.SubjectId, n.UserId, n.Template, JsonSerializer.Serialize(n.Values))).Count(g => g.Count() > 1);
        var late = await db.Unscoped<Obligation>().CountAsync(o => o.NextAt <= house.Now && (o.State == ObligationState.Open || o.State == ObligationState.Missed));
        var ids = await db.Unscoped<Obligation>().Select(o => o.Id).ToListAsync();
        Figures.Add($"The clock jumps {jumps.Length} times, forward and back, over midnight, 29 February and the turn of the year", engine, $"{ids.Count} duties, {told.Count} told, {twice} twice, {late} forgotten");
        (twice, late).ShouldBe((0, 0));
        ids.Distinct().Count().ShouldBe(ids.Count);
    }

    private static async Task<string> Failed(House house)
    {
        await using var db = house.Db();
        return string.Join('\n', await db.Set<Shouwen.Kernel.Jobs.Job>().Where(j => j.Error != null).Select(j => j.Kind + ": " + j.Error).ToListAsync());
    }

    private static async Task<List<DateTime>> Dues(House house)
    {
        await using var db = house.Db();
        return await db.Unscoped<Obligation>().Where(o => o.SubjectKind == "probe").Select(o => o.DueAt).ToListAsync();
    }

    /// <summary>How many changes of a due time stand in the trail.</summary>
    private static async Task<int> Traced(House house)
    {
        await using var db = house.Db();
        var changes = await db.Activity.Where(a => a.UseCase == nameof(RecomputeObligations)).Select(a => a.Changes).ToListAsync();
        return changes.Sum(c => JsonDocument.Parse(c).RootElement.EnumerateArray().Count(one => one.GetProperty("fields").EnumerateArray().Any(f => f[0].GetString() == nameof(Obligation.DueAt))));
    }

    /// <summary>The case's duty to answer, as many times over, each of a record of its own.</summary>
    private static async Task Copy(House house, Guid of, int times)
    {
        await using var db = house.Db();
        var columns = db.Model.FindEntityType(typeof(Obligation))!.GetProperties().Select(p => p.GetColumnName()).Where(c => c is not ("id" or "subject_id" or "subject_kind")).Select(c => $"o.\"{c}\"");
        var (id, series) = house.Engine == Engine.Sqlite
            ? ("randomblob(16)", "(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {0}) SELECT n FROM s)")
            : ("gen_random_uuid()", "generate_series(1, {0})");
        var list = string.Join(", ", columns);
        var sql = $"INSERT INTO kernel_obligation (id, subject_id, subject_kind, {list.Replace("o.", "")}) SELECT {id}, {id}, 'probe', {list} FROM kernel_obligation o, {series} n WHERE o.subject_id = {{1}} AND o.clause = 'complaint.answer'";
        db.Database.SetCommandTimeout(300);
        await db.Database.ExecuteSqlRawAsync(sql, times, house.Engine == Engine.Sqlite ? of.ToByteArray(true) : of);
    }
}
