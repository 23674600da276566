using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Jobs;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Tests.Fixtures;

/// <summary>The house with its web server, in process: no port, no browser.</summary>
public sealed partial class House
{
    private WebApplication? web;

    /// <summary>A fresh house that also answers requests.</summary>
    public static async Task<House> OpenWeb(Engine engine, string at = "2026-03-02 09:00") => await OpenWeb(await TestDatabases.Take(engine), at, ownsDatabase: true);

    /// <summary>A house on a database of the caller's.</summary>
    internal static async Task<House> OpenWeb(TestDatabase database, string at, bool ownsDatabase = false)
    {
        var clock = new SetClock(SetClock.Shanghai(at));
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "shouwen", ContentRootPath = AppContext.BaseDirectory, EnvironmentName = "Testing",
        });
        builder.Logging.ClearProviders();
        Rewire(builder.Services, database, clock);
        builder.Services.AddWeb();
        // The worker runs when the test says so.
        foreach (var background in builder.Services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationFactory?.Method.ReturnType == typeof(Worker)).ToList())
            builder.Services.Remove(background);
        builder.WebHost.UseTestServer();
        var app = builder.Build();
        app.UseShouwen();
        await app.StartAsync();
        return new House(database, ownsDatabase, clock, app.Services) { web = app };
    }

    /// <summary>A browser without script: keeps cookies, follows nothing by itself.</summary>
    public Visitor Browser(string language = "zh-CN") => new(Server.CreateHandler(), language);

    /// <summary>A browser in which someone has signed in.</summary>
    public async Task<Visitor> SignedIn(string login, string language = "zh-CN")
    {
        var visitor = Browser(language);
        var answer = await visitor.PostForm("/sign-in", "/sign-in", ("login", login), ("password", Cast.Password));
        ((int)answer.StatusCode).ShouldBe(303, $"{login} could not sign in");
        return visitor;
    }

    /// <summary>A program that calls the interface in someone's name; nobody's when no one is named.</summary>
    public async Task<HttpClient> Program(string? login)
    {
        var client = new HttpClient(Server.CreateHandler()) { BaseAddress = new Uri("http://localhost") };
        if (login is null) return client;
        var made = await Door.Run(new CreateToken(login, "test"), Actor.System);
        client.DefaultRequestHeaders.Authorization = new("Bearer", made.Token);
        return client;
    }

    private TestServer Server => (web ?? throw new InvalidOperationException("Open it with OpenWeb.")).GetTestServer();
}
