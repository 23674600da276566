using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Data.Bulk;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Obligations;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Handling;
using Shouwen.Modules.Cases.Lists;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Contacts.Contracts;
using Shouwen.Modules.Customers.Contracts;
using Shouwen.Shell;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Shell;

/// <summary>Lists whose filters are answered from several indexes hold the same rows, in the same order, as reading everything and leaving out what was not asked for.</summary>
public sealed class FilteredListStories
{
    private static readonly DateTime Start = SetClock.Shanghai("2026-02-01 09:00");

    [Theory, OnBothEngines, Requirement("PLAT-009")]
    public async Task Duties_of_each_state_and_owner_are_listed_page_by_page_as_if_all_were_read(Engine engine)
    {
        await using var house = await House.Open(engine);
        await AddDuties(house);
        await using var db = house.Db();
        var all = await db.Obligations.ToListAsync();
        foreach (var login in new[] { "sun", "lin", "zhao", "chen", "sunwest" })
        {
            var actor = await house.As(login).Actor();
            foreach (var whose in Enum.GetValues<Whose>())
            foreach (var state in Enum.GetValues<Which>())
            {
                var wanted = all.Where(o => (o.OwnerId == actor.Id || whose == Whose.Team && actor.Reach.Covers(o.UnitPath, o.TerritoryPath)) && Holds(state, o, house.Now)).OrderBy(o => o.DueAt).Select(o => o.Id).ToList();
                var (found, count) = await Pages(async after => (await house.As(login).Ask(new ObligationList(whose, state, After: after, Limit: 7))) is var v ? (v.Items.Select(i => i.Id), v.Next, v.Count) : default);
                found.ShouldBe(wanted, $"{login} {whose} {state}");
                count.ShouldStartWith($"{wanted.Count} ");
            }
        }
    }

    [Theory, OnBothEngines, Requirement("CASE-001")]
    public async Task Cases_are_filtered_page_by_page_as_if_all_were_read(Engine engine)
    {
        await using var house = await House.Open(engine);
        await AddCases(house);
        await using var db = house.Db();
        var all = await db.Cases.ToListAsync();
        var (lin, wei) = (await house.UserId("lin"), await house.UserId("wei"));
        var customer = await db.Customers.SingleAsync(c => c.Name == "李强");
        (CaseList Asked, Func<Case, bool> Holds)[] filters =
        [
            (new(), _ => true),
            (new(Owner: "lin"), c => (c.HandlerId ?? c.FirstOwnerId) == lin),
            (new(Owner: "wei"), c => (c.HandlerId ?? c.FirstOwnerId) == wei),
            (new(Owner: "nobody"), _ => false),
            (new(Owner: "lin", Over: "no"), c => (c.HandlerId ?? c.FirstOwnerId) == lin && c.ClosedAt is null),
            (new(Owner: "lin", Type: CaseType.Repair), c => (c.HandlerId ?? c.FirstOwnerId) == lin && c.Type == CaseType.Repair),
            (new(Over: "no"), c => c.ClosedAt is null),
            (new(Over: "no", Type: CaseType.Complaint), c => c.ClosedAt is null && c.Type == CaseType.Complaint),
            (new(Customer: customer.Number), c => c.CustomerId == customer.Id),
            (new(Customer: "KH-0"), _ => false),
            (new(Factor: "rudeness"), c => c.Factors.Contains("rudeness")),
            (new(Factor: "rude"), _ => false),
            (new(Factor: "rudeness", Type: CaseType.Complaint), c => c.Factors.Contains("rudeness") && c.Type == CaseType.Complaint),
            (new(Severity: Severity.Serious, Cause: Cause.Quality), c => c.Severity == Severity.Serious && c.Cause == Cause.Quality),
            (new(State: CaseState.Assigned, Type: CaseType.Repair), c => c.State == CaseState.Assigned && c.Type == CaseType.Repair),
            (new(Channel: Channel.Fax), c => c.Channel == Channel.Fax),
        ];
        foreach (var (asked, holds) in filters)
        foreach (var sort in new[] { CaseList.NewestFirst, CaseList.OldestFirst })
        {
            var wanted = all.Where(holds).OrderBy(c => c.ReceivedAt).Select(c => c.Number).ToList();
            if (sort == CaseList.NewestFirst) wanted.Reverse();
            var (found, count) = await Pages(async after => (await house.As("chen").Ask(asked with { After = after, Sort = sort, Limit = 3 })) is var v ? (v.Items.Select(i => i.Number), v.Next, v.Count) : default);
            found.ShouldBe(wanted, asked.ToString());
            count.ShouldStartWith($"{wanted.Count} ");
        }
        foreach (var login in new[] { "wei", "sun" })
        {
            var me = await house.UserId(login);
            (await house.As(login).Ask(new CaseList())).Items.Select(i => i.Number).ShouldBe(all.Where(c => c.HandlerId == me || c.FirstOwnerId == me).OrderByDescending(c => c.ReceivedAt).Select(c => c.Number), login);
        }
        all.ShouldContain(c => c.HandlerId == wei && c.FirstOwnerId != wei);
        filters.Count(f => all.Any(f.Holds)).ShouldBe(filters.Length - 3, "the other filters find something");
    }

