using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Kernel.Data;

/// <summary>Questions that are asked together, and questions that are planned once, are answered as if each were asked alone (ADR-0025).</summary>
public sealed class TogetherTests
{
    [Theory, OnBothEngines]
    public async Task Each_gets_its_own_answer_also_who_asks_nothing_reads_one_row_only_or_is_planned_once(Engine engine)
    {
        await using var house = await House.Open(engine);
        await using var db = Rent(house);
        var logins = await db.Users.OrderBy(u => u.Login).Select(u => u.Login).ToListAsync();
        logins.Count.ShouldBeGreaterThan(2);
        var (count, units, first, others, asked) = (0, new List<Unit>(), "", new List<string>(), false);
        await db.Together(default,
            async () => units = await db.Units.TagWith(Planning.Once).OrderBy(u => u.Path).ToListAsync(),
            async () => count = await db.Users.CountAsync(),
            () => { asked = true; return Task.CompletedTask; },
            async () => { await foreach (var login in db.Users.OrderBy(u => u.Login).Select(u => u.Login).AsAsyncEnumerable()) { first = login; break; } },
            async () => others = await db.Users.Where(u => u.Login != logins[0]).OrderBy(u => u.Login).Select(u => u.Login).ToListAsync());
        (asked, count, first).ShouldBe((true, logins.Count, logins[0]));
        others.ShouldBe(logins.Skip(1));
        units.Select(u => u.Path).ShouldBe(await db.Units.OrderBy(u => u.Path).Select(u => u.Path).ToListAsync());
    }

    [Theory, OnBothEngines]
    public async Task What_one_runs_into_is_said_and_the_context_goes_on(Engine engine)
    {
        await using var house = await House.Open(engine);
        await using var db = Rent(house);
        foreach (var fault in new Func<Task>[]
        {
            () => db.Database.SqlQueryRaw<int>("SELECT no_such_column AS \"Value\"").ToListAsync(),
            () => throw new InvalidOperationException("before it asked"),
            async () => { await db.Units.CountAsync(); throw new InvalidOperationException("after it was answered"); },
        })
        {
            await Should.ThrowAsync<Exception>(() => db.Together(default, () => db.Users.CountAsync(), fault, () => db.Units.CountAsync()));
            (await db.Users.CountAsync()).ShouldBeGreaterThan(0);
        }
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => db.Together(stop.Token, () => db.Users.CountAsync(stop.Token)));
        (await db.Users.CountAsync()).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Who_asks_a_second_question_is_told_so()
    {
        await using var house = await House.Open(Engine.Postgres);
        await using var db = Rent(house);
        await Should.ThrowAsync<NpgsqlOperationInProgressException>(() => db.Together(default, async () => await db.Users.Take(await db.Units.CountAsync()).CountAsync(), () => db.Units.CountAsync()));
        (await db.Users.CountAsync()).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task What_is_planned_once_is_not_planned_for_its_values_and_nothing_else_is()
    {
        // The connection was used before, by others.
        const string mine = "one of four";
        await using var house = await House.Open(Engine.Postgres);
        await using var db = Rent(house);
        await db.Database.OpenConnectionAsync();
        foreach (var most in Enumerable.Range(1, 4))
        {
            await db.Users.Where(u => u.Login != "nobody").Take(most).TagWith(Planning.Once).TagWith(mine).ToListAsync();
            await db.Together(default, () => db.Units.Take(most).TagWith(Planning.Once).TagWith(mine).ToListAsync(), () => db.Roles.Take(most).TagWith(mine).ToListAsync());
            await db.Users.Where(u => u.Login == "nobody").Take(most).TagWith(mine).ToListAsync();
        }
        await using (await db.Database.BeginTransactionAsync())
        {
            await db.Users.Take(9).TagWith(Planning.Once).ToListAsync();
            (await Mode()).ShouldBe("auto");
        }
        var plans = await db.Database.SqlQueryRaw<Plans>("SELECT statement, generic_plans AS generic, custom_plans AS custom FROM pg_prepared_statements WHERE statement LIKE '%" + mine + "%' AND statement NOT LIKE '%pg_prepared%'").ToListAsync();
        plans.Count.ShouldBe(4);
        foreach (var (statement, generic, custom) in plans) (statement.StartsWith("-- planned once") ? custom : generic).ShouldBe(0, statement);
        (await Mode()).ShouldBe("auto");

        Task<string> Mode() => db.Database.SqlQueryRaw<string>("SELECT current_setting('plan_cache_mode') AS \"Value\"").SingleAsync();
    }

    private sealed record Plans(string Statement, long Generic, long Custom);

    private static AppDb Rent(House house) => (AppDb)house.Services.GetRequiredService<IReadContexts>().Rent(Reach.Everything);
}
