using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Live;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Administration.People;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Kernel.Access;

/// <summary>A session lives while it is used, ends on every node when its account ends, and leaves nothing that could be stolen from the database.</summary>
public sealed class SessionStories
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    [Theory, OnBothEngines, Requirement("PLAT-024")]
    public async Task A_session_is_renewed_by_use_and_ends_ten_hours_after_the_last(Engine engine)
    {
        await using var house = await House.OpenWeb(engine, "2026-03-02 09:00");
        using var lin = await house.SignedIn("lin");
        foreach (var later in new[] { "2026-03-02 18:00", "2026-03-03 03:00", "2026-03-03 12:00" })
        {
            house.At(later);
            (await lin.Get("/")).StatusCode.ShouldBe(HttpStatusCode.OK, later);
        }
        house.At("2026-03-03 22:01");
        (await lin.Get("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory, OnBothEngines, Requirement("PLAT-024")]
    public async Task Each_sign_in_begins_a_session_of_its_own(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        using var visitor = house.Browser();
        using var elsewhere = house.Browser();
        var tickets = new List<string>();
        foreach (var browser in new[] { visitor, elsewhere })
        {
            var answer = await browser.PostForm("/sign-in", "/sign-in", ("login", "lin"), ("password", Cast.Password));
            tickets.Add(answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("shouwen=", StringComparison.Ordinal)));
        }
        tickets.ShouldBeUnique();
        tickets.ShouldAllBe(t => t.Contains("httponly") && t.Contains("samesite=lax"));
        (await visitor.PostForm("/", "/sign-out")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await visitor.Get("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await elsewhere.Get("/")).StatusCode.ShouldBe(HttpStatusCode.OK, "the other session goes on");
    }

    /// <summary>Both nodes have just seen the person, so that what they remember is as fresh as it can be.</summary>
    [Theory, OnPostgres, Requirement("PLAT-024")]
    public async Task Who_is_disabled_on_one_node_is_out_on_both_within_five_seconds(Engine engine)
    {
        await using var database = await TestDatabases.Take(engine);
        await using var one = await House.OpenWeb(database, "2026-03-02 09:00");
        await using var two = await House.OpenWeb(database, "2026-03-02 09:00");
        using var here = await one.SignedIn("lin");
        using var there = await two.SignedIn("lin");
        using var program = await two.Program("lin");
        using var page = two.Services.GetRequiredService<LiveHub>().Open(await two.As("lin").Actor(), [Topic.Me]);
        await page.Wait(TimeSpan.FromSeconds(2), default);
        foreach (var visitor in new[] { here, there }) (await visitor.Get("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await program.GetAsync("/api/v1/cases")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await one.As("admin").Run(new DisablePerson("lin", "离职"));
        var since = Stopwatch.GetTimestamp();
        (await here.Get("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect, "where it was done, at once");
        while ((await there.Get("/")).StatusCode != HttpStatusCode.Redirect) Stopwatch.GetElapsedTime(since).ShouldBeLessThan(Soon);
        while ((await program.GetAsync("/api/v1/cases")).StatusCode != HttpStatusCode.Unauthorized) Stopwatch.GetElapsedTime(since).ShouldBeLessThan(Soon);
        while (!page.MustEnd && await page.Wait(Soon, default)) Stopwatch.GetElapsedTime(since).ShouldBeLessThan(Soon);
        page.MustEnd.ShouldBeTrue("an open page is told of nothing any more");
        using var again = two.Browser();
        (await again.PostForm("/sign-in", "/sign-in", ("login", "lin"), ("password", Cast.Password))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, OnBothEngines, Requirement("PLAT-024")]
    public async Task Neither_a_key_nor_a_password_can_be_read_from_the_database(Engine engine)
    {
        await using var house = await House.Open(engine);
        var token = (await house.Itself.Run(new CreateToken("lin", "test"))).Token;
        await using var db = house.Db();
        db.ApiTokens.Single().Hash.ShouldBe(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        var read = 0;
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Distinct())
            await foreach (var cell in Cells(db, table))
            {
                cell.Contains(token).ShouldBeFalse(table);
                cell.Contains(Cast.Password).ShouldBeFalse(table);
                read++;
            }
        read.ShouldBeGreaterThan(500);
    }

    private static async IAsyncEnumerable<string> Cells(DbContext db, string table)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM {table}";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            for (var i = 0; i < reader.FieldCount; i++) yield return reader.GetValue(i) is byte[] bytes ? Encoding.UTF8.GetString(bytes) : reader.GetValue(i).ToString() ?? "";
    }
}