    /// <summary>The cases of a unit, those its people received first for others, and those one handles or received oneself elsewhere: each once (ADR-0030).</summary>
    [Theory, OnBothEngines, Requirement("CASE-001"), Requirement("PLAT-002")]
    public async Task The_register_of_one_s_unit_is_listed_page_by_page_as_if_all_were_read(Engine engine)
    {
        await using var house = await House.Open(engine);
        await AddCasesOfUnits(house);
        await using var db = house.Db();
        var all = await db.Cases.ToListAsync();
        foreach (var login in new[] { "lin", "he", "tai", "qian", "zhao", "sun", "chen" })
        {
            var actor = await house.As(login).Actor();
            foreach (var sort in new[] { CaseList.NewestFirst, CaseList.OldestFirst })
            {
                var wanted = all.Where(c => actor.Reach.Covers(c.UnitPath, c.TerritoryPath) || actor.Reach.Covers(c.FirstOwnerUnitPath, "") || c.HandlerId == actor.Id || c.FirstOwnerId == actor.Id)
                    .OrderBy(c => c.ReceivedAt).ThenBy(c => c.Id.ToString(), StringComparer.Ordinal).Select(c => c.Number).ToList();
                if (sort == CaseList.NewestFirst) wanted.Reverse();
                wanted.Count.ShouldBeInRange(20, 240, login);
                foreach (var limit in new[] { 7, 200 })
                {
                    var (found, count) = await Pages(async after => (await house.As(login).Ask(new CaseList(Sort: sort, After: after, Limit: limit))) is var v ? (v.Items.Select(i => i.Number), v.Next, v.Count) : default);
                    found.ShouldBe(wanted, $"{login} {sort} {limit}");
                    count.ShouldStartWith($"{wanted.Count} ");
                }
            }
        }
    }

    /// <summary>Of a hundred and some cases that were written down in another order than they came in.</summary>
    [Theory, OnBothEngines, Requirement("CASE-001"), Requirement("PLAT-012")]
    public async Task Cases_found_by_words_are_filtered_page_by_page_as_if_all_were_read(Engine engine)
    {
        await using var house = await House.Open(engine);
        await AddCases(house);
        for (var i = 0; i < 90; i++) await house.As("lin").Run(Stories.A(CaseType.Repair) with { Subject = i % 2 == 0 ? "阀门漏水" : "阀门异响", OccurredAt = house.Now.AddHours(-1 - i * 37 % 90 * 30) });
        await using var db = house.Db();
        var all = await db.Cases.ToListAsync();
        var lin = await house.UserId("lin");
        (CaseList Asked, Func<Case, bool> Holds)[] filters =
        [
            (new(Q: "阀门"), c => c.Subject.StartsWith("阀门", StringComparison.Ordinal)),
            (new(Q: "阀门漏水"), c => c.Subject == "阀门漏水"),
            (new(Q: "阀门", Type: CaseType.Complaint), _ => false),
            (new(Q: "阀门", Owner: "lin"), c => c.Subject.StartsWith("阀门", StringComparison.Ordinal) && (c.HandlerId ?? c.FirstOwnerId) == lin),
            (new(Q: "阀门", From: new DateOnly(2026, 1, 5), To: new DateOnly(2026, 1, 20)), c => c.Subject.StartsWith("阀门", StringComparison.Ordinal) && Day(c) >= new DateOnly(2026, 1, 5) && Day(c) <= new DateOnly(2026, 1, 20)),
            (new(Q: "漏水", To: new DateOnly(2025, 11, 30)), c => HasLeak(c) && Day(c) <= new DateOnly(2025, 11, 30)),
            (new(Q: "漏水", From: new DateOnly(2026, 1, 25)), c => HasLeak(c) && Day(c) >= new DateOnly(2026, 1, 25)),
            (new(Q: "漏水", To: new DateOnly(2099, 12, 31)), HasLeak),
            (new(Q: "无此词语"), _ => false),
        ];
        foreach (var (asked, holds) in filters)
        foreach (var sort in new[] { CaseList.NewestFirst, CaseList.OldestFirst })
        {
            var wanted = all.Where(holds).OrderBy(c => c.ReceivedAt).ThenBy(c => c.Id).Select(c => c.Number).ToList();
            if (sort == CaseList.NewestFirst) wanted.Reverse();
            var (found, count) = await Pages(async after => (await house.As("chen").Ask(asked with { After = after, Sort = sort, Limit = 7 })) is var v ? (v.Items.Select(i => i.Number), v.Next, v.Count) : default);
            found.ShouldBe(wanted, $"{asked} {sort}");
            count.ShouldBe(wanted.Count > 7 ? "more than 7" : $"{wanted.Count} in all");
        }
        filters.Count(f => all.Count(f.Holds) > 7).ShouldBeGreaterThan(5, "some fill several pages");

        static bool HasLeak(Case matter) => (matter.Subject + matter.Content).Contains("漏水", StringComparison.Ordinal);

        static DateOnly Day(Case matter) => DateOnly.FromDateTime(matter.ReceivedAt.AddHours(8));
    }

