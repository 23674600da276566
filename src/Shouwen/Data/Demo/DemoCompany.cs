using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Data.Demo;

/// <summary>A company to try the system with; exists only when asked for on a new database. Its history is made by the use cases with a set clock.</summary>
public static class DemoCompany
{
    public const string Password = "shouwen-demo";
    public const int Days = 92;

    /// <summary>The trades of which there is a company; the first is loaded unless another is named.</summary>
    public static IEnumerable<string> Presets => DemoTrade.All.Select(t => t.Preset);

    public static async Task LoadIfNew(Installation installation, IServiceProvider services, TextWriter output, CancellationToken ct, string? preset = null, int days = Days)
    {
        await using (var db = services.GetRequiredService<IReadContexts>().Rent(Reach.Nothing))
            if (await db.Units.AnyAsync(ct)) return;
        var trade = DemoTrade.Find(preset) ?? throw new Refusal("demo.trade", "There is no demo company for {0}. There are: {1}.", preset, string.Join(", ", Presets));
        var present = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        await output.WriteLineAsync("Making the demo company: three months of history, about a minute …");
        await using var past = Past(installation, present.AddDays(-days), out var clock);
        past.Furnish();
        await past.GetRequiredService<Kernel.Jobs.Node>().Open(ct);
        await new DemoStory(past, trade, clock, present, output).Tell(ct);
    }

    /// <summary>The same house with a clock of its own.</summary>
    private static ServiceProvider Past(Installation installation, DateTime start, out DemoClock clock)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddLogging(l => l.AddConsole().SetMinimumLevel(LogLevel.Error));
        services.AddShouwen(installation);
        services.AddSingleton<TimeProvider>(clock = new DemoClock(start));
        return services.BuildServiceProvider();
    }

    /// <summary>Prints whom to sign in as, by the names they have in the company that was loaded.</summary>
    public static async Task Introduce(KernelDb db, TextWriter output, CancellationToken ct)
    {
        var names = await db.Users.Where(u => Cast.Select(c => c.Login).Contains(u.Login)).ToDictionaryAsync(u => u.Login, u => u.Name, ct);
        await output.WriteLineAsync($"\nSign in with the password {Password} as");
        foreach (var (login, does) in Cast.Where(c => names.ContainsKey(c.Login))) await output.WriteLineAsync($"  {login,-7} {names[login]}  {does}");
    }

    private static readonly (string Login, string Does)[] Cast =
    [
        ("lin", "agent in the first hotline team"), ("zhao", "supervisor of the first hotline team"), ("chen", "centre director, sees everything"), ("luwei", "head of a local unit"),
        ("gujun", "technician, sees his own work"), ("heyan", "quality inspector"), ("admin", "administrator"),
    ];
}
