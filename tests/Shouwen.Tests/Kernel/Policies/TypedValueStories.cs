using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Kernel.Policies;

/// <summary>Values of the rules are typed as people say them, in either language, and stored in one form.</summary>
public sealed class TypedValueStories
{
    [Fact, Requirement("PLAT-020"), Requirement("PLAT-018")]
    public async Task Every_value_may_be_typed_as_it_is_shown_in_both_languages()
    {
        await using var house = await House.Open(Engine.Sqlite);
        var declared = house.Services.GetRequiredService<PolicyBook>().Declared;
        declared.Count().ShouldBeGreaterThan(25);
        foreach (var parameter in declared)
        foreach (var value in parameter.Presets.Values.Append(parameter.Default))
        {
            using (Speaking.English()) parameter.Normalize(ParameterWords.Show(value)).ShouldBe(parameter.Normalize(value), parameter.Code);
            using (Speaking.Chinese()) parameter.Normalize(ParameterWords.Show(value)).ShouldBe(parameter.Normalize(value), parameter.Code);
        }
    }

    [Theory, Requirement("PLAT-020")]
    [InlineData("zh-CN", "3 个工作日 · 2 个工作小时 · 24 小时 · 30 分钟 · 3 天 · 不启用")]
    [InlineData("en", "3 working days · 2 working hours · 24 hours · 30 minutes · 3 calendar days · Off")]
    public void An_impossible_limit_is_told_what_may_be_typed_in_the_readers_language(string language, string hint)
    {
        using var _ = language == "en" ? Speaking.English() : Speaking.Chinese();
        var parameter = Parameters.Limit("test.limit", "Test", "3 working days", "PLAT-020");
        Should.Throw<Refusal>(() => parameter.Normalize("soon")).Sentence.ShouldEndWith(hint);
        foreach (var possible in hint.Split(" · ")) parameter.Normalize(possible).ShouldNotBeEmpty();
    }

    [Theory, OnBothEngines, Requirement("PLAT-020"), Requirement("DOCS-013")]
    public async Task The_director_types_a_limit_in_chinese_on_the_board_and_in_administration(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        using var admin = await house.SignedIn("admin");
        const string board = "/board/complaint.answer";
        (await admin.Read(board)).ShouldContain("value=\"3 个工作日\"");
        ((int)(await admin.PostForm(board, board + "/parameters/complaint.deadline.normal", ("value", "2个工作日"), ("effectiveFrom", "2026-03-02"), ("reason", "加快"))).StatusCode).ShouldBe(303);
        const string page = "/administration/parameters/complaint.deadline.special";
        ((int)(await admin.PostForm(page, page, ("value", "10个自然日"), ("effectiveFrom", "2026-03-02"), ("reason", "加快"))).StatusCode).ShouldBe(303);
        var refused = await admin.PostForm(page, page, ("value", "三四天"), ("effectiveFrom", "2026-03-02"), ("reason", "加快"));
        ((int)refused.StatusCode).ShouldBe(422);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("数值无效，请按此格式填写：3 个工作日");

        await using var db = house.Db();
        (await db.ParameterValues.OrderBy(v => v.At).ThenBy(v => v.Id).Select(v => v.Value).ToListAsync()).ShouldBe(["2 working days", "10 calendar days"]);
    }

    [Theory, OnBothEngines, Requirement("CBS-001")]
    public async Task A_callback_rule_takes_its_times_in_chinese(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        using var admin = await house.SignedIn("admin");
        async Task<int> Save(string code, string limit, string interval) => (int)(await admin.PostForm("/callbacks/rules/new", "/callbacks/rules/new",
            ("code", code), ("nameZh", "安装回访"), ("trigger", "SinceInstallation"), ("interval", interval), ("limit", limit), ("share", "100"), ("owner", CallbackOwner.FirstOwner), ("population", "Customers"))).StatusCode;
        (await Save("first", "三个工作日", "30天")).ShouldBe(303);
        (await Save("second", "次日", "6 个月")).ShouldBe(303);
        (await Save("third", "尽快", "6 个月")).ShouldBe(422);
        (await Save("fourth", "次日", "半个月")).ShouldBe(422);

        await using var db = house.Db();
        (await db.CallbackRules.Where(r => r.Code == "first" || r.Code == "second").OrderBy(r => r.Code).Select(r => r.Limit + "|" + r.Interval).ToListAsync())
            .ShouldBe(["3 working days|30 days", "next day|6 months"]);
    }

    [Fact, Requirement("PLAT-018")]
    public async Task Every_area_of_the_board_has_a_name_in_both_languages()
    {
        await using var house = await House.Open(Engine.Sqlite);
        var areas = house.Services.GetRequiredService<ClauseBook>().All.Select(c => c.Area)
            .Concat(house.Services.GetRequiredService<PolicyBook>().Declared.Select(p => p.Code[..p.Code.IndexOf('.')])).Distinct().ToList();
        areas.ShouldContain("firstcontact");
        foreach (var area in areas) Words.T.Chinese.Keys.ShouldContain(area + "|area");
        using var _ = Speaking.English();
        Spelled.Name("firstcontact", "area").ShouldBe("First contact");
    }
}
