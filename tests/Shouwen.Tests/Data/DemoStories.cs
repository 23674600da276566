using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Data.Demo;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Data;

/// <summary>The fictional companies: whoever tries one finds something on every page of the menu.</summary>
public sealed class DemoStories
{
    /// <summary>Every trade on SQLite, the first on PostgreSQL too.</summary>
    public static TheoryData<Engine, string> Companies
    {
        get
        {
            var all = new TheoryData<Engine, string>();
            foreach (var preset in DemoCompany.Presets) all.Add(Engine.Sqlite, preset);
            if (TestDatabases.HasPostgres) all.Add(Engine.Postgres, DemoCompany.Presets.First());
            return all;
        }
    }

    [Theory, MemberData(nameof(Companies)), Requirement("PLAT-027")]
    public async Task Every_page_of_the_menu_shows_a_row(Engine engine, string preset)
    {
        await using var database = await TestDatabases.TakeEmpty(engine);
        await Migrations.Run(database.Installation, Migrations.Of(typeof(ShouwenApp).Assembly, engine), TimeProvider.System);
        await using var house = await Fixtures.House.OpenWeb(database, "2026-03-18 15:00");
        await DemoCompany.LoadIfNew(database.Installation, house.Services, TextWriter.Null, default, preset, days: 6);

        var entries = house.Services.GetRequiredService<global::Shouwen.Kernel.Web.House>().Entries;
        entries.Count.ShouldBeGreaterThan(15);
        using var director = await SignedIn(house, "chen");
        using var administrator = await SignedIn(house, "admin");
        var empty = new List<string>();
        foreach (var entry in entries)
            if (Rows(await director.Get(entry.Url)) + Rows(await administrator.Get(entry.Url)) == 0) empty.Add(entry.Url);
        empty.ShouldBeEmpty(preset);
    }

    [Fact, Requirement("PLAT-027")]
    public async Task A_trade_that_nobody_wrote_is_refused_by_name()
    {
        await using var database = await TestDatabases.TakeEmpty(Engine.Sqlite);
        await Migrations.Run(database.Installation, Migrations.Of(typeof(ShouwenApp).Assembly, Engine.Sqlite), TimeProvider.System);
        await using var house = await Fixtures.House.OpenWeb(database, "2026-03-18 15:00");
        var refusal = await Should.ThrowAsync<Refusal>(() => DemoCompany.LoadIfNew(database.Installation, house.Services, TextWriter.Null, default, "banking"));
        refusal.Code.ShouldBe("demo.trade");
        DemoCompany.Presets.ShouldContain("gas");
    }

    private static async Task<Visitor> SignedIn(Fixtures.House house, string login)
    {
        var visitor = house.Browser();
        ((int)(await visitor.PostForm("/sign-in", "/sign-in", ("login", login), ("password", DemoCompany.Password))).StatusCode).ShouldBe(303, login);
        return visitor;
    }

    /// <summary>Lines of tables and filled-in fields of the page itself, not of what a dialog would ask; nothing where the person may not look.</summary>
    private static int Rows(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode) return 0;
        var page = new HtmlParser().ParseDocument(answer.Content.ReadAsStream());
        return page.QuerySelectorAll("main tbody tr, main input[type=text][value]").Count(e => e.Closest("dialog") is null && e.GetAttribute("value") != "");
    }
}
