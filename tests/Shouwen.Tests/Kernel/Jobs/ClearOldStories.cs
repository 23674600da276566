using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Jobs;
using Shouwen.Kernel.Notices;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Shell;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Kernel.Jobs;

/// <summary>What the house no longer needs goes; what people rely on stays.</summary>
public sealed class ClearOldStories
{
    [Theory, OnBothEngines, Requirement("PLAT-020")]
    public async Task Finished_jobs_stored_answers_and_read_notices_go_when_they_are_old(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        await house.As("lin").Run(Stories.A(CaseType.Complaint), new Once("k1"));
        await house.Settle();
        await house.As("zhao").Run(new ReadNotices());
        (await Jobs(house), await house.Count<DoneOnce>() > 0).ShouldBe((await house.Count<Job>(), true));
        (await house.Itself.Run(new ClearOld())).ShouldBe(new ClearOld.Result(0, 0, 0), "nothing is old yet");

        var activity = await house.Count<Shouwen.Kernel.Activity.ActivityEntry>();
        house.At("2026-04-15 09:00");
        var cleared = await house.Itself.Run(new ClearOld());
        (cleared.Jobs > 0, cleared.Answers > 0, cleared.Notices).ShouldBe((true, true, 0), "notices are kept longer");
        (await house.Count<Job>()).ShouldBe(0);
        (await house.Count<Shouwen.Kernel.Activity.ActivityEntry>()).ShouldBe(activity + 1, "the trail is never cleared");
    }

    [Theory, OnBothEngines, Requirement("PLAT-008")]
    public async Task Unread_notices_stay_and_a_great_many_go_in_batches_every_night(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        var lin = await house.UserId("lin");
        await using (var db = house.Db())
        {
            foreach (var i in Enumerable.Range(0, ClearOld.Batch + 50))
            {
                var notice = Notice.To(lin, house.Now, NoticeTone.Info, SubjectRef.None with { Kind = "case" }, "Half of the time has passed: {0}, {1}", "a", "b");
                notice.ReadAt = i < ClearOld.Batch + 20 ? house.Now : null;
                db.Add(notice);
            }
            await db.SaveChangesAsync();
        }
        await house.Settle();
        await house.SettleAt("2026-11-02 04:00");
        await using var after = house.Db();
        (await after.Notices.CountAsync(n => n.UserId == lin && n.Template.StartsWith("Half"))).ShouldBe(30, "only what was never read is left");
    }

    private static async Task<int> Jobs(House house)
    {
        await using var db = house.Db();
        return await db.Set<Job>().CountAsync(j => j.DoneAt != null);
    }
}
