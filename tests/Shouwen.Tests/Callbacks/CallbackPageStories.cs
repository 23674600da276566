using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Callbacks.Contracts;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Modules.Callbacks.Rules;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Tests.Fixtures;
using House = Shouwen.Tests.Fixtures.House;

namespace Shouwen.Tests.Callbacks;

/// <summary>The pages of callbacks and their rules offer what their reader may do, and no more.</summary>
public sealed class CallbackPageStories
{
    [Theory, OnBothEngines, Requirement("PLAT-001"), Requirement("CBS-021")]
    public async Task Who_may_see_a_callback_but_not_make_it_is_offered_no_form(Engine engine)
    {
        await using var house = await House.OpenWeb(engine, "2026-03-03 15:00");
        var made = await house.As("lin").Opens(CaseType.Consultation);
        await house.As("lin").Run(Stories.Answer(made.Number));
        await house.Settle();
        var page = "/callbacks/" + (await house.Callback(made.Number)).Number;
        string[] offers = [page + "/finish", page + "/attempt", page + "/move"];

        using var caller = await house.SignedIn("lin", "en");
        foreach (var offer in offers) (await caller.Read(page)).ShouldContain(offer);
        using var reader = await house.SignedIn("guan", "en");
        var read = await reader.Read(page);
        read.ShouldContain("Apologise for the disturbance", Shouldly.Case.Sensitive, "the script may be read");
        foreach (var offer in offers) read.ShouldNotContain(offer);
    }

    [Theory, OnBothEngines, Requirement("CBS-001")]
    public async Task Who_may_not_maintain_a_rule_reads_it_in_words(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        await house.As("admin").Run(new SaveCallbackRule("sample", "季度抽查", CallbackTrigger.Quarter, "period end", 20, NameEn: "Quarterly sample", Population: CallbackPopulation.Cases, CaseType: CaseType.Repair, Channels: [CallbackWay.Phone], Active: true));

        using var reader = await house.SignedIn("guan", "en");
        var read = await reader.Read("/callbacks/rules/sample");
        foreach (var words in new[] { "Every quarter", "Cases answered in the turn before; Repair", "20 %", "period end", "Phone" }) read.ShouldContain(words);
        read.ShouldNotContain("name=\"limit\"");
        ((int)(await reader.Get("/callbacks/rules/new")).StatusCode).ShouldBe(403);
        using var admin = await house.SignedIn("admin", "en");
        (await admin.Read("/callbacks/rules/sample")).ShouldContain("name=\"limit\"");
        (await admin.Read("/callbacks/rules/new")).ShouldContain("name=\"limit\"");
    }
}
