using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data.Demo;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;
using Shouwen.Shell;

namespace Shouwen.CommandLine;

/// <summary>Starts the web server; with <c>--demo</c> a new database gets a demo company.</summary>
internal static class ServeCommand
{
    private const string DefaultUrl = "http://localhost:5080";

    public static Command Make()
    {
        var demo = new Option<string?>("--demo") { Description = $"Load a demo company into a new database and print its people: {string.Join(", ", DemoCompany.Presets)}.", Arity = ArgumentArity.ZeroOrOne };
        var urls = new Option<string?>("--urls") { Description = $"The addresses to listen on; {DefaultUrl} unless given." };
        var command = new Command("serve", "Start the server.") { demo, urls };
        command.SetAction((parsed, ct) => Work.Do(() => Serve(parsed.GetResult(demo) is not null, parsed.GetValue(demo), parsed.GetValue(urls), ct)));
        return command;
    }

    private static async Task<int> Serve(bool demo, string? preset, string? urls, CancellationToken ct)
    {
        Languages.Begin();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = ContentRoot() });
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        var installation = ShouwenApp.Installation(builder.Configuration);
        builder.Services.AddShouwen(installation);
        builder.Services.AddWeb();
        builder.Services.AddHostedService<Drain>().Configure<HostOptions>(o => o.ShutdownTimeout = Drain.Most(builder.Configuration));
        builder.WebHost.ConfigureKestrel(k => k.AddServerHeader = false);
        if (urls is not null || builder.Configuration["urls"] is null) builder.WebHost.UseUrls(urls ?? DefaultUrl);
        await using var app = builder.Build();
        await MigrateCommand.Run(installation, TimeProvider.System, ct);
        app.UseShouwen();
        if (demo) await DemoCompany.LoadIfNew(installation, app.Services, Console.Out, ct, preset);
        await app.StartAsync(ct);
        await Announce(app, demo, ct);
        // What starting left behind, some 15 MB, goes back to the system: otherwise it stays until there is work.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        await app.WaitForShutdownAsync(ct);
        return 0;
    }

    private static async Task Announce(WebApplication app, bool demo, CancellationToken ct)
    {
        await using var db = app.Services.GetRequiredService<IReadContexts>().Rent(Reach.Nothing);
        await Console.Out.WriteLineAsync($"\nShouwen is ready: {string.Join(", ", app.Urls)}");
        if (!await db.Users.AnyAsync(ct))
            await Console.Out.WriteLineAsync($"This installation is new. Open /welcome and use the start code {app.Services.GetRequiredService<FirstStart>().Code}");
        else if (demo) await DemoCompany.Introduce(db, Console.Out, ct);
    }

    /// <summary>Beside the program when published; the project folder when run from it.</summary>
    private static string ContentRoot() =>
        Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : Directory.GetCurrentDirectory();
}
