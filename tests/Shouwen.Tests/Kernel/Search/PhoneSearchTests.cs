using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Search;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Customers.Contracts;
using Shouwen.Modules.Customers.Files;
using Shouwen.Shell;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Kernel.Search;

/// <summary>The end of a telephone finds whose it is now, on either engine; the documents of a telephone stand together in a table of their own (PLAT-012).</summary>
public sealed class PhoneSearchTests
{
    [Theory, OnBothEngines, Requirement("PLAT-012")]
    public async Task Any_four_or_more_last_digits_find_a_number_of_any_length_once(Engine engine)
    {
        await using var house = await House.Open(engine);
        await Open("双机客户", "13900008888", "075524718888");
        await Open("座机客户", "84713666");
        await Open("短号客户", "95598", "4008123");
        await Open("楼号客户", "13700001111", address: "8888号楼5598室");
        await Open("陌生客户", "13500003333");
        foreach (var (typed, whose) in new[]
        {
            ("8888", "双机客户 楼号客户"), ("08888", "双机客户"), ("18888", "双机客户"), ("00008888", "双机客户"), ("24718888", "双机客户"), ("13900008888", "双机客户"),
            ("3666", "座机客户"), ("84713666", "座机客户"), ("94713666", ""), ("5598", "短号客户 楼号客户"), ("95598", "短号客户"), ("8123", "短号客户"), ("008123", "短号客户"), ("4008123", "短号客户"),
            ("9559", ""), ("0000", ""), ("8889", ""), ("88888", ""), ("8888 双机", "双机客户"), ("8888 陌生", ""),
        })
            (await house.As("lin").Ask(new Find(typed))).Items.Select(i => i.Title).Order(StringComparer.Ordinal).ShouldBe(whose.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), typed);

        Task Open(string name, string phone, string? other = null, string address = "某路1号") => house.As("lin").Run(new OpenCustomer(name, phone, address, OtherPhone: other, OpenAnyway: true));
    }

    [Theory, OnBothEngines, Requirement("PLAT-012")]
    public async Task A_number_that_was_changed_or_given_up_finds_nobody_and_the_new_one_does(Engine engine)
    {
        await using var house = await House.Open(engine);
        var made = await house.As("lin").Run(new OpenCustomer("李明珠", "13900008888", "某路1号", OtherPhone: "13900006666"));
        await house.As("lin").Run(new ChangeCustomer(made.Number, "李明珠", "13900007777", "某路1号"));
        foreach (var (typed, hits) in new[] { ("8888", 0), ("6666", 0), ("7777", 1), ("00007777", 1) }) (await house.As("lin").Ask(new Find(typed))).Items.Count.ShouldBe(hits, typed);
        await house.As("lin").Run(new ChangeCustomer(made.Number, "李明珠", "13900008888", "某路2号", OtherPhone: "13900007777"));
        foreach (var typed in new[] { "8888", "7777" }) (await house.As("lin").Ask(new Find(typed))).Items.ShouldHaveSingleItem(typed);
    }

    [Fact, Requirement("PLAT-012")]
    public async Task What_was_written_before_four_digits_stood_together_is_found_and_follows_its_number()
    {
        await using var house = await House.Open(Engine.Sqlite);
        var numbers = new List<string>();
        for (var i = 0; i < 30; i++) numbers.Add((await house.As("lin").Run(new OpenCustomer($"客户{i}", $"1390000{i:0000}", $"{i + 8000}号", OtherPhone: i % 2 == 0 ? $"1380000{i:0000}" : $"1370001{i + 7000:0000}", OpenAnyway: true))).Number);
        var before = await Rows();
        before.Count.ShouldBe(75, "the same last digits of one customer stand there once");
        await Run(house, """
            DROP TRIGGER kernel_search_key_new; DROP TRIGGER kernel_search_key_changed; DROP TRIGGER kernel_search_key_gone;
            DROP TABLE kernel_search_digits; ALTER TABLE kernel_search_key DROP COLUMN digits; DELETE FROM schema_versions WHERE name LIKE '0020%'
            """);
        await Migrations.Run(house.Installation, Migrations.Of(typeof(Shouwen.Data.AppDb).Assembly, Engine.Sqlite), TimeProvider.System);
        (await Rows()).ShouldBe(before);

        foreach (var (i, number) in numbers.Index()) await house.As("lin").Run(new ChangeCustomer(number, $"客户{i}", $"1380002{i + 5000:0000}", "某路1号"));
        (await Rows()).Select(r => r.Split('|')[0]).ShouldBe(Enumerable.Range(0, 30).Select(i => $"{i + 5000:0000}"));
        foreach (var (typed, hits) in new[] { ("0021", 0), ("5021", 1) }) (await house.As("lin").Ask(new Find(typed))).Items.Count.ShouldBe(hits, typed);

        Task<List<string>> Rows() => Told(house, "SELECT digits || '|' || doc || '|' || kind || '|' || hex(subject_id) || '|' || reach AS \"Value\" FROM kernel_search_digits ORDER BY 1");
    }

    /// <summary>Nodes of the version before, which write no such rows, go on meanwhile: the database does it for them.</summary>
    [Fact, Requirement("PLAT-012")]
    public async Task What_was_written_before_telephones_had_a_table_gets_there_also_while_numbers_are_changed_and_after_the_script_was_broken_off()
    {
        await using var house = await House.Open(Engine.Postgres);
        var numbers = new List<string>();
        for (var i = 0; i < 60; i++) numbers.Add((await house.As("lin").Run(new OpenCustomer($"客户{i}", $"1390000{i:0000}", "某路1号", OpenAnyway: true))).Number);
        var before = await Rows();
        before.Count.ShouldBe(60);
        await Run(house, "DROP TRIGGER kernel_search_doc_phones ON kernel_search_doc; DROP TABLE kernel_search_phone; DELETE FROM schema_versions WHERE name LIKE '0019%'");
        await Upgrade();
        (await Rows()).ShouldBe(before);

        await Run(house, "DELETE FROM kernel_search_phone WHERE digits < '5'; DELETE FROM schema_versions WHERE name LIKE '0019%'");
        var changing = Task.Run(async () =>
        {
            foreach (var (i, number) in numbers.Index()) await house.As("lin").Run(new ChangeCustomer(number, $"客户{i}", $"1380001{i:0000}", "某路1号"));
        });
        await Task.WhenAll(changing, Upgrade());
        (await Rows()).Select(r => r.Split('|')[0]).Order().ShouldBe(Enumerable.Range(0, 60).Select(i => new string([.. $"0001{i:0000}".Reverse()])).Order());
        await using var db = house.Services.GetRequiredService<IReadContexts>().Rent(Reach.Everything);
        (await SearchIndex.FindIds(db, "00010021", 5, CustomerSubject.Kind, default)).ShouldHaveSingleItem();

        Task Upgrade() => Migrations.Run(house.Installation, Migrations.Of(typeof(Shouwen.Data.AppDb).Assembly, Engine.Postgres), TimeProvider.System);

        Task<List<string>> Rows() => Told(house, "SELECT digits || '|' || doc || '|' || kind || '|' || subject_id || '|' || reach AS \"Value\" FROM kernel_search_phone ORDER BY 1");
    }

    private static async Task<List<string>> Told(House house, string sql)
    {
        await using var rows = house.Db();
        return await rows.Database.SqlQueryRaw<string>(sql).ToListAsync();
    }

    private static async Task Run(House house, string sql)
    {
        await using var rows = house.Db();
        await rows.Database.ExecuteSqlRawAsync(sql);
    }
}
