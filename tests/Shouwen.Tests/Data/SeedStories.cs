using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Data.Seed;
using Shouwen.Kernel.Activity;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Jobs;
using Shouwen.Kernel.Notices;
using Shouwen.Kernel.Search;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Customers.Model;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Data;

/// <summary>A company of any size is made by telling the cases of the demo company again: the rows are those that the use cases wrote.</summary>
public sealed class SeedStories(ITestOutputHelper output)
{
    /// <summary>What the house clears away every night or makes anew by itself, and what belongs to no record.</summary>
    private static readonly Type[] Fleeting = [typeof(Job), typeof(DoneOnce), typeof(Notice), typeof(NodeSlot), typeof(SearchDoc)];

    [Theory, OnBothEngines]
    public async Task Each_seeded_row_is_one_that_a_use_case_wrote(Engine engine)
    {
        await using var database = await TestDatabases.TakeEmpty(engine);
        await Migrations.Run(database.Installation, Migrations.Of(typeof(ShouwenApp).Assembly, engine), TimeProvider.System);
        await using var house = await Fixtures.House.At(database, "2026-03-18 15:00");
        await new SeedCompany(database.Installation, house.Services, TextWriter.Null).Make(400, 60, default, days: 12);

        await using var db = house.Db();
        var customers = await db.Customers.ToDictionaryAsync(c => c.Id);
        var cases = await db.Cases.Where(c => c.CustomerId != null).OrderBy(c => c.Number).ToListAsync();
        var portraits = new Portraits(db, Fleeting);
        var told = cases.Where(c => !IsSeeded(c.Number)).Select(c => portraits.Of(c, customers[c.CustomerId!.Value])).ToList();
        var known = told.Select(p => string.Join('\n', p)).ToHashSet();
        var again = cases.Where(c => IsSeeded(c.Number)).ToList();
        again.Count.ShouldBeGreaterThan(300);
        foreach (var matter in again)
        {
            var portrait = portraits.Of(matter, customers[matter.CustomerId!.Value]);
            if (!known.Contains(string.Join('\n', portrait))) Assert.Fail($"{matter.Number} ({matter.Subject}) is like no case that was worked on:\n{Difference(portrait, told)}");
        }
        var tables = again.SelectMany(portraits.RowsOf).GroupBy(r => r.Shape.Table).OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count());
        output.WriteLine($"{engine}: {told.Count} told cases, {again.Count} seeded: {string.Join(", ", tables.Select(t => $"{t.Key} {t.Value:N0}"))}");
        tables.Keys.ShouldBe(["callbacks_callback", "callbacks_callback_attempt", "callbacks_callback_draw", "cases_case", "cases_case_note", "cases_promise", "contacts_contact", "kernel_activity_entry", "kernel_obligation", "kernel_transition"]);

