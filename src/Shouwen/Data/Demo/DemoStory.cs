using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Jobs;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Administration.Organisation;
using Shouwen.Modules.Administration.People;
using Shouwen.Modules.Callbacks.Calls;
using Shouwen.Modules.Callbacks.Contracts;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Shell;

namespace Shouwen.Data.Demo;

/// <summary>Tells the demo company's three months: people take calls, work on cases, call back, and sometimes are late.</summary>
internal sealed class DemoStory(IServiceProvider house, DemoTrade trade, DemoClock clock, DateTime present, TextWriter output)
{
    private readonly Random chance = new(20260301);
    private readonly PriorityQueue<Func<Task>, (DateTime At, int Order)> events = new();
    private readonly Dictionary<string, Actor> actors = [];
    private readonly Dictionary<string, Guid> units = [];
    private DateTime settled;
    private int order;

    public Door Door { get; } = house.GetRequiredService<Door>();
    public DemoTrade Trade => trade;
    public DemoClock Clock => clock;
    public DateTime Present => present;
    public Random Chance => chance;

    public async Task Tell(CancellationToken ct)
    {
        await Found(ct);
        await new DemoRules(this).Write();
        await new DemoAsides(this, house).Plan();
        var cases = new DemoCases(this);
        for (var day = WorkCalendar.Default.LocalDate(clock.Now); day <= WorkCalendar.Default.LocalDate(present); day = day.AddDays(1))
            cases.PlanDay(day);
        PlanMornings();
        while (events.TryDequeue(out var happens, out var when) && when.At < present)
        {
            clock.GoTo(when.At);
            if (clock.Now - settled > TimeSpan.FromHours(3)) await Settle();
            await happens();
        }
        clock.GoTo(present);
        await Settle();
        await output.WriteLineAsync("The demo company is ready.");
    }

    /// <summary>Something will happen at a time; what lies in the future stays open.</summary>
    public void Later(DateTime at, Func<Task> happens) => events.Enqueue(happens, (at, order++));

    public async Task Settle()
    {
        settled = clock.Now;
        await house.GetRequiredService<Worker>().Settle();
    }

    public async Task<Actor> As(string login)
    {
        if (actors.TryGetValue(login, out var actor)) return actor;
        await using var db = house.GetRequiredService<IReadContexts>().Rent(Reach.Nothing);
        var id = await db.Users.Where(u => u.Login == login).Select(u => u.Id).SingleAsync();
        return actors[login] = (await db.Actor(id, null, default))!;
    }

    /// <summary>A working moment: within hours on a working day, so many working hours after another.</summary>
    public DateTime After(DateTime from, double workingHours) => WorkCalendar.Default.AddWorkingTime(from, TimeSpan.FromHours(workingHours));

    public T One<T>(IReadOnlyList<T> list) => list[chance.Next(list.Count)];

    private async Task Found(CancellationToken ct)
    {
        var root = await Door.Run(new SetUp(Trade.NameZh, Trade.NameEn, Trade.Phone, [.. StandardRoles.All], IsDemo: true), Actor.System, null, ct);
        units[""] = root.RootId;
        await Settle();
        foreach (var place in Trade.Units)
            units[place.Key] = (await Door.Run(new AddUnit(units[place.Above], place.Kind, place.Zh, place.En, place.Phone), Actor.System, null, ct)).Id;
        foreach (var person in Trade.People)
            await Door.Run(new AddUser(person.Login, person.Name, DemoCompany.Password, units[person.Unit], [new HeldRole(person.Role, person.Scope)]), Actor.System, null, ct);
        await Heads(ct);
        var areas = new Dictionary<string, (Guid Id, int No)>();
        foreach (var area in Trade.Areas)
        {
            var made = await Door.Run(new AddTerritory(area.Zh, area.En, area.Above is null ? null : areas[area.Above].Id), Actor.System, null, ct);
            areas[area.Zh] = (made.Id, made.No);
            await Door.Run(new AssignTerritory(made.No, units[area.Unit], WorkCalendar.Default.LocalDate(clock.Now), "首次划分"), Actor.System, null, ct);
        }
    }

    private async Task Heads(CancellationToken ct)
    {
        await using var db = house.GetRequiredService<IReadContexts>().Rent(Reach.Nothing);
        var numbers = await db.Units.ToDictionaryAsync(u => u.Id, u => u.No, ct);
        var people = await db.Users.ToDictionaryAsync(u => u.Login, u => u.Id, ct);
        foreach (var place in Trade.Units)
            await Door.Run(new ChangeUnit(numbers[units[place.Key]], place.Kind, place.Zh, place.En, place.Phone, people[place.Head]), Actor.System, null, ct);
        await Door.Run(new ChangeUnit(numbers[units[""]], UnitKind.Headquarters, Trade.NameZh, Trade.NameEn, Trade.Phone, people["chen"]), Actor.System, null, ct);
    }

    /// <summary>Every morning the agents look at the callbacks that are due and make most of them.</summary>
    private void PlanMornings()
    {
        for (var day = WorkCalendar.Default.LocalDate(clock.Now); day <= WorkCalendar.Default.LocalDate(present); day = day.AddDays(1))
        {
            if (!WorkCalendar.Default.IsWorking(day)) continue;
            foreach (var (hour, share) in new[] { (10, 0.6), (15, 0.85) })
            {
                var at = WorkCalendar.Default.ToUtc(day, new TimeOnly(hour, 5));
                Later(at, () => CallBack(at, share));
            }
            Later(WorkCalendar.Default.ToUtc(day, new TimeOnly(16, 40)), () => new DemoEvening(this, house).TidyUp());
        }
    }

    private async Task CallBack(DateTime at, double share)
    {
        await Settle();
        List<(string Number, string Login)> due;
        await using (var db = (AppDb)house.GetRequiredService<IReadContexts>().Rent(Reach.Everything))
        {
            var soon = at.AddHours(10);
            due = (await db.Callbacks.Where(c => c.State == CallbackState.Planned && c.DueAt < soon).OrderBy(c => c.DueAt)
                .Join(db.Users, c => c.OwnerId, u => u.Id, (c, u) => new { c.Number, u.Login }).ToListAsync()).ConvertAll(c => (c.Number, c.Login));
        }
        foreach (var (number, login) in due.Where(_ => chance.NextDouble() < share))
        {
            clock.GoTo(clock.Now.AddMinutes(4));
            var mood = chance.NextDouble();
            if (mood < 0.10) await Door.Run(new TryCallback(number, "无人接听"), await As(login));
            else if (mood < 0.80) await Door.Run(new FinishCallback(number, CallbackAnswer.Satisfied, Suggestion: chance.NextDouble() < 0.3 ? One(DemoNames.Opinions) : null), await As(login));
            else if (mood < 0.93) await Door.Run(new FinishCallback(number, CallbackAnswer.Average, "处理速度", "希望更快一些"), await As(login));
            else await Door.Run(new FinishCallback(number, CallbackAnswer.Dissatisfied, "处理结果", "问题没有彻底解决"), await As(login));
        }
        await Settle();
    }
}
