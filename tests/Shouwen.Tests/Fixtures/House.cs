using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Jobs;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Tests.Fixtures;

/// <summary>
/// The whole application on a database of its own, with a clock that the test sets:
/// <c>await using var house = await House.Open(engine, "2026-09-29 10:00");</c>
/// </summary>
public sealed partial class House : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly bool ownsDatabase;

    private House(TestDatabase database, bool ownsDatabase, SetClock clock, IServiceProvider services) =>
        (this.database, this.ownsDatabase, Clock, Services) = (database, ownsDatabase, clock, services);

    public SetClock Clock { get; }
    public IServiceProvider Services { get; }
    public Shouwen.Kernel.Data.Installation Installation => database.Installation;
    public Engine Engine => database.Installation.Engine;
    public Door Door => Services.GetRequiredService<Door>();
    public DateTime Now => Clock.Utc;

    /// <summary>A fresh house at a local time of Shanghai.</summary>
    public static async Task<House> Open(Engine engine, string at = "2026-03-02 09:00") =>
        await Furnish(await TestDatabases.Take(engine), ownsDatabase: true, new SetClock(SetClock.Shanghai(at)));

    /// <summary>On a database of the caller's own.</summary>
    public static Task<House> At(TestDatabase database, string at) => On(database, at);

    internal static Task<House> On(TestDatabase database, string at) => Furnish(database, ownsDatabase: false, new SetClock(SetClock.Shanghai(at)));

    /// <summary>A second process on the same database and the same clock: another node, or the same one started again.</summary>
    public Task<House> Another() => Furnish(database, ownsDatabase: false, Clock);

    private static async Task<House> Furnish(TestDatabase database, bool ownsDatabase, SetClock clock)
    {
        var services = new ServiceCollection();
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.None));
        Rewire(services, database, clock);
        var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = false, ValidateScopes = true });
        provider.Furnish();
        await provider.GetRequiredService<Node>().Open(default);
        return new House(database, ownsDatabase, clock, provider);
    }

    /// <summary>The application's own services with the test's database and clock in place of the real ones.</summary>
    private static void Rewire(IServiceCollection services, TestDatabase database, SetClock clock)
    {
        services.AddShouwen(database.Installation);
        services.AddScoped<IHandler<Stumble, Stumble.Result>, Stumble.Handler>();
        services.AddSingleton<FluentValidation.IValidator<Stumble>, Stumble.Rules>();
        // Real passwords are hashed a hundred thousand times; the tests sign in often.
        services.Configure<Microsoft.AspNetCore.Identity.PasswordHasherOptions>(o => o.IterationCount = 10);
        services.RemoveAll<TimeProvider>();
        services.AddSingleton<TimeProvider>(clock);
        services.RemoveAll<DbContextOptions<AppDb>>();
        services.AddSingleton(database.Options);
        database.Also?.Invoke(services);
        if (database.Source is null) return;
        services.RemoveAll<Npgsql.NpgsqlDataSource>();
        services.AddSingleton(database.Source);
    }

    /// <summary>Moves the clock to a local time.</summary>
    public void At(string local) => Clock.Utc = SetClock.Shanghai(local);

    /// <summary>Does what is due: heard facts, schedules, obligations.</summary>
    public Task Settle() => Services.GetRequiredService<Worker>().Settle();

    /// <summary>Moves the clock and does what has become due since.</summary>
    public Task SettleAt(string local)
    {
        At(local);
        return Settle();
    }

    /// <summary>Everything there is, read without tracking.</summary>
    public AppDb Db() => (AppDb)Services.GetRequiredService<IReadContexts>().Rent(Reach.Everything);

    /// <summary>Someone of the cast, with the rights of this moment.</summary>
    public Person As(string login) => new(this, login);

    /// <summary>The house itself, as schedules and heard facts act.</summary>
    public Person Itself => new(this, null);

    public async Task<Guid> UserId(string login)
    {
        await using var db = Db();
        return await db.Users.Where(u => u.Login == login).Select(u => u.Id).SingleAsync();
    }

    /// <summary>A unit by its English name: <c>East</c>, <c>Outlet A</c>.</summary>
    public async Task<Unit> Unit(string name)
    {
        await using var db = Db();
        return await db.Units.SingleAsync(u => u.NameEn == name);
    }

    public async ValueTask DisposeAsync()
    {
        if (web is not null) await web.DisposeAsync();
        else await ((ServiceProvider)Services).DisposeAsync();
        if (ownsDatabase) await database.DisposeAsync();
    }
}

/// <summary>Someone at the door.</summary>
public sealed class Person(House house, string? login)
{
    public async Task<TResult> Run<TCommand, TResult>(ICommand<TCommand, TResult> command, RunOptions? options = null) where TCommand : ICommand<TCommand, TResult> =>
        await house.Door.Run(command, await Actor(), options);

    public async Task<TResult> Ask<TQuery, TResult>(IQuery<TQuery, TResult> query) where TQuery : IQuery<TQuery, TResult> =>
        await house.Door.Ask(query, await Actor());

    /// <summary>The refusal that the command is expected to meet.</summary>
    public Task<Refusal> Refused<TCommand, TResult>(ICommand<TCommand, TResult> command, RunOptions? options = null) where TCommand : ICommand<TCommand, TResult> =>
        Should.ThrowAsync<Refusal>(() => Run(command, options));

    public async Task<Actor> Actor()
    {
        if (login is null) return Shouwen.Kernel.Access.Actor.System;
        await using var db = house.Db();
        return await db.Actor(await house.UserId(login), null, default) ?? throw new InvalidOperationException($"{login} has no access.");
    }
}
