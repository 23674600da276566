using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Administration.Rules;
using Shouwen.Modules.Cases.Handling;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Cases.Violations;
using Shouwen.Modules.Customers.Model;
using Shouwen.Modules.Customers.Persons;

namespace Shouwen.Data.Demo;

/// <summary>What happens beside the matters: the trade's values, the company's own day, people at customers', a violation, a promise that stands.</summary>
internal sealed class DemoAsides(DemoStory story, IServiceProvider house)
{
    public async Task Plan()
    {
        var today = WorkCalendar.Default.LocalDate(story.Clock.Now);
        if (house.GetRequiredService<PolicyBook>().Declared.Any(p => p.Presets.ContainsKey(story.Trade.Preset)))
            await story.Door.Run(new ApplyPreset(story.Trade.Preset, today, "按行业惯例载入"), Actor.System);
        await story.Door.Run(new AddDays(WorkCalendar.Default.LocalDate(story.Present).AddDays(40), DayKind.Closed, "公司成立纪念日"), Actor.System);
        story.Later(story.Present.AddDays(-2), People);
        story.Later(story.Present.AddDays(-1.5), Violation);
        story.Later(story.Present.AddHours(-2), Promise);
    }

    private async Task People()
    {
        await using var db = (AppDb)house.GetRequiredService<IReadContexts>().Rent(Reach.Everything);
        var companies = await db.Customers.Where(c => c.IsKey).OrderBy(c => c.Number).Take(12).Select(c => c.Number).ToListAsync();
        if (companies.Count == 0) companies = await db.Customers.OrderBy(c => c.Number).Take(3).Select(c => c.Number).ToListAsync();
        foreach (var number in companies)
            await story.Door.Run(new AddPerson(number, story.One(DemoNames.Families) + story.One(DemoNames.Given), Position: story.One(["行政主管", "采购经理", "物业主管", "办公室主任"]),
                PreferredTime: "上午", RelationshipLevel: story.Chance.Next(1, 4), IsPrimary: true), await story.As("lin"));
    }

    private async Task Violation()
    {
        var person = await story.As(story.Trade.Handlers.First().Value[0]);
        await story.Door.Run(new NoteViolation(person.Id, ViolationKind.NotHandledInTime, "客户两次来电催办，均未按约定时间回复，有录音。"), await story.As("zhao"));
    }

    private static readonly CaseState[] Underway = [CaseState.Received, CaseState.Judged, CaseState.Assigned, CaseState.Investigated, CaseState.Proposed, CaseState.Approved, CaseState.CarriedOut];

    /// <summary>A promise whose time is still to come.</summary>
    private async Task Promise()
    {
        await using var db = (AppDb)house.GetRequiredService<IReadContexts>().Rent(Reach.Everything);
        var matter = await db.Cases.Where(c => Underway.Contains(c.State)).OrderByDescending(c => c.ReceivedAt).Select(c => c.Number).FirstOrDefaultAsync();
        if (matter is not null) await story.Door.Run(new MakePromise(matter, "告知处理进展", story.After(story.Present, 5)), await story.As("lin"));
    }
}
