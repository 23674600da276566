using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;
using Shouwen.Data.Demo;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Jobs;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;

namespace Shouwen.BrowserTests;

/// <summary>The real application with its demo company on a port of its own, in this process, so that its clock can be moved.</summary>
public sealed class LiveServer : IAsyncDisposable
{
    /// <summary>A Wednesday morning in working hours, a fortnight before the month ends.</summary>
    private const string Start = "2026-03-18 09:40";

    private readonly WebApplication app;
    private readonly Func<Task> cleanUp;

    private LiveServer(WebApplication app, MovingClock clock, Func<Task> cleanUp) => (this.app, Clock, this.cleanUp) = (app, clock, cleanUp);

    public MovingClock Clock { get; }
    public string Url => app.Urls.First();
    public IServiceProvider Services => app.Services;
    public House House => app.Services.GetRequiredService<House>();

    public static async Task<LiveServer> OnSqlite(int days = 35)
    {
        var storage = Directory.CreateTempSubdirectory("shouwen-browser-").FullName;
        return await Open(new Installation(Engine.Sqlite, $"Data Source={Path.Combine(storage, "shouwen.db")};Pooling=False", storage), storage, () => Task.CompletedTask, days);
    }

    public static async Task<LiveServer> OnPostgres(string server)
    {
        var (storage, name) = (Directory.CreateTempSubdirectory("shouwen-browser-").FullName, $"shouwen_browser_{Environment.ProcessId}");
        await Execute(server, $"CREATE DATABASE {name}");
        var text = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
        return await Open(new Installation(Engine.Postgres, text, storage), storage, () => Execute(server, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
    }

    private static async Task<LiveServer> Open(Installation installation, string storage, Func<Task> cleanUp, int days = 35)
    {
        var clock = new MovingClock(Start);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "shouwen", ContentRootPath = Path.Combine(Browsers.Root, "src/Shouwen"), EnvironmentName = "Development",
        });
        builder.Logging.ClearProviders();
        builder.Services.AddShouwen(installation);
        builder.Services.AddWeb();
        builder.Services.RemoveAll<TimeProvider>();
        builder.Services.AddSingleton<TimeProvider>(clock);
        // Journeys that move the clock sign nobody out.
        builder.Services.PostConfigureAll<CookieAuthenticationOptions>(o => o.ExpireTimeSpan = TimeSpan.FromDays(400));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        await Migrations.Run(installation, Migrations.Of(typeof(ShouwenApp).Assembly, installation.Engine), clock);
        app.UseShouwen();
        await DemoCompany.LoadIfNew(installation, app.Services, TextWriter.Null, default, days: days);
        await app.StartAsync();
        return new LiveServer(app, clock, async () =>
        {
            await cleanUp();
            Directory.Delete(storage, recursive: true);
        });
    }

    /// <summary>Does at once what the worker would do in the next seconds.</summary>
    public Task Settle() => app.Services.GetRequiredService<Worker>().Settle();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await cleanUp();
    }

    private static async Task Execute(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
