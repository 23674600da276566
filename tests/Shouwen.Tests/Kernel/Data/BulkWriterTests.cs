using Microsoft.Extensions.DependencyInjection;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Data.Bulk;
using Shouwen.Kernel.Search;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Customers.Contracts;
using Shouwen.Modules.Customers.Model;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Kernel.Data;

/// <summary>Writing very many rows: what was there before keeps its place.</summary>
public sealed class BulkWriterTests
{
    [Theory, OnBothEngines, Requirement("PLAT-012")]
    public async Task A_record_whose_key_is_of_the_same_moment_as_one_that_was_there_before_is_found_beside_it(Engine engine)
    {
        await using var house = await House.Open(engine);
        var first = Ids.New();
        var second = OfTheSameMoment(first);
        Ids.Ordered(second).ShouldBe(Ids.Ordered(first));
        await Write(house, first);
        await Write(house, second);

        await using var db = house.Services.GetRequiredService<IReadContexts>().Rent(Reach.Everything);
        (await SearchIndex.FindIds(db, "漏水", 10, CustomerSubject.Kind, default)).ShouldBe([second, first]);
    }

    private static async Task Write(House house, Guid id)
    {
        await using var bulk = await BulkWriter.Open(house.Installation, default);
        await bulk.Add(new Customer { Id = id, Number = $"KH{id}"[..20], Name = "某人", Address = "漏水", UnitPath = "/1/", OpenedAt = DateTime.UtcNow, Phone = "" });
        await bulk.Finish(default);
    }

    private static Guid OfTheSameMoment(Guid id)
    {
        var bytes = id.ToByteArray(bigEndian: true);
        bytes[15] ^= 1;
        return new Guid(bytes, bigEndian: true);
    }
}
