using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Lifecycle;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Lists;
using Shouwen.Modules.Cases.Model;
using Shouwen.Tests.Fixtures;
using House = Shouwen.Tests.Fixtures.House;

namespace Shouwen.Tests.Kernel.Lifecycle;

/// <summary>On PostgreSQL the history lies in months, which are made before they come; what fell between is put in its place. Nobody sees a difference.</summary>
public sealed class HistoryMonthStories
{
    [Theory, OnBothEngines]
    public async Task Months_are_made_once_though_two_nodes_make_them(Engine engine)
    {
        await using var house = await House.Open(engine, "2041-11-20 09:00");
        await using var other = await house.Another();
        var made = await Task.WhenAll(house.Itself.Run(new MakeHistoryMonths()), other.Itself.Run(new MakeHistoryMonths()));
        made.Sum().ShouldBe(engine == Engine.Postgres ? 4 : 0);
        (await house.Itself.Run(new MakeHistoryMonths())).ShouldBe(0);
        house.At("2041-12-02 09:00");
        (await house.Itself.Run(new MakeHistoryMonths())).ShouldBe(engine == Engine.Postgres ? 1 : 0);
    }

    [Theory, OnBothEngines]
    public async Task What_came_before_its_month_was_made_moves_into_it(Engine engine)
    {
        await using var house = await House.Open(engine, "2043-04-29 09:00");
        var made = await house.As("lin").Opens(CaseType.Complaint);
        house.At("2043-06-02 09:00");
        await house.LedTo(made.Number, CaseState.Assigned);
        var before = await Steps(house, made.Number);
        before.Count.ShouldBeGreaterThan(2);
        if (engine == Engine.Postgres) (await Rows(house, "kernel_transition_default")).ShouldBeGreaterThan(2);

        // April and June hold rows, July to September come.
        (await house.Itself.Run(new MakeHistoryMonths())).ShouldBe(engine == Engine.Postgres ? 5 : 0);
        (await Steps(house, made.Number)).ShouldBe(before);
        if (engine == Engine.Sqlite) return;
        (await Rows(house, "kernel_transition_default")).ShouldBe(0);
        (await Rows(house, "kernel_transition_2043_04")).ShouldBeGreaterThan(0);
        (await Rows(house, "kernel_transition_2043_06")).ShouldBeGreaterThan(0);
    }

    private static async Task<List<string>> Steps(House house, string number) =>
        [.. (await house.As("lin").Ask(new CaseDetail(number))).Transitions.Select(t => t.ToString()!)];

    private static async Task<int> Rows(House house, string table)
    {
        await using var db = house.Db();
        return await db.Database.SqlQueryRaw<int>(Count(table)).SingleAsync();
    }

    private static string Count(string table) => $"SELECT count(*)::int AS \"Value\" FROM {table}";
}
