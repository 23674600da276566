using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Jobs;
using Shouwen.Kernel.UseCases;

namespace Shouwen.CommandLine;

/// <summary>The application without its web server, for the command line: the same door, the same database.</summary>
internal sealed class Workshop(ServiceProvider services) : IAsyncDisposable
{
    public IServiceProvider Services => services;
    /// <summary>Everything there is, read in one piece: what others write meanwhile does not show.</summary>
    public async Task<AppDb> Snapshot(CancellationToken ct)
    {
        var db = (AppDb)Services.GetRequiredService<IReadContexts>().Rent(Reach.Everything);
        await db.Database.OpenConnectionAsync(ct);
        if (db.Database.GetDbConnection() is SqliteConnection sqlite) db.Database.UseTransaction(sqlite.BeginTransaction(deferred: true));
        else await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        return db;
    }

    public Door Door => services.GetRequiredService<Door>();

    /// <summary>The installation that the configuration names.</summary>
    public static Task<Workshop> Open(CancellationToken ct, TimeProvider? time = null) => Open(Here(), ct, time, writes: true);

    public static Installation Here() =>
        ShouwenApp.Installation(new ConfigurationBuilder().AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().Build());

    /// <summary>Another installation; only one that writes takes a place among the nodes.</summary>
    public static async Task<Workshop> Open(Installation installation, CancellationToken ct, TimeProvider? time = null, bool writes = false)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        services.AddLogging(l => l.AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning));
        services.AddShouwen(installation);
        if (time is not null) services.AddSingleton(time);
        var provider = services.BuildServiceProvider();
        await MigrateCommand.Run(installation, provider.GetRequiredService<TimeProvider>(), ct);
        provider.Furnish();
        if (writes) await provider.GetRequiredService<Node>().Open(ct);
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
