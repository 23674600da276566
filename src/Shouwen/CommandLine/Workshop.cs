using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Jobs;
using Shouwen.Kernel.UseCases;

namespace Shouwen.CommandLine;

/// <summary>The application without its web server, for the command line: the same door, the same database.</summary>
internal sealed class Workshop(ServiceProvider services) : IAsyncDisposable
{
    public IServiceProvider Services => services;
    public Door Door => services.GetRequiredService<Door>();

    public static async Task<Workshop> Open(CancellationToken ct, TimeProvider? time = null)
    {
        var configuration = new ConfigurationBuilder().AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().Build();
        var installation = ShouwenApp.Installation(configuration);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging(l => l.AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning));
        services.AddShouwen(installation);
        if (time is not null) services.AddSingleton(time);
        var provider = services.BuildServiceProvider();
        await MigrateCommand.Run(installation, provider.GetRequiredService<TimeProvider>(), ct);
        provider.Furnish();
        await provider.GetRequiredService<Node>().Open(ct);
        return new Workshop(provider);
    }

    /// <summary>The person in whose name something is done; the system where none is named.</summary>
    public async Task<Actor> Actor(string? login, CancellationToken ct)
    {
        if (login is null) return Kernel.Access.Actor.System;
        await using var db = Services.GetRequiredService<IReadContexts>().Rent(Reach.Nothing);
        var name = login.ToLowerInvariant();
        var id = await db.Users.Where(u => u.Login == name).Select(u => (Guid?)u.Id).FirstOrDefaultAsync(ct) ?? throw Refusal.NotFound("The user");
        return await db.Actor(id, null, ct) ?? throw Refusal.NotFound("The user");
    }

    /// <summary>The first person who was given a right; a record needs someone who answers for it.</summary>
    public async Task<Actor> FirstWith(Permission needs, CancellationToken ct)
    {
        await using var db = Services.GetRequiredService<IReadContexts>().Rent(Reach.Nothing);
        foreach (var id in await db.Users.Where(u => u.Enabled).OrderBy(u => u.Id).Select(u => u.Id).Take(200).ToListAsync(ct))
            if (await db.Actor(id, null, ct) is { } actor && actor.May(needs)) return actor;
        throw new Refusal("nobody", "Nobody here has the right to do this; name a person.");
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}

/// <summary>Runs a command's work and turns a refusal into a sentence and an exit code.</summary>
internal static class Work
{
    public static async Task<int> Do(Func<Task<int>> work)
    {
        System.Globalization.CultureInfo.CurrentUICulture = Language();
        try
        {
            return await work();
        }
        catch (Refusal refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Sentence);
            if (refusal is InvalidInput invalid)
                foreach (var (field, sentence) in invalid.Errors) await Console.Error.WriteLineAsync($"  {field}: {sentence}");
            return 1;
        }
        catch (Exception fault) when (fault is InvalidOperationException or IOException or System.Data.Common.DbException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    private static System.Globalization.CultureInfo Language() =>
        new((Environment.GetEnvironmentVariable("LANG") ?? "").StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? "zh-CN" : "en");
}
