using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Data.Bulk;
using Shouwen.Kernel.Search;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Customers.Contracts;
using Shouwen.Modules.Customers.Model;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Kernel.Search;

/// <summary>Of many hits the newest come, however often and when a word stands in the records (PLAT-012).</summary>
public sealed class NewestHitsTests
{
    private const int Most = 20, Count = 3000, Days = 300, Quiet = 25;

    /// <summary>Of a city's hotline: more in half a day than <c>SearchPace</c> calls dense.</summary>
    private const int CountOfHotline = 13_000;

    private static readonly Guid Keeper = new("0198c0de-0000-7000-8000-000000000001");

    [Theory, OnBothEngines, Requirement("PLAT-012")]
    public Task The_newest_are_found_whether_a_word_stands_everywhere_seldom_only_long_ago_or_only_lately(Engine engine) => Finds(engine, Count, Days);

    [Theory, OnBothEngines, Requirement("PLAT-012")]
    public Task Also_where_a_day_has_very_many_records(Engine engine) => Finds(engine, CountOfHotline, 0.5);

    [Theory, OnBothEngines, Requirement("PLAT-012")]
    public Task Also_where_the_last_weeks_had_hardly_any(Engine engine) => Finds(engine, Count, Days, Quiet);

    /// <summary>It was three days, then four times as many, and then more than were needed.</summary>
    [Theory, InlineData(0), InlineData(Quiet)]
    [Requirement("PLAT-012")]
    public async Task How_far_back_to_ask_is_known_of_words_that_many_hold_so_that_they_are_asked_for_once(int quiet)
    {
        await using var house = await House.Open(Engine.Postgres);
        var all = await Fill(house, Count, Days, quiet);
        await using var db = house.Services.GetRequiredService<IReadContexts>().Rent(Reach.Everything);
        await SearchIndex.FindIds(db, "到处", Most, CustomerSubject.Kind, default);
        using var asked = new AskedOf(db);
        foreach (var word in new[] { "到处", "到", "常见", "常", "到处 常见" })
        {
            asked.Count = 0;
            (await SearchIndex.FindIds(db, word, Most, CustomerSubject.Kind, default)).ShouldBe(all.Where(r => word.Split(' ').All(r.Address.Contains)).Select(r => r.Id).Reverse().Take(Most), word);
            asked.Count.ShouldBe(1, word);
        }
    }

    private static async Task Finds(Engine engine, int count, double days, double quiet = 0)
    {
        await using var house = await House.Open(engine);
        var all = await Fill(house, count, days, quiet);
        var reaches = new[] { Reach.Everything, Reach.Of(Guid.NewGuid(), [PathRange.Below("/1/7/")], []), Reach.Of(Keeper, [], []), Reach.Nothing };
        foreach (var reach in reaches)
        {
            await using var db = house.Services.GetRequiredService<IReadContexts>().Rent(reach);
            foreach (var word in new[] { "到处", "常见", "少见", "早先", "从前", "最近", "罕", "到", "常", "没有", "到处都有", "到处 少见", "常见 1" })
            {
                var expected = all.Where(r => reach.Covers(r.UnitPath, "") || r.KeeperId == reach.Me).Where(r => word.Split(' ').All(w => Holds(r.Address, w))).Select(r => r.Id).Reverse().Take(Most);
                (await SearchIndex.FindIds(db, word, Most, CustomerSubject.Kind, default)).ShouldBe(expected, $"{word} for {reach.Fingerprint}");
                (await SearchIndex.Find(db, word, Most, null, default)).Select(d => d.Id).ShouldBe(expected, $"{word} for {reach.Fingerprint}, of all kinds");
            }
        }

        static bool Holds(string text, string word) => word is "1" ? text.Split(' ').Contains("1") : text.Contains(word, StringComparison.Ordinal);
    }

    [Theory, OnBothEngines, Requirement("PLAT-012")]
    public Task Hits_are_gone_through_page_by_page_within_any_dates(Engine engine) => GoesThrough(engine, Count, Days);

    [Theory, OnBothEngines, Requirement("PLAT-012")]
    public Task Also_page_by_page_where_a_day_has_very_many_records(Engine engine) => GoesThrough(engine, CountOfHotline, 0.5);

