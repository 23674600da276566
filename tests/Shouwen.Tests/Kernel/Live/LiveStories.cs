using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Live;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Administration.People;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Handling;
using Shouwen.Tests.Fixtures;
using House = Shouwen.Tests.Fixtures.House;

namespace Shouwen.Tests.Kernel.Live;

/// <summary>What others change shows by itself, to those who may see it and to nobody else.</summary>
public sealed class LiveStories
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Never = TimeSpan.FromMilliseconds(150);

    [Theory, OnBothEngines]
    public async Task A_remark_wakes_the_page_of_its_case_and_no_other(Engine engine)
    {
        await using var house = await House.Open(engine);
        var (one, other) = (await house.As("lin").Opens(CaseType.Complaint), await house.As("lin").Opens(CaseType.Complaint));
        var hub = house.Services.GetRequiredService<LiveHub>();
        using var page = hub.Open(await house.As("zhao").Actor(), Topic.Parse($"case/{one.Id}"));
        using var elsewhere = hub.Open(await house.As("zhao").Actor(), Topic.Parse($"case/{other.Id}"));
        await house.As("lin").Run(new NoteCase(one.Number, "The customer called again."));
        (await page.Wait(Soon, default)).ShouldBeTrue();
        (await elsewhere.Wait(Never, default)).ShouldBeFalse();
    }

    [Theory, OnBothEngines, Requirement("PLAT-002")]
    public async Task A_list_is_woken_by_cases_within_ones_reach_only(Engine engine)
    {
        await using var house = await House.Open(engine);
        var hub = house.Services.GetRequiredService<LiveHub>();
        using var east = hub.Open(await house.As("zhao").Actor(), Topic.Parse("case"));
        using var west = hub.Open(await house.As("sunwest").Actor(), Topic.Parse("case"));
        await house.As("lin").Opens(CaseType.Complaint);
        (await east.Wait(Soon, default)).ShouldBeTrue();
        (await west.Wait(Never, default)).ShouldBeFalse();
    }

    [Theory, OnBothEngines, Requirement("PLAT-002")]
    public async Task A_record_one_may_not_see_cannot_be_listened_to(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        var made = await house.As("lin").Opens(CaseType.Complaint);
        using var qian = await house.SignedIn("qian");
        (await qian.Get($"/live?on=case/{made.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await qian.Get($"/live?on=case/{Guid.NewGuid()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var nobody = house.Browser();
        (await nobody.Get("/live?on=case")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, OnBothEngines, Requirement("PLAT-008")]
    public async Task A_duty_of_ones_own_wakes_ones_own_page(Engine engine)
    {
        await using var house = await House.Open(engine);
        var hub = house.Services.GetRequiredService<LiveHub>();
        using var wei = hub.Open(await house.As("wei").Actor(), [Topic.Me]);
        using var sun = hub.Open(await house.As("sun").Actor(), [Topic.Me]);
        using var zhao = hub.Open(await house.As("zhao").Actor(), [Topic.Me]);
        var made = await house.As("lin").Opens(CaseType.Consultation);
        await house.As("zhao").Run(new AssignCase(made.Number, await house.UserId("wei")));
        (await wei.Wait(Soon, default)).ShouldBeTrue();
        (await sun.Wait(Never, default)).ShouldBeFalse();
        (await zhao.Wait(Never, default)).ShouldBeFalse("what one has done oneself one has seen already");
    }

    [Theory, OnBothEngines, Requirement("PLAT-001")]
    public async Task The_stream_of_someone_disabled_ends_at_once(Engine engine)
    {
        await using var house = await House.Open(engine);
        using var lin = house.Services.GetRequiredService<LiveHub>().Open(await house.As("lin").Actor(), [Topic.Me]);
        await house.As("admin").Run(new DisablePerson("lin", "left"));
        (await lin.Wait(Soon, default)).ShouldBeTrue();
        lin.MustEnd.ShouldBeTrue();
    }

    [Theory, OnBothEngines]
    public async Task A_refused_command_wakes_nobody(Engine engine)
    {
        await using var house = await House.Open(engine);
        var made = await house.As("lin").Opens(CaseType.Complaint);
        using var page = house.Services.GetRequiredService<LiveHub>().Open(await house.As("zhao").Actor(), Topic.Parse($"case/{made.Id}"));
        await house.As("lin").Refused(new NoteCase(made.Number, ""));
        (await page.Wait(Never, default)).ShouldBeFalse();
    }

    [Theory, OnPostgres]
    public async Task A_change_on_one_node_wakes_a_page_on_another_even_after_its_line_was_cut(Engine engine)
    {
        await using var house = await House.Open(engine);
        await using var second = await house.Another();
        var made = await house.As("lin").Opens(CaseType.Complaint);
        foreach (var node in new[] { house, second }) await node.Services.GetRequiredService<LiveRelay>().StartAsync(default);
        using var page = second.Services.GetRequiredService<LiveHub>().Open(await house.As("zhao").Actor(), Topic.Parse($"case/{made.Id},case"));
        (await page.Wait(Soon, default)).ShouldBeTrue("the line is open: every list looks once");

        await house.As("lin").Run(new NoteCase(made.Number, "first"));
        (await page.Wait(Soon, default)).ShouldBeTrue();

        await Cut(house.Services.GetRequiredService<NpgsqlDataSource>());
        (await page.Wait(Soon, default)).ShouldBeTrue("after a cut every list looks once");
        await house.As("lin").Run(new NoteCase(made.Number, "second"));
        (await page.Wait(Soon, default)).ShouldBeTrue();
    }

    private static async Task Cut(NpgsqlDataSource source)
    {
        await using var kill = source.CreateCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN shouwen_live%'");
        await kill.ExecuteNonQueryAsync();
    }
}
