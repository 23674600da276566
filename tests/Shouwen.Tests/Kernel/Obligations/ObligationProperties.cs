using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Callbacks.Calls;
using Shouwen.Modules.Callbacks.Contracts;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Handling;
using Shouwen.Modules.Cases.Model;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Kernel.Obligations;

/// <summary>Whatever happens to cases and however often the sweep runs, every duty is accounted for exactly once.</summary>
public sealed class ObligationProperties
{
    private static readonly string[] Deeds = ["open", "open", "judge", "assign", "answer", "answer", "wait", "resume", "promise", "keep", "reopen", "callback", "waive", "transfer", "sweep", "sweep", "hours", "hours", "days"];

    [Theory, OnBothEngines]
    public async Task Opened_is_met_and_missed_and_waived_and_open(Engine engine)
    {
        var seeds = Gen.Sample(Gen.Choose(0, 1_000_000), engine == Engine.Sqlite ? 12 : 6);
        foreach (var seed in seeds) await Holds(engine, seed);
    }

    /// <summary>A failure names its seed; the same seed plays the same story.</summary>
    private static async Task Holds(Engine engine, int seed)
    {
        var random = new Random(seed);
        await using var house = await House.Open(engine, "2026-09-25 09:00");
        var opened = new List<CaseAnswerSeen>();
        var ended = new Dictionary<Guid, (ObligationState State, DateTime? At)>();
        for (var step = 0; step < 60; step++)
        {
            await Do(house, Deeds[random.Next(Deeds.Length)], random, opened);
            await Account(house, ended, $"seed {seed}, step {step}");
        }
    }

    private static async Task Do(House house, string deed, Random random, List<CaseAnswerSeen> opened)
    {
        var one = opened.Count == 0 ? null : opened[random.Next(opened.Count)];
        try
        {
            switch (deed)
            {
                case "open":
                    var made = await house.As("lin").Opens(Enum.GetValues<CaseType>()[random.Next(5)]);
                    opened.Add(new(made.Id, made.Number));
                    break;
                case "hours": house.Clock.Utc += TimeSpan.FromMinutes(random.Next(10, 600)); break;
                case "days": house.Clock.Utc += TimeSpan.FromDays(random.Next(1, 4)); break;
                case "sweep": await house.Settle(); break;
                case var _ when one is null: break;
                case "judge": await house.As("zhao").Run(new JudgeCase(one.Number, Validity.Upheld, Severity.Minor)); break;
                case "assign": await house.As("zhao").Run(new AssignCase(one.Number, await house.UserId("sun"))); break;
                case "answer": await house.LedTo(one.Number, CaseState.Answered); break;
                case "wait": await house.As("lin").Run(new WaitForCustomer(one.Number, PauseReason.WaitingForCustomer, "x")); break;
                case "resume": await house.As("lin").Run(new ResumeCase(one.Number, "x")); break;
                case "promise": await house.As("lin").Run(new MakePromise(one.Number, "x", house.Now.AddHours(random.Next(1, 50)))); break;
                case "keep":
                    await using (var db = house.Db())
                        if (await db.Promises.FirstOrDefaultAsync(p => p.CaseId == one.Id && p.AnsweredAt == null) is { } promise)
                            await house.As("lin").Run(new AnswerPromise(one.Number, promise.Id, "x"));
                    break;
                case "reopen": await house.As("zhao").Run(new ReopenCase(one.Number, "x")); break;
                case "transfer": await house.As("zhao").Run(new TransferCase(one.Number, (await house.Unit(random.Next(2) == 0 ? "Outlet A" : "Outlet B")).Id, "x")); break;
                case "callback":
                    await using (var db = house.Db())
                        if (await db.Callbacks.FirstOrDefaultAsync(c => c.State == CallbackState.Planned) is { } callback)
                            await house.As("zhao").Run(new FinishCallback(callback.Number, Enum.GetValues<CallbackAnswer>()[random.Next(3)], "x"));
                    break;
                case "waive":
                    await using (var db = house.Db())
                        if (await db.Obligations.FirstOrDefaultAsync(o => o.SubjectId == one.Id && o.State == ObligationState.Open) is { } duty)
                            await house.As("zhao").Run(new WaiveObligation(duty.Id, "x"));
                    break;
            }
        }
        catch (Refusal)
        {
            // Most deeds are not possible in most states: that is the point.
        }
    }

    private static async Task Account(House house, Dictionary<Guid, (ObligationState, DateTime?)> ended, string story)
    {
        await using var db = house.Db();
        var all = await db.Obligations.ToListAsync();
        var by = all.CountBy(o => o.State).ToDictionary();
        var (met, missed, waived, open) = (by.GetValueOrDefault(ObligationState.Met), by.GetValueOrDefault(ObligationState.Missed), by.GetValueOrDefault(ObligationState.Waived),
            by.GetValueOrDefault(ObligationState.Open) + by.GetValueOrDefault(ObligationState.Paused));
        (met + missed + waived + open).ShouldBe(all.Count, story);
        foreach (var duty in all)
        {
            (duty.EndedAt is not null).ShouldBe(duty.IsEnded, story);
            if (duty.State == ObligationState.Met) duty.FulfilledAt.ShouldNotBeNull(story);
            if (duty.State == ObligationState.Paused) duty.PausedAt.ShouldNotBeNull(story);
            if (duty.State == ObligationState.Missed) duty.EndedAt.ShouldBe(duty.DueAt, story);
            if (!duty.IsEnded) continue;
            if (ended.TryGetValue(duty.Id, out var before)) (duty.State, duty.EndedAt).ShouldBe(before, $"{story}: ended twice");
            ended[duty.Id] = (duty.State, duty.EndedAt);
        }
    }

    private sealed record CaseAnswerSeen(Guid Id, string Number);
}