    /// <summary>Every page of dates that lie before, within and after what the index has words for, as if all were read.</summary>
    private static async Task GoesThrough(Engine engine, int count, double days)
    {
        await using var house = await House.Open(engine);
        var (all, now) = (await Fill(house, count, days), DateTime.UtcNow);
        DateTime? Ago(double share) => now.AddDays(-days * share);
        foreach (var reach in new[] { Reach.Everything, Reach.Of(Keeper, [], []) })
        foreach (var (from, before) in new (DateTime?, DateTime?)[] { (null, null), (null, Ago(0.01)), (null, Ago(0.5)), (Ago(0.02), null), (Ago(0.9), Ago(0.8)), (Ago(0.2), Ago(0.1)), (Ago(0.01), Ago(0.9)), (now.AddDays(1), null) })
        foreach (var word in new[] { "到处", "常见", "少见", "早先", "从前", "最近", "罕", "没有", "0021" })
        {
            await using var db = house.Services.GetRequiredService<IReadContexts>().Rent(reach);
            var (found, span) = (new List<Guid>(), SearchSpan.Of(from, before, TimeSpan.Zero));
            for (List<SearchKey> page; found.Count < Most * 8 && (page = await SearchIndex.FindKeys(db, word, Most, CustomerSubject.Kind, span, default)).Count > 0; span = span.After(page[^1].Doc)) found.AddRange(page.Select(k => k.Id));
            var expected = all.Where(r => (from is null || r.OpenedAt >= from) && (before is null || r.OpenedAt < before)).Where(r => reach.CoversAll || r.KeeperId == reach.Me)
                .Where(r => r.Address.Contains(word, StringComparison.Ordinal) || r.Phone.EndsWith(word, StringComparison.Ordinal)).Select(r => r.Id).Reverse().Take(Most * 8);
            found.ShouldBe(expected, $"{word} from {from} before {before} for {reach.Fingerprint}");
        }
    }

    [Theory, OnBothEngines, Requirement("PLAT-012")]
    public async Task A_telephone_s_tail_finds_what_is_within_reach_however_many_others_have_it(Engine engine)
    {
        await using var house = await House.Open(engine);
        var all = await Fill(house, Count, Days);
        await using (var rows = house.Db())
        {
            rows.AddRange(all);
            await rows.SaveChangesAsync();
        }
        foreach (var reach in new[] { Reach.Everything, Reach.Of(Guid.NewGuid(), [PathRange.Below("/1/7/")], []), Reach.Of(Keeper, [], []), Reach.Nothing })
        foreach (var most in new[] { 10, 40, 200 })
        {
            await using var db = (AppDb)house.Services.GetRequiredService<IReadContexts>().Rent(reach);
            var hits = await SearchIndex.FindIds(db, "0021", most, CustomerSubject.Kind, default);
            var expected = all.Where(r => reach.Covers(r.UnitPath, "") || r.KeeperId == reach.Me).Where(r => r.Phone.EndsWith("0021", StringComparison.Ordinal)).Select(r => r.Id).Reverse().Take(most);
            (await db.Customers.Where(c => hits.Contains(c.Id)).OrderByDescending(c => c.OpenedAt).ThenByDescending(c => c.Id).Select(c => c.Id).ToListAsync()).ShouldBe(expected, $"{most} for {reach.Fingerprint}");
            (await SearchIndex.Find(db, "0021", most, null, default)).Select(d => d.Id).ShouldBe(expected, $"{most} for {reach.Fingerprint}, of all kinds");
        }
    }

    [Fact, Requirement("PLAT-012")]
    public async Task What_was_written_before_the_days_had_words_gets_them_and_an_interrupted_script_goes_on()
    {
        await using var house = await House.Open(Engine.Postgres);
        await Fill(house, Count, Days);
        var before = await Words();
        await Run(house, "DROP TRIGGER kernel_search_doc_days ON kernel_search_doc; UPDATE kernel_search_doc SET tok = ts_delete(tok, tsvector_to_array(kernel_search_days(doc, kind))); DELETE FROM schema_versions WHERE name LIKE '0012%' OR name LIKE '0015%'");
        (await Words()).ShouldNotBe(before);
        await Run(house, "UPDATE kernel_search_doc SET tok = tok || kernel_search_days(doc, kind) WHERE subject_id IN (SELECT subject_id FROM kernel_search_doc ORDER BY doc DESC LIMIT 100)");
        await Migrations.Run(house.Installation, Migrations.Of(typeof(ShouwenApp).Assembly, Engine.Postgres), TimeProvider.System);
        (await Words()).ShouldBe(before);

        // Of the days that a search may ask for.
        async Task<string> Words() => (string)(await Run(house, "SELECT md5(string_agg(tok::text, ' ' ORDER BY doc)) FROM kernel_search_doc WHERE doc >> 12 > extract(epoch FROM now() - interval '90 days') * 1000"))!;
    }

