using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data.Demo;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Activity;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Data.Bulk;
using Shouwen.Kernel.Numbering;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Reporting;
using Shouwen.Kernel.Search;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Customers.Model;

namespace Shouwen.Data.Seed;

/// <summary>
/// Makes a company with very many cases for measuring. The use cases tell the demo company's three months; every case they
/// told is then told again, whole weeks away, for other customers: the rows are those that the use cases wrote, with other
/// keys, numbers, names and days. Only on a new database.
/// </summary>
public sealed class SeedCompany(Installation installation, IServiceProvider services, TextWriter output)
{
    private const int Years = 3;
    private readonly Random chance = new(20260302);
    private readonly Dictionary<(Series Series, int Year), int> serials = [];
    private readonly Func<DateTime, Guid> keys = Ids.Past(), openings = Ids.Past();

    public async Task Make(int cases, int customers, CancellationToken ct, int days = DemoCompany.Days)
    {
        await using (var db = Everything())
            if (await db.Units.AnyAsync(ct)) throw new Refusal("seed.not-new", "This database is in use; a seeded company needs a new one.");
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        await DemoCompany.LoadIfNew(installation, services, output, ct, days: days);
        var (shapes, files, templates, told, chain) = await Told(ct);
        var present = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime.ToMicros();
        services.GetRequiredService<IReadContexts>().CloseIdle();
        await using (var bulk = await BulkWriter.Open(installation, ct))
        {
            var pool = await Customers(bulk, shapes, files, customers, present, chain, ct);
            await Cases(bulk, shapes, templates, pool, cases - told, present, chain, ct);
            await output.WriteLineAsync("Building the indexes …");
            await bulk.Finish(ct);
        }
        await Numbers(ct);
        await output.WriteLineAsync($"{cases:N0} cases of {customers:N0} customers in {System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds:0} s.");
    }

    private AppDb Everything() => (AppDb)services.GetRequiredService<IReadContexts>().Rent(Reach.Everything);

    /// <summary>What the use cases have told, read whole, so that nobody else has the database open while rows pour in.</summary>
    private async Task<(CaseShapes, List<ToldCustomer>, List<ToldCase>, int, SeedChain)> Told(CancellationToken ct)
    {
        await using var db = Everything();
        var shapes = new CaseShapes(db);
        var lane = await Lane.Read(db, 0, _ => { }, ct);
        var templates = await Templates(db, shapes, ct);
        var files = new List<ToldCustomer>();
        foreach (var customer in templates.Select(t => t.Customer).DistinctBy(c => c.Id)) files.Add(await ToldCustomer.Read(db, shapes, customer, ct));
        return (shapes, files, templates, await db.Cases.CountAsync(ct), new SeedChain(shapes.Activity, lane.Seq, lane.Hash));
    }

    private static async Task<List<ToldCase>> Templates(AppDb db, CaseShapes shapes, CancellationToken ct)
    {
        var customers = await db.Customers.ToDictionaryAsync(c => c.Id, ct);
        var told = new List<ToldCase>();
        foreach (var matter in await db.Cases.Where(c => c.CustomerId != null).OrderBy(c => c.Id).ToListAsync(ct))
            if (await ToldCase.Read(db, shapes, matter, customers[matter.CustomerId!.Value], ct) is { } alone) told.Add(alone);
        return told;
    }

    /// <summary>Each customer of the demo company stands for many of the same place and kind.</summary>
    private async Task<Dictionary<Guid, List<Customer>>> Customers(BulkWriter bulk, CaseShapes shapes, List<ToldCustomer> files, int count, DateTime present, SeedChain chain, CancellationToken ct)
    {
        var (pool, maker) = (files.ToDictionary(f => f.Customer.Id, _ => new List<Customer>()), new SeedCustomers(chance, Years));
        for (var serial = 0; serial < count; serial++)
        {
            ct.ThrowIfCancellationRequested();
            var file = files[serial % files.Count];
            var made = maker.Make(file.Customer, serial, count, present);
            pool[file.Customer.Id].Add(made);
            await bulk.Add(made);
            await bulk.Add(shapes.Customer, shapes.Customer.Read(made));
            foreach (var row in file.Again(made, shapes.Activity, openings)) await bulk.Add(shapes.Activity, chain.Chained(row));
        }
        return pool;
    }

