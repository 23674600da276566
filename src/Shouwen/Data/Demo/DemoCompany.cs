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

    public static async Task LoadIfNew(Installation installation, IServiceProvider services, TextWriter output, CancellationToken ct, int days = Days)
    {
        await using (var db = services.GetRequiredService<IReadContexts>().Rent(Reach.Nothing))
            if (await db.Units.AnyAsync(ct)) return;
        var present = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        await output.WriteLineAsync("Making the demo company: three months of history, about a minute …");
        await using var past = Past(installation, present.AddDays(-days), out var clock);
        past.Furnish();
        await past.GetRequiredService<Kernel.Jobs.Node>().Open(ct);
        await new DemoStory(past, clock, present, output).Tell(ct);
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

    public static async Task Introduce(TextWriter output)
    {
        await output.WriteLineAsync($"""

            Sign in with the password {Password} as
              lin     林晓    agent, hotline team 1
              zhao    赵敏    supervisor of hotline team 1
              chen    陈静    centre director, sees everything
              luwei   陆伟    head of the Pudong outlet
              gujun   顾军    technician, sees his own work
              heyan   何燕    quality inspector
              admin   系统管理员  administrator
            """);
    }
}
