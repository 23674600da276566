using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Kernel.Data;

/// <summary>What all contexts of a process share.</summary>
public sealed class ModelTests
{
    [Theory, OnBothEngines]
    public async Task The_model_is_made_once_whoever_a_context_logs_for(Engine engine)
    {
        await using var database = await TestDatabases.Take(engine);
        (await Model(database)).ShouldBeSameAs(await Model(database));
    }

    private static async Task<IModel> Model(TestDatabase database)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddShouwen(database.Installation);
        await using var provider = services.BuildServiceProvider();
        await using var db = provider.GetRequiredService<IReadContexts>().Rent(Reach.Nothing);
        return db.Model;
    }
}