    [Theory, OnBothEngines, Requirement("PLAT-012")]
    public async Task Where_filters_leave_hardly_any_of_very_many_hits_the_list_says_how_far_it_looked_and_goes_on(Engine engine)
    {
        await using var house = await House.Open(engine);
        List<Case> all = [.. Enumerable.Range(0, 3_100).Select(i => new Case
        {
            Id = Ids.At(Start.AddMinutes(i)), Number = $"AJ2026-9{i:00000}", Type = i == 0 ? CaseType.Complaint : CaseType.Repair, Channel = Channel.Phone, ReceivedAt = Start.AddMinutes(i), Subject = "阀门异响", Content = "", CustomerName = "某人",
            CustomerPhone = "", FirstOwnerId = Guid.Empty, FirstOwnerName = "", FirstOwnerUnitPath = "/1/", UnitPath = "/1/", TerritoryPath = "",
        })];
        await using (var bulk = await BulkWriter.Open(house.Installation, default))
        {
            foreach (var matter in all) await bulk.Add(matter);
            await bulk.Finish(default);
        }
        await using (var rows = house.Db())
        {
            rows.AddRange(all);
            await rows.SaveChangesAsync();
        }
        var first = await house.As("chen").Ask(new CaseList(Q: "异响", Type: CaseType.Complaint));
        (first.Items.Count, first.Count).ShouldBe((0, "The newest 3,000 hits were looked at"));
        var second = await house.As("chen").Ask(new CaseList(Q: "异响", Type: CaseType.Complaint, After: first.Next));
        second.Items.Single().Number.ShouldBe("AJ2026-900000");
        (second.Next, second.Count).ShouldBe((null, "1 on this page"));
    }

    private static bool Holds(Which state, Obligation duty, DateTime now) => state switch
    {
        Which.Open => duty.FulfilledAt is null && duty.State != ObligationState.Waived,
        Which.Overdue => duty.FulfilledAt is null && duty.State is ObligationState.Open or ObligationState.Missed && duty.FulfilledAt is null && duty.DueAt < now,
        Which.Missed => duty.State == ObligationState.Missed,
        Which.Met => duty.State == ObligationState.Met,
        Which.Waived => duty.State == ObligationState.Waived,
        Which.Paused => duty.State == ObligationState.Paused,
        _ => true,
    };

    /// <summary>All pages of a list, one after the other, and how many rows it said it has.</summary>
    private static async Task<(List<T> Found, string Count)> Pages<T>(Func<string?, Task<(IEnumerable<T> Items, string? Next, string Count)>> read)
    {
        var found = new List<T>();
        var (items, next, count) = await read(null);
        found.AddRange(items);
        while (next is not null)
        {
            (items, next, _) = await read(next);
            found.AddRange(items);
            found.Count.ShouldBeLessThan(1_000);
        }
        return (found, count);
    }