        NothingElse(portraits, cases, house.Now);
        EveryQuarterHasAsMany(portraits, again, house.Now);
        Draws(portraits, again);
        await Files(db, customers.Values);
        await Words(db, engine);
        (await house.Itself.Ask(new VerifyActivity())).Faults.ShouldBeEmpty();
        await house.Settle();
        (await house.As("lin").Run(new Modules.Cases.Intake.OpenCase(CaseType.Consultation, Modules.Contacts.Contracts.Channel.Phone, "问价", "问一下价格", CustomerId: cases[^1].CustomerId))).Number.ShouldNotBeOneOf([.. cases.Select(c => c.Number)]);
    }

    /// <summary>Numbers of seeded records begin after ten thousand.</summary>
    private static bool IsSeeded(string number) => int.Parse(number[^6..]) > 10_000;

    /// <summary>A seeded key tells the time of its case, and so does every case's own; the demo's other keys are of today. Every row with such a key belongs to a case or a customer's file.</summary>
    private static void NothingElse(Portraits portraits, IEnumerable<Case> cases, DateTime now)
    {
        var end = new DateTimeOffset(now.AddDays(1), TimeSpan.Zero).ToUnixTimeMilliseconds();
        var own = cases.SelectMany(portraits.RowsOf).ToHashSet(ReferenceEqualityComparer.Instance);
        var strange = portraits.Rows.Where(r => r.Id is { Version: 7 } id && Convert.ToInt64(id.ToString("N")[..12], 16) < end && !own.Contains(r))
            .Where(r => r.Shape.Type != typeof(Customer) && (r.Shape.Type != typeof(ActivityEntry) || r.Get<string>(nameof(ActivityEntry.SubjectKind)) != "customer")).ToList();
        strange.Select(r => r.Shape.Table).Distinct().ShouldBeEmpty();
    }

    /// <summary>Also the last weeks, in which only what was soon over can be over; and nobody has done anything tomorrow.</summary>
    private static void EveryQuarterHasAsMany(Portraits portraits, List<Case> again, DateTime now)
    {
        again.Max(c => c.ReceivedAt).ShouldBeLessThanOrEqualTo(now);
        again.SelectMany(portraits.RowsOf).Where(r => r.Shape.Type == typeof(ActivityEntry)).Max(r => r.Get<DateTime>(nameof(ActivityEntry.At))).ShouldBeLessThanOrEqualTo(now);
        var quarters = again.CountBy(c => (int)(now - c.ReceivedAt).TotalDays / 91).OrderBy(q => q.Key).Select(q => q.Value).ToList();
        quarters.Count.ShouldBe(12);
        quarters.ShouldAllBe(n => n > again.Count / 12 / 2 && n < again.Count / 12 * 2, string.Join(' ', quarters));
        again.Count(c => now - c.ReceivedAt < TimeSpan.FromDays(21)).ShouldBeGreaterThan(again.Count * 3 / 156 / 2);
    }

    /// <summary>The place in the sample follows from the key, as when a rule draws.</summary>
    private static void Draws(Portraits portraits, IEnumerable<Case> again)
    {
        foreach (var draw in again.SelectMany(portraits.RowsOf).Where(r => r.Shape.Type == typeof(CallbackDraw)))
        {
            var at = DateTime.SpecifyKind(DateTime.Parse(draw.Get<string>("Period"), System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);
            draw.Get<string>("Place").ShouldBe(Sample.Place(Sample.Seed(draw.Get<string>("RuleCode"), SetClock.Local(at)[..7]), draw.Get<Guid>("SubjectId")));
        }
    }

    /// <summary>A customer's file has the columns that it has when somebody opens it, and the line in the trail.</summary>
    private static async Task Files(AppDb db, IEnumerable<Customer> customers)
    {
        var lines = (await db.Activity.Where(a => a.UseCase == "OpenCustomer").ToListAsync()).ToLookup(a => a.SubjectId);
        var known = customers.Where(c => !Seeded(c)).Select(Portrait).ToHashSet();
        var seeded = customers.Where(Seeded).ToList();
        seeded.Count.ShouldBe(60);
        foreach (var customer in seeded)
        {
            customer.Version.ShouldBe(1, "nobody has changed the file since");
            if (!known.Contains(Portrait(customer))) Assert.Fail($"{customer.Number} is like no file that was opened: {Portrait(customer)}");
        }

        static bool Seeded(Customer customer) => int.Parse(customer.Number[^6..]) >= 1000;

        string Portrait(Customer c)
        {
            var line = lines[c.Id].ShouldHaveSingleItem();
            line.At.ShouldBe(c.OpenedAt, TimeSpan.FromSeconds(1));
            var changes = line.Changes.Replace(c.Id.ToString(), "#").Replace(c.Number, "#number").Replace(c.Name, "#name").Replace(c.Phone, "#phone").Replace(c.Address, "#address").Replace(c.OpenedAt.ToString("O"), "#opened");
            if (c.InstalledOn is { } installed) changes = changes.Replace(installed.ToString("O"), Days(installed));
            return string.Join('|', c.Type, c.Status, c.IsKey, c.Company, c.OtherPhone, c.Email, c.WeChat, c.PlaceOfOrigin, c.Industry, c.CameThrough, c.Category, c.Remarks, c.TerritoryId, c.TerritoryPath, c.UnitPath, c.KeeperId,
                Days(c.InstalledOn), c.IsToComplete, c.PhoneDigits == Customer.Digits(c.Phone), line.ActorId, line.ActorName, line.SubjectKind, line.SubjectLabel == c.Number, line.UnitPath, line.Reason, changes);

            string Days(DateOnly? on) => on is { } day ? $"{day.DayNumber - WorkCalendar.Default.LocalDate(c.OpenedAt).DayNumber} days later" : "";
        }
    }

    /// <summary>What search finds of every record, whoever wrote it, is what it would keep of the record now.</summary>
    private static async Task Words(AppDb db, Engine engine)
    {
        List<ISearchable> records = [.. await db.Cases.ToListAsync(), .. await db.Customers.ToListAsync(), .. await db.Contacts.ToListAsync()];
        var kept = await db.Set<SearchDoc>().ToDictionaryAsync(d => d.SubjectId);
        var words = await Stored(db, engine);
        kept.Count.ShouldBe(records.Count);
        foreach (var wanted in records.Select(SearchIndex.Row))
        {
            var doc = kept[wanted.SubjectId];
            (doc.Kind, doc.Label, doc.Title, doc.Body).ShouldBe((wanted.Kind, wanted.Label, wanted.Title, wanted.Body));
            words[doc.Doc].Order(StringComparer.Ordinal).ShouldBe(wanted.Words.Union(OfTheDatabase(doc, wanted.Words)).Order(StringComparer.Ordinal), wanted.Label);
        }

        // On PostgreSQL the database writes the words of the day and of each character itself.
        IEnumerable<string> OfTheDatabase(SearchDoc doc, string[] own) => engine == Engine.Sqlite ? [] :
        [
            $"\ue000d{(doc.Doc >> 12) / 86_400_000}", $"\ue000d{doc.Kind}{(doc.Doc >> 12) / 86_400_000}",
            .. own.Where(w => w.Length == 2 && w[0] > '\u2e7f').Select(w => w[..1]),
        ];
    }

    private static async Task<ILookup<long, string>> Stored(AppDb db, Engine engine)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = engine == Engine.Sqlite ? "CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'search_fts', 'instance'); SELECT DISTINCT doc, term FROM temp.words" : "SELECT doc, unnest(tsvector_to_array(tok)) FROM kernel_search_doc";
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<(long Doc, string Word)>();
        while (await reader.ReadAsync()) found.Add((reader.GetInt64(0), reader.GetString(1)));
        return found.ToLookup(f => f.Doc, f => f.Word);
    }

    /// <summary>Against the told case that it comes nearest to.</summary>
    private static string Difference(IReadOnlyList<string> portrait, IReadOnlyList<IReadOnlyList<string>> told)
    {
        var nearest = told.MaxBy(t => t.Intersect(portrait).Count())!;
        return string.Join('\n', nearest.Except(portrait).Select(l => "- " + l).Concat(portrait.Except(nearest).Select(l => "+ " + l)).Take(12));
    }
}
