using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Activity;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Customers.Files;
using Shouwen.Modules.Customers.Model;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Kernel.Activity;

/// <summary>The audit trail keeps every change and shows every tampering (PLAT-004).</summary>
public sealed class ActivityTests
{
    [Theory, OnBothEngines, Requirement("PLAT-004")]
    public async Task Two_changes_of_a_telephone_are_two_entries_with_old_and_new_value(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        var made = await house.As("lin").Run(new OpenCustomer("王五", "13800000001", "某路1号"));
        house.At("2026-03-02 10:00");
        await house.As("lin").Run(new ChangeCustomer(made.Number, "王五", "13800000002", "某路1号"));
        house.At("2026-03-02 11:00");
        await house.As("zhao").Run(new ChangeCustomer(made.Number, "王五", "13800000003", "某路1号"));

        await using var db = house.Db();
        var entries = await db.Activity.Where(a => a.SubjectId == made.Id && a.UseCase == nameof(ChangeCustomer)).OrderBy(a => a.At).ToListAsync();
        entries.Select(e => (SetClock.Local(e.At), e.ActorName)).ShouldBe([("2026-03-02 10:00", "林小雨"), ("2026-03-02 11:00", "赵敏")]);
        Field(entries[0], "Phone").ShouldBe(("13800000001", "13800000002"));
        Field(entries[1], "Phone").ShouldBe(("13800000002", "13800000003"));
        (await house.As("chen").Ask(new VerifyActivity())).Faults.ShouldBeEmpty();
    }

    [Theory, OnBothEngines, Requirement("PLAT-004")]
    public async Task The_entry_of_a_new_record_tells_each_value_that_is_not_empty(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        var lin = await house.UserId("lin");
        var made = await house.As("lin").Run(new OpenCustomer("王\"五\"", "13800000001", Type: CustomerType.Dealer, IsKey: true, KeeperId: lin, InstalledOn: new DateOnly(2026, 2, 28)));

        await using var db = house.Db();
        var entry = await db.Activity.SingleAsync(a => a.SubjectId == made.Id);
        using var json = JsonDocument.Parse(entry.Changes);
        var record = json.RootElement.EnumerateArray().Single();
        (record.GetProperty("of").GetString(), record.GetProperty("id").GetString(), record.GetProperty("did").GetString()).ShouldBe(("Customer", made.Id.ToString(), "Added"));
        var fields = record.GetProperty("fields").EnumerateArray().ToDictionary(f => f[0].GetString()!, f => (Before: f[1].ValueKind, Now: f[2].ToString()));
        fields.Values.ShouldAllBe(f => f.Before == JsonValueKind.Null);
        foreach (var name in new[] { "Number", "UnitPath" }) fields.ShouldContainKey(name);
        foreach (var (name, now) in new[] { ("Name", "王\"五\""), ("Phone", "13800000001"), ("Type", "Dealer"), ("IsKey", "True"), ("KeeperId", $"{lin}"), ("InstalledOn", "2026-02-28"), ("OpenedAt", "2026-03-02T01:00:00.0000000Z") })
            fields[name].Now.ShouldBe(now);
        fields.Keys.ShouldNotContain(k => k == "Address" || k == "TerritoryId" || k == "Id" || k == "Version");
    }

    [Theory, OnBothEngines, Requirement("PLAT-004")]
    public async Task A_changed_removed_reordered_or_cut_entry_is_found(Engine engine)
    {
        await using var house = await House.Open(engine);
        var lin = await house.As("lin").Actor();
        // PostgreSQL spreads them over 32 lanes.
        await Task.WhenAll(Enumerable.Range(0, engine == Engine.Sqlite ? 6 : 120).Select(i => house.Door.Run(new OpenCustomer($"客户{i}", $"139{i:00000000}", $"某路{i}号", OpenAnyway: true), lin)));
        var (lane, last) = await LongestLane(house);
        await house.Itself.Run(new SealActivity());
        (await house.As("chen").Ask(new VerifyActivity())).Faults.ShouldBeEmpty();

        await Faults(house, $"UPDATE kernel_activity_entry SET actor_name = 'x' WHERE lane = {lane} AND seq = {last - 2}", "was changed");
        await Faults(house, $"UPDATE kernel_activity_entry SET changes = '[]' WHERE lane = {lane} AND seq = {last - 1}", "was changed");
        await Faults(house, $"DELETE FROM kernel_activity_entry WHERE lane = {lane} AND seq = {last - 1}", "are missing");
        await Faults(house, $"UPDATE kernel_activity_entry SET seq = 900 + seq WHERE lane = {lane} AND seq = {last - 1}; UPDATE kernel_activity_entry SET seq = {last - 1} WHERE lane = {lane} AND seq = {last}; UPDATE kernel_activity_entry SET seq = {last} WHERE lane = {lane} AND seq = {900 + last - 1}", "does not follow");
        await Faults(house, $"DELETE FROM kernel_activity_entry WHERE lane = {lane} AND seq >= {last}", "was sealed and is missing");
        await Faults(house, "UPDATE kernel_activity_seal SET heads = '[]'", "seal");
        (await house.As("chen").Ask(new VerifyActivity())).Faults.ShouldBeEmpty("every tampering was undone");
    }

    [Theory, OnBothEngines, Requirement("PLAT-004")]
    public async Task The_chain_holds_when_many_write_at_once(Engine engine)
    {
        await using var house = await House.Open(engine);
        await using var other = await house.Another();
        var lin = await house.As("lin").Actor();
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => (i % 3 == 0 ? other : house).Door.Run(new OpenCustomer($"客户{i}", $"139{i:00000000}", $"某路{i}号", OpenAnyway: true), lin))));
        var verdict = await house.As("chen").Ask(new VerifyActivity());
        verdict.Faults.ShouldBeEmpty();
        verdict.Entries.ShouldBeGreaterThanOrEqualTo(60);
    }

    [Fact, Requirement("PLAT-004")]
    public void No_use_case_changes_or_deletes_an_entry() =>
        typeof(ShouwenApp).Assembly.GetTypes().Concat(typeof(VerifyActivity).Assembly.GetTypes())
            .Where(t => t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICommand<,>)))
            .Where(t => t.Name.Contains("Activity", StringComparison.Ordinal)).Select(t => t.Name).ShouldBe([nameof(SealActivity)]);

    /// <summary>Tampers inside a transaction that is rolled back, and looks through the same connection.</summary>
    private static async Task Faults(House house, string tampering, string expected)
    {
        await using var db = house.Db();
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var statement in tampering.Split("; ")) await db.Database.ExecuteSqlRawAsync(statement.Replace("'{", "'{{"));
        var verdict = await new VerifyActivity.Handler(db).Handle(new VerifyActivity(), default);
        verdict.Faults.ShouldContain(f => f.Contains(expected), tampering);
        await transaction.RollbackAsync();
    }

    private static async Task<(int Lane, long Last)> LongestLane(House house)
    {
        await using var db = house.Db();
        var lanes = await db.Activity.GroupBy(a => a.Lane).Select(g => new { g.Key, Last = g.Max(a => a.Seq) }).ToListAsync();
        var longest = lanes.MaxBy(l => l.Last)!;
        longest.Last.ShouldBeGreaterThan(2);
        return (longest.Key, longest.Last);
    }

    private static (string?, string?) Field(ActivityEntry entry, string name)
    {
        using var json = JsonDocument.Parse(entry.Changes);
        var field = json.RootElement.EnumerateArray().SelectMany(r => r.GetProperty("fields").EnumerateArray()).Single(f => f[0].GetString() == name);
        return (field[1].GetString(), field[2].GetString());
    }
}