    private async Task Cases(BulkWriter bulk, CaseShapes shapes, List<ToldCase> templates, Dictionary<Guid, List<Customer>> pool, int count, DateTime present, SeedChain chain, CancellationToken ct)
    {
        var plan = new SeedPlan(chance, templates, present, Years * 52).Make(count);
        for (var i = 0; i < count; i++)
        {
            ct.ThrowIfCancellationRequested();
            if (i % 100_000 == 0) await output.WriteLineAsync($"{i:N0} cases …");
            await One(bulk, shapes, chain, plan[i].Told, plan[i].Days, pool);
        }
    }

    private async Task One(BulkWriter bulk, CaseShapes shapes, SeedChain chain, ToldCase told, int days, Dictionary<Guid, List<Customer>> pool)
    {
        var customers = pool[told.Customer.Id];
        var customer = customers[chance.Next(customers.Count)];
        var received = told.Case.ReceivedAt.AddDays(days);
        var (mapped, made) = (new Dictionary<Guid, Guid>(told.Keys.Count), new Guid[told.Keys.Count]);
        for (var i = 0; i < made.Length; i++) mapped[told.Keys[i]] = made[i] = told.Keys[i] == told.Customer.Id ? customer.Id : keys(received);
        var content = told.Case.Content + SeedWords.One(chance);
        var tokens = told.NewTokens(customer, content, told.Numbers.Select(n => Next(n.Series, n.At.AddDays(days))), made);
        foreach (var row in told.Rows)
        {
            var again = row.Again(days, mapped, tokens);
            if (row.Shape == shapes.Draw) Place(shapes.Draw, again);
            if (typeof(ISearchable).IsAssignableFrom(row.Shape.Type)) await bulk.Add((ISearchable)row.Shape.Entity(again));
            await bulk.Add(row.Shape, again);
        }
        foreach (var row in told.Activity) await bulk.Add(shapes.Activity, chain.Chained(row.Again(days, mapped, tokens)));
    }

    /// <summary>The place in its month's sample follows from the key, so a case told again has another.</summary>
    private static void Place(RowShape shape, object?[] draw)
    {
        var at = DateTime.SpecifyKind(DateTime.Parse((string)draw[shape.Of(nameof(CallbackDraw.Period))]!, CultureInfo.InvariantCulture), DateTimeKind.Utc);
        var month = Period.Of(Rhythm.Month, WorkCalendar.Default.LocalDate(at)).Name;
        draw[shape.Of(nameof(CallbackDraw.Place))] = Sample.Place(Sample.Seed((string)draw[shape.Of(nameof(CallbackDraw.RuleCode))]!, month), (Guid)draw[shape.Of(nameof(CallbackDraw.SubjectId))]!);
    }

    /// <summary>Numbers begin after those of the demo company and go on year by year.</summary>
    private string Next(Series series, DateTime at)
    {
        var year = WorkCalendar.Default.LocalDate(at).Year;
        var serial = serials[(series, year)] = serials.GetValueOrDefault((series, year), 10_000) + 1;
        return series.Format(year, serial);
    }

    /// <summary>The next number that the house gives comes after all of these.</summary>
    private async Task Numbers(CancellationToken ct)
    {
        var heads = serials.Select(s => (s.Key.Series.Key(s.Key.Year), s.Value)).Append((Customer.Numbers.Key(0), 999_999));
        await services.GetRequiredService<IWriter>().Write(async session =>
        {
            foreach (var (name, last) in heads)
                if (await session.Db.Set<SeriesHead>().FirstOrDefaultAsync(h => h.Name == name, ct) is { } head) head.Last = Math.Max(head.Last, last);
                else session.Db.Add(new SeriesHead { Name = name, Last = last });
            await session.Db.SaveChangesAsync(ct);
            // What the demo company kept of its months knows nothing of the seeded cases.
            await session.Db.Set<KeptMonth>().ExecuteDeleteAsync(ct);
            return true;
        }, ct);
    }
}
