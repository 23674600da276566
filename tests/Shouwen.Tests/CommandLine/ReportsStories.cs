using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Reporting;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.CommandLine;

/// <summary>Keeping the figures of ended months and checking them with the executable, as an administrator does.</summary>
public sealed class ReportsStories
{
    private static readonly DateOnly January = new(2025, 1, 1);

    [Theory, OnBothEngines, Requirement("RPT-017")]
    public async Task All_ended_months_are_kept_at_once_and_one_that_was_tampered_with_is_named(Engine engine)
    {
        await using var house = await House.Open(engine, "2025-01-06 09:00");
        await house.LedTo((await house.As("lin").Opens(CaseType.Complaint)).Number, CaseState.Answered);
        // The executable has the clock of today: more than the twelve months that are gathered at a time have ended.
        var told = Months.Between(January, January.AddMonths(GatherMonths.Most + 2)).Where(m => m.Month != 5).ToList();
        foreach (var month in told.Skip(1))
        {
            house.At($"{month:yyyy-MM}-06 09:00");
            await house.As("lin").Opens(CaseType.Complaint);
        }

        var kept = await Executable.Run(house.Installation, "reports", "keep");
        kept.Code.ShouldBe(0, kept.Output);
        await using var db = house.Db();
        var months = await db.Set<KeptMonth>().OrderBy(k => k.Month).Select(k => k.Month).ToListAsync();
        months.Count.ShouldBeGreaterThan(GatherMonths.Most);
        months.ShouldBe(told, "in May nobody complained");
        kept.Output.Trim().ShouldBe($"{months.Count} months kept.");
        (await Executable.Run(house.Installation, "reports", "keep")).ShouldBe((0, "0 months kept." + Environment.NewLine));
        (await Executable.Run(house.Installation, "reports", "verify")).ShouldBe((0, $"{months.Count} kept months compared with the raw rows: equal" + Environment.NewLine));

        var february = await db.Set<KeptMonth>().Where(k => k.Month == January.AddMonths(1)).Select(k => k.Content).SingleAsync();
        await db.Set<KeptMonth>().Where(k => k.Month == January).ExecuteUpdateAsync(u => u.SetProperty(k => k.Content, february));
        var found = await Executable.Run(house.Installation, "reports", "verify");
        found.Code.ShouldBe(1);
        found.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).ShouldBe(
            ["complaints 2025-01: the kept figures differ from the raw rows.", $"{months.Count} kept months compared with the raw rows: 1 DIFFERENT"]);
    }
}
