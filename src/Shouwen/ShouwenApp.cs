using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.ResponseCompression;
using Shouwen.Data;
using Shouwen.Kernel;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Jobs;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using Shouwen.Shell;

namespace Shouwen;

/// <summary>Puts the application together: services, modules, and the way of a request.</summary>
public static class ShouwenApp
{
    /// <summary>Reads the installation from the configuration: <c>Database:Provider</c>, <c>ConnectionStrings:Shouwen</c>, <c>Storage:Path</c>.</summary>
    public static Installation Installation(IConfiguration configuration)
    {
        var provider = configuration["Database:Provider"] ?? "Sqlite";
        if (!Enum.TryParse<Engine>(provider, ignoreCase: true, out var engine))
            throw new InvalidOperationException($"Database:Provider must be Sqlite or Postgres, not '{provider}'.");
        var given = configuration.GetConnectionString("Shouwen");
        if (engine == Engine.Postgres && string.IsNullOrWhiteSpace(given))
            throw new InvalidOperationException("ConnectionStrings:Shouwen must name the PostgreSQL database.");
        var storage = configuration["Storage:Path"] ?? "data";
        return new Installation(engine, string.IsNullOrWhiteSpace(given) ? $"Data Source={Path.Combine(storage, "shouwen.db")}" : given, storage);
    }

    public static void AddShouwen(this IServiceCollection services, Installation installation)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddKernel<AppDb>(installation, typeof(ShouwenApp).Assembly);
        services.AddSingleton(new Assets("shouwen"));
        services.AddKept<Modules.Callbacks.Rules.TriggersInUse>().AddScoped<SubjectTitles>();
        services.AddSingleton<FirstStart>().AddSingleton<Throttle>().AddSingleton<SignInGuard>();
        foreach (var type in typeof(ShouwenApp).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false }))
        {
            if (typeof(IModule).IsAssignableFrom(type)) services.AddSingleton(typeof(IModule), type);
            if (typeof(Kernel.Search.ISeen).IsAssignableFrom(type)) services.AddScoped(typeof(Kernel.Search.ISeen), type);
            if (typeof(ITimelineSource).IsAssignableFrom(type)) services.AddScoped(typeof(ITimelineSource), type);
            foreach (var port in type.GetInterfaces().Where(IsPort)) services.AddScoped(type).AddScoped(port, type);
        }
    }

    public static void AddWeb(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddAuthentication(CurrentActor.Scheme).AddCookie(CurrentActor.Scheme, cookie =>
        {
            cookie.Cookie.Name = "shouwen";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(10);
            cookie.SlidingExpiration = true;
        });
        services.AddAntiforgery(o => o.Cookie.Name = "shouwen-form");
        services.AddResponseCompression(o => o.EnableForHttps = false);
        services.AddOpenApi("v1", InterfaceDescription.Configure);
        // The description tells words as words, as the interface itself writes and reads them.
        services.ConfigureHttpJsonOptions(o => o.SerializerOptions.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.CamelCase, allowIntegerValues: false)));
        services.Configure<RequestLocalizationOptions>(o =>
        {
            (o.DefaultRequestCulture, o.SupportedCultures, o.SupportedUICultures) = (new RequestCulture(Languages.All[0]), Languages.All, Languages.All);
            o.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = "lang" }, new ApiLanguage()];
        });
        services.AddHostedService(provider => provider.GetRequiredService<Node>());
        services.AddHostedService(provider => provider.GetRequiredService<Worker>());
        services.AddHostedService(provider => provider.GetRequiredService<Kernel.Live.LiveRelay>());
    }

    /// <summary>Lets every module describe itself; must run before the first use case.</summary>
    public static House Furnish(this IServiceProvider services)
    {
        var house = services.GetRequiredService<House>();
        if (house.Routes.Ways.Count > 0) return house;
        foreach (var type in new[] { typeof(ShouwenApp).Assembly, typeof(KernelServices).Assembly }.SelectMany(a => a.GetTypes()).Where(t => t.Name.EndsWith("Permissions", StringComparison.Ordinal)))
            Permission.DeclareAll(type);
        foreach (var module in services.GetServices<IModule>()) module.Describe(house);
        return house;
    }

    public static void UseShouwen(this WebApplication app)
    {
        var house = app.Services.Furnish();
        app.UseMiddleware<SecurityHeaders>();
        // Before the last resort, so that it speaks the language of the person.
        app.UseRequestLocalization();
        app.UseMiddleware<LastResort>();
        app.UseResponseCompression();
        app.MapStaticAssets().ShortCircuit();
        app.UseRouting();
        app.Use(CurrentActor.Find);
        app.UseAntiforgery();
        house.Routes.Map(app);
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapHealth();
        app.MapFallback("{*path}", http => NoSuchPage.Answer(http)).WithMetadata(new PageWay());
    }

    private static bool IsPort(Type face) => face.Namespace?.Contains(".Contracts", StringComparison.Ordinal) == true && face.Namespace.StartsWith("Shouwen.Modules.", StringComparison.Ordinal);

    /// <summary>Programs say their language with Accept-Language; Chinese unless they ask for English.</summary>
    private sealed class ApiLanguage : RequestCultureProvider
    {
        public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext http)
        {
            var asked = http.Request.Headers.AcceptLanguage.ToString();
            return Task.FromResult(asked.StartsWith("en", StringComparison.OrdinalIgnoreCase) && http.Request.Path.StartsWithSegments("/api")
                ? new ProviderCultureResult("en") : null);
        }
    }
}
