using Microsoft.Extensions.DependencyInjection;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Search;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Customers.Files;
using Shouwen.Shell;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Kernel.Search;

/// <summary>The one search box on both engines: characters, words, numbers, telephone tails (PLAT-012).</summary>
public sealed class SearchTests
{
    [Theory, Requirement("PLAT-012")]
    [OnBothEngines("李", "李明珠, 木子李")]
    [OnBothEngines("明珠", "李明珠, 明珠百货")]
    [OnBothEngines("李明珠", "李明珠")]
    [OnBothEngines("明珠百货", "明珠百货")]
    [OnBothEngines("珠明", "")]
    [OnBothEngines("𠮷", "𠮷田商店")]
    [OnBothEngines("𠮷田", "𠮷田商店")]
    [OnBothEngines("𠮷田商店", "𠮷田商店")]
    [OnBothEngines("8888", "李明珠")]
    [OnBothEngines("13900008888", "李明珠")]
    [OnBothEngines("KH000002", "明珠百货")]
    [OnBothEngines("acme", "ACME 贸易")]
    [OnBothEngines("ACM", "ACME 贸易")]
    [OnBothEngines("ＡＣＭＥ", "ACME 贸易")]
    [OnBothEngines("没有的人", "")]
    [OnBothEngines("'; DROP TABLE x --", "")]
    [OnBothEngines("\"'():*&|!<->", "")]
    [OnBothEngines("zzall", "")]
    public async Task What_was_typed_finds_the_files_that_contain_it(Engine engine, string typed, string expected)
    {
        await using var house = await House.Open(engine);
        foreach (var (name, phone) in new[] { ("李明珠", "13900008888"), ("明珠百货", "02188886666"), ("𠮷田商店", "13700001111"), ("ACME 贸易", "13600002222"), ("木子李", "13500003333") })
            await house.As("lin").Run(new OpenCustomer(name, phone, "某路1号", OpenAnyway: true));
        var found = await house.As("lin").Ask(new Find(typed));
        found.Items.Select(i => i.Title).Order(StringComparer.Ordinal).ShouldBe(expected.Length == 0 ? [] : expected.Split(", ").Order(StringComparer.Ordinal));
    }

    [Theory, Requirement("PLAT-012")]
    [OnBothEngines("customer", 1)]
    [OnBothEngines("case", 0)]
    [OnBothEngines("no-such-kind", 0)]
    [OnBothEngines("' | 'u1", 0)]
    [OnBothEngines("' OR 1=1 --", 0)]
    [OnBothEngines("长", 0)]
    public async Task A_kind_that_there_is_not_finds_nothing_whatever_stands_in_its_name(Engine engine, string kind, int expected)
    {
        await using var house = await House.Open(engine);
        await house.As("lin").Run(new OpenCustomer("李明珠", "13900008888", "某路1号"));
        (await house.As("lin").Ask(new Find("李明珠", kind))).Items.Count.ShouldBe(expected);
        (await house.As("lin").Ask(new Find("李明珠", string.Concat(Enumerable.Repeat(kind, 3000))))).Items.ShouldBeEmpty();
    }

    [Theory, OnBothEngines, Requirement("PLAT-012")]
    public async Task A_word_without_end_is_saved_and_found(Engine engine)
    {
        await using var house = await House.Open(engine);
        var word = new string('x', 3000);
        var made = await house.As("lin").Run(Stories.A(Shouwen.Modules.Cases.Contracts.CaseType.Consultation) with { Content = word });
        (await house.As("lin").Ask(new Shouwen.Shell.Find(word))).Items.ShouldHaveSingleItem().Label.ShouldBe(made.Number);
        (await house.As("lin").Ask(new Shouwen.Modules.Customers.Files.PickCustomer(new string('9', 3000)))).ShouldBeEmpty();
    }

    [Theory, OnBothEngines, Requirement("PLAT-012")]
    public async Task A_question_of_any_length_is_answered(Engine engine)
    {
        await using var house = await House.Open(engine);
        await house.As("lin").Run(new OpenCustomer("李明珠", "13900008888", "某路1号"));
        foreach (var typed in new[] { new string('长', 60_000), string.Join(' ', Enumerable.Range(0, 9_000).Select(i => $"问题{(char)('一' + i)}")), string.Join(' ', Enumerable.Range(0, 9_000)) })
            (await house.As("lin").Ask(new Find(typed))).Items.ShouldBeEmpty();
        (await house.As("lin").Ask(new Find(string.Join(' ', Enumerable.Repeat("李明珠", 9_000))))).Items.ShouldHaveSingleItem();
    }

    [Theory, OnBothEngines, Requirement("PLAT-012")]
    public async Task A_changed_file_is_found_by_its_new_words_and_not_by_its_old_ones(Engine engine)
    {
        await using var house = await House.Open(engine);
        var made = await house.As("lin").Run(new OpenCustomer("旧名字", "13900008888", "某路1号"));
        await house.As("lin").Run(new ChangeCustomer(made.Number, "新称呼", "13900007777", "某路1号"));
        (await house.As("lin").Ask(new Find("旧名字"))).Items.ShouldBeEmpty();
        (await house.As("lin").Ask(new Find("8888"))).Items.ShouldBeEmpty();
        (await house.As("lin").Ask(new Find("新称呼"))).Items.ShouldHaveSingleItem();
        (await house.As("lin").Ask(new Find("7777"))).Items.ShouldHaveSingleItem();
    }

    [Theory, OnBothEngines, Requirement("PLAT-003"), Requirement("PLAT-012")]
    public async Task What_few_records_hold_is_found_by_those_of_a_moved_unit_s_new_place_and_by_no_others(Engine engine)
    {
        await using var house = await House.Open(engine);
        await house.As("lin").Run(Stories.A(CaseType.Complaint) with { Phone = "13900008888", Content = "鲲鹏展翅" });
        var (outlet, west) = (await house.Unit("Outlet A"), await house.Unit("West"));
        (await Found(outlet.Path), await Found(west.Path)).ShouldBe((2, 0));

        await house.As("admin").Run(new MoveUnit(outlet.No, west.Id, "划归西区"));
        await house.Settle();
        (await Found((await house.Unit("Outlet A")).Path), await Found(west.Path), await Found(outlet.Path)).ShouldBe((2, 2, 0));

        async Task<int> Found(string unit)
        {
            await using var db = house.Services.GetRequiredService<IReadContexts>().Rent(Reach.Of(Guid.NewGuid(), [PathRange.Below(unit)], []));
            var found = 0;
            foreach (var typed in new[] { "8888", "鲲鹏展翅" }) found += (await SearchIndex.FindIds(db, typed, 20, CaseSubject.Kind, default)).Count;
            return found;
        }
    }
}