    /// <summary>A node of the version before writes no characters: the database does, in the words that its own trigger makes.</summary>
    [Fact, Requirement("PLAT-012")]
    public async Task What_was_written_before_characters_were_words_is_found_by_one_and_an_interrupted_script_goes_on()
    {
        await using var house = await House.Open(Engine.Postgres);
        var all = await Fill(house, Count, Days);
        var before = await Words();
        await Run(house, """
            CREATE OR REPLACE FUNCTION kernel_search_doc_days() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.tok := NEW.tok || kernel_search_days(NEW.doc, NEW.kind); RETURN NEW; END';
            UPDATE kernel_search_doc SET tok = ts_delete(tok, tsvector_to_array(kernel_search_characters(tok)));
            DELETE FROM schema_versions WHERE name LIKE '0015%'
            """);
        (await Words()).ShouldNotBe(before);
        await using var db = house.Services.GetRequiredService<IReadContexts>().Rent(Reach.Everything);
        (await SearchIndex.FindIds(db, "到", Most, CustomerSubject.Kind, default)).ShouldBeEmpty();
        await Run(house, "UPDATE kernel_search_doc SET tok = tok || kernel_search_characters(tok) WHERE subject_id IN (SELECT subject_id FROM kernel_search_doc ORDER BY doc DESC LIMIT 10)");
        await Migrations.Run(house.Installation, Migrations.Of(typeof(ShouwenApp).Assembly, Engine.Postgres), TimeProvider.System);
        (await Words()).ShouldBe(before);
        (await SearchIndex.FindIds(db, "到", Most, CustomerSubject.Kind, default)).ShouldBe(all.Select(r => r.Id).Reverse().Take(Most));

        async Task<string> Words() => (string)(await Run(house, "SELECT md5(string_agg(tok::text, ' ' ORDER BY doc)) FROM kernel_search_doc"))!;
    }

    [Theory, InlineData("漏"), InlineData("\ud840\udc0b"), InlineData("の"), InlineData("〇"), InlineData("\uf9dc")]
    [Requirement("PLAT-012")]
    public async Task A_character_is_found_wherever_it_stands_in_a_word_and_no_letter_is_taken_for_one(string character)
    {
        foreach (var engine in new[] { Engine.Sqlite, Engine.Postgres })
        {
            await using var house = await House.Open(engine);
            await using (var bulk = await BulkWriter.Open(house.Installation, default))
            {
                foreach (var (i, text) in new[] { character, character + "水管", "热" + character + "水", "热水" + character, "ab 가나 яз", "热水" }.Index())
                    await bulk.Add(new Customer { Id = Ids.New(), Number = $"KH{i}", Name = text, Address = "", UnitPath = "/1/", OpenedAt = DateTime.UtcNow, Phone = "" });
                await bulk.Finish(default);
            }
            await using var db = house.Services.GetRequiredService<IReadContexts>().Rent(Reach.Everything);
            (await SearchIndex.FindIds(db, character, Most, CustomerSubject.Kind, default)).Count.ShouldBe(4, $"{character} on {engine}");
            foreach (var letter in new[] { "a", "가", "я" }) (await SearchIndex.FindIds(db, letter, Most, CustomerSubject.Kind, default)).ShouldBeEmpty($"{letter} on {engine}");
        }
    }

    [Fact, Requirement("PLAT-012")]
    public async Task Hardly_anything_waits_outside_of_the_index_for_each_search_to_read()
    {
        await using var house = await House.Open(Engine.Postgres);
        await Fill(house, 500, Days);
        await Run(house, "INSERT INTO kernel_search_doc SELECT doc + 1, kind, gen_random_uuid(), label, title, body, tok FROM kernel_search_doc");
        (await Run(house, "CREATE EXTENSION pageinspect; SELECT n_pending_pages::int FROM gin_metapage_info(get_raw_page('ix_kernel_search_doc_tok', 0))")).ShouldBeOfType<int>().ShouldBeInRange(0, 16);
    }

    [Fact, Requirement("PLAT-012")]
    public async Task What_was_written_in_large_pages_is_written_anew_in_small_ones()
    {
        await using var house = await House.Open(Engine.Sqlite);
        var all = await Fill(house, Count, Days);
        await Run(house, "INSERT INTO search_fts (search_fts, rank) VALUES ('pgsz', 4050); INSERT INTO search_fts (rowid, tokens) VALUES (-2, 'x'); INSERT INTO search_fts (search_fts) VALUES ('optimize'); DELETE FROM schema_versions WHERE name LIKE '0015%'");
        (await Largest()).ShouldBeGreaterThan(4000);
        await Migrations.Run(house.Installation, Migrations.Of(typeof(ShouwenApp).Assembly, Engine.Sqlite), TimeProvider.System);
        (await Largest()).ShouldBeLessThan(1100);
        await using var db = house.Services.GetRequiredService<IReadContexts>().Rent(Reach.Everything);
        (await SearchIndex.FindIds(db, "到处", Most, CustomerSubject.Kind, default)).ShouldBe(all.Select(r => r.Id).Reverse().Take(Most));

        async Task<long> Largest() => (long)(await Run(house, "SELECT max(length(block)) FROM search_fts_data"))!;
    }

