using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Kernel.Data;

/// <summary>How long a list is, is counted up to a thousand and remembered only where it was longer.</summary>
public sealed class LongListsTests
{
    [Theory, OnBothEngines]
    public async Task A_list_of_more_than_a_thousand_is_not_counted_again_for_half_a_minute(Engine engine)
    {
        await using var house = await House.Open(engine);
        var time = new SetStopwatch();
        var lists = new LongLists(time);
        await Add(house, PageOf.Most + 1);

        (await Count(house, lists)).ShouldBe(PageOf.Most + 1);
        await Remove(house, "k0007");
        (await Count(house, lists)).ShouldBe(PageOf.Most + 1, "it was longer a moment ago");
        (await Count(house, lists, "a narrower filter")).ShouldBe(PageOf.Most, "another filter is another list");
        (await Count(house, lists, reach: Reach.Nothing)).ShouldBe(PageOf.Most, "another reach is another list");

        time.Passed = TimeSpan.FromSeconds(31);
        (await Count(house, lists)).ShouldBe(PageOf.Most);
        await Remove(house, "k0008");
        (await Count(house, lists)).ShouldBe(PageOf.Most - 1, "what can be counted is counted each time");
    }

    private static async Task<int> Count(House house, LongLists lists, string? filter = null, Reach? reach = null)
    {
        await using var db = house.Db();
        db.Reach = reach ?? Reach.Everything;
        return await lists.Count(db, db.Set<DoneOnce>().Where(d => d.Key.StartsWith("k")), filter ?? "everything", default);
    }

    private static async Task Add(House house, int rows)
    {
        await using var db = house.Db();
        for (var i = 0; i < rows; i++) db.Add(new DoneOnce { Key = $"k{i:0000}", RequestHash = "", At = house.Now, Answer = "{}" });
        await db.SaveChangesAsync();
    }

    private static async Task Remove(House house, string key)
    {
        await using var db = house.Db();
        await db.Set<DoneOnce>().Where(d => d.Key == key).ExecuteDeleteAsync();
    }
}