    /// <summary>Duties of four people and of nobody, in every state, some done late, whose due times come in no order.</summary>
    private static async Task AddDuties(House house)
    {
        await using var db = house.Db();
        var units = new[] { await house.Unit("East team"), await house.Unit("West team"), await house.Unit("Company") };
        Guid?[] owners = [await house.UserId("lin"), await house.UserId("sun"), await house.UserId("zhao"), await house.UserId("qian"), null];
        var states = Enum.GetValues<ObligationState>();
        for (var i = 0; i < 150; i++)
        {
            var (state, due) = (states[i % states.Length], Start.AddHours(i * 37 % 150 * 6));
            db.Add(new Obligation
            {
                Clause = "case.answer", SubjectKind = CaseSubject.Kind, SubjectId = Guid.CreateVersion7(), SubjectLabel = $"AJ{i}", UnitPath = units[i % 3].Path, TerritoryPath = "",
                OwnerId = owners[i / 5 % owners.Length], OpenedAt = Start, StartsAt = Start, LimitText = "", DueAt = due, Derivation = "[]", State = state, NextAt = DateTime.MaxValue.ToUniversalTime(),
                FulfilledAt = state == ObligationState.Met || state == ObligationState.Missed && i % 2 == 0 ? due : null,
            });
        }
        await db.SaveChangesAsync();
    }

    /// <summary>Cases of five units that people of others received or handle, several of the same moment.</summary>
    private static async Task AddCasesOfUnits(House house)
    {
        await using var db = house.Db();
        var units = new List<string>();
        foreach (var name in new[] { "East team", "Outlet A", "Outlet B", "West team", "Company" }) units.Add((await house.Unit(name)).Path);
        var people = new List<Guid>();
        foreach (var login in new[] { "lin", "he", "tai", "qian", "sun", "chen" }) people.Add(await house.UserId(login));
        for (var i = 0; i < 240; i++)
        {
            var at = Start.AddHours(i * 37 % 240 / 3);
            var made = new Case
            {
                Id = Ids.At(at), Number = $"AJ2026-8{i:00000}", Type = CaseType.Repair, Channel = Channel.Phone, ReceivedAt = at, Subject = "阀门异响", Content = "", CustomerName = "某人", CustomerPhone = "",
                FirstOwnerId = people[i % people.Count], FirstOwnerName = "", FirstOwnerUnitPath = units[i / 2 % units.Count], UnitPath = units[i / 7 % units.Count], TerritoryPath = "",
            };
            db.Add(made).Property(c => c.HandlerId).CurrentValue = i % 4 == 0 ? null : people[i / 3 % people.Count];
        }
        await db.SaveChangesAsync();
    }

    /// <summary>Repairs, complaints and enquiries of two customers: some nobody handles yet, some lin or wei, some over, some with factors.</summary>
    private static async Task AddCases(House house)
    {
        var (lin, wei) = (await house.UserId("lin"), await house.UserId("wei"));
        for (var i = 0; i < 14; i++)
        {
            house.Clock.Utc = house.Now.AddMinutes(7);
            var type = i % 3 == 0 ? CaseType.Complaint : CaseType.Repair;
            var made = await house.As("lin").Run(Stories.A(type, i % 4 == 0 ? new NewCustomer("李强", "13900005678", "和平路3号", "甲县") : null) with { Channel = i == 5 ? Channel.Fax : Channel.Phone });
            if (type == CaseType.Complaint && i > 0) await house.LedTo(made.Number, i > 6 ? CaseState.Answered : CaseState.Assigned);
            else if (type == CaseType.Repair && i % 2 == 0) await house.As("zhao").Run(new AssignCase(made.Number, i % 4 == 0 ? wei : lin));
        }
        await using var db = house.Db();
        var complaints = await db.Cases.AsTracking().Where(c => c.Type == CaseType.Complaint).OrderBy(c => c.ReceivedAt).ToListAsync();
        complaints[0].Factors = ["rudeness", "slow-response"];
        complaints[2].Factors = ["no-thought", "rudeness"];
        complaints[3].Factors = ["slow-response"];
        await db.SaveChangesAsync();
        var over = complaints[^1].Id;
        await db.Cases.Where(c => c.Id == over).ExecuteUpdateAsync(s => s.SetProperty(c => c.ClosedAt, house.Now));
    }
}