    [Fact, Requirement("PLAT-012")]
    public async Task What_was_written_before_keys_had_a_table_of_their_own_is_found_within_its_reach()
    {
        await using var house = await House.Open(Engine.Sqlite);
        var all = await Fill(house, Count, Days);
        var before = await Keys();
        before.Count(k => k.Split('|')[2].Length > 2).ShouldBe(Count);
        await Run(house, """
            DROP TABLE kernel_search_key; DROP TABLE kernel_search_digits; CREATE INDEX "IX_kernel_search_doc_key" ON kernel_search_doc (doc, kind, subject_id);
            INSERT INTO kernel_search_doc VALUES (1, 'customer', randomblob(16), 'x', 'x', 'x'); DELETE FROM schema_versions WHERE name LIKE '0016%' OR name LIKE '0020%'
            """);
        await Migrations.Run(house.Installation, Migrations.Of(typeof(ShouwenApp).Assembly, Engine.Sqlite), TimeProvider.System);
        var after = await Keys();
        after.ShouldContain("1|customer|", "a record without words has a key all the same");
        after.Except(["1|customer|"]).ShouldBe(before);
        await using var db = house.Services.GetRequiredService<IReadContexts>().Rent(Reach.Of(Keeper, [PathRange.Below("/1/7/")], []));
        foreach (var few in new[] { "0021", "少见" })
        {
            var expected = all.Where(r => r.UnitPath == "/1/7/10/" || r.KeeperId == Keeper).Where(r => r.Phone.EndsWith(few, StringComparison.Ordinal) || r.Address.Contains(few, StringComparison.Ordinal));
            (await SearchIndex.FindIds(db, few, Count, CustomerSubject.Kind, default)).ShouldBe(expected.Select(r => r.Id).Reverse(), few);
        }

        async Task<List<string>> Keys()
        {
            await using var rows = house.Db();
            var keys = await rows.Database.SqlQuery<string>($"SELECT doc || '|' || kind || '|' || reach AS \"Value\" FROM kernel_search_key ORDER BY doc").ToListAsync();
            return [.. keys.Select(k => string.Join(' ', k.Split(' ').Order(StringComparer.Ordinal)).Trim())];
        }
    }

    private static async Task<object?> Run(House house, string sql)
    {
        await using DbConnection connection = house.Installation.Engine == Engine.Postgres ? new NpgsqlConnection(house.Installation.ConnectionString) : new SqliteConnection(house.Installation.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    /// <summary>How many commands a context has sent to the database. Contexts of other stories begin meanwhile, on threads of theirs.</summary>
    private sealed class AskedOf : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly KernelDb db;
        private readonly ConcurrentBag<IDisposable> subscriptions = [];

        public AskedOf(KernelDb db)
        {
            this.db = db;
            subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public int Count { get; set; }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name) subscriptions.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData command && command.Context == db) Count++;
        }

        public void OnCompleted() { }
        public void OnError(Exception error) { }

        public void Dispose()
        {
            foreach (var subscription in subscriptions) subscription.Dispose();
        }
    }

    /// <summary>Evenly until now or until some days ago, oldest first; one of seven and one of 97 hold a word, others only the first five hundred, all but the last four hundred, or the last fifteen.</summary>
    private static async Task<List<Customer>> Fill(House house, int count, double days, double quiet = 0)
    {
        var (keys, now, all) = (Ids.Past(), DateTime.UtcNow.AddDays(-quiet), new List<Customer>());
        await using var bulk = await BulkWriter.Open(house.Installation, default);
        for (var i = 0; i < count; i++)
        {
            var at = now.AddDays(-days * (1 - (double)i / count));
            var text = $"到处都有 {i % 5}" + (i % 7 == 0 ? " 常见" : "") + (i % 97 == 0 ? " 少见" : "") + (i < 500 ? " 早先" : "") + (i < count - 400 ? " 从前" : "") + (i >= count - 15 ? " 最近" : "") + (i % 611 == 0 ? " 罕" : "");
            var made = new Customer
            {
                Id = keys(at), Number = $"KH{i:000000}", Name = "某人", Address = text, UnitPath = i % 3 == 0 ? "/1/7/10/" : "/1/8/", KeeperId = i % 11 == 0 ? Keeper : null, OpenedAt = at, Phone = $"1390000{i % 40:0000}",
            };
            all.Add(made);
            await bulk.Add(made);
        }
        await bulk.Finish(default);
        return all;
    }
}
